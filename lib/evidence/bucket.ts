import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { errorName } from '../error-text.ts';

/** The bucket that keeps the evidence. Each method throws what the SDK throws. */
export interface EvidenceBucket {
  /** Writes an object, if there is none of that key. False: there is one. */
  put(key: string, text: string): Promise<boolean>;
  get(key: string): Promise<string>;
  /** The last key in the order of keys. Undefined: none comes after `after`. */
  lastKeyAfter(after: string): Promise<string | undefined>;
}

const settings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};

/** @param account whose bucket it must be: one of the same name of somebody else is refused. */
export function openBucket(name: string, account: string | undefined): EvidenceBucket {
  const client = new S3Client(settings);
  const target = { Bucket: name, ...(account && { ExpectedBucketOwner: account }) };
  return {
    async put(key, text) {
      try {
        await client.send(
          new PutObjectCommand({
            ...target,
            Key: key,
            Body: text,
            ContentType: 'application/json; charset=utf-8',
            ChecksumAlgorithm: 'SHA256',
            // S3 writes it only if the key is free (Amazon S3 User Guide, "How to prevent object overwrites with conditional writes").
            IfNoneMatch: '*',
          }),
        );
        return true;
      } catch (error) {
        if (errorName(error) === 'PreconditionFailed') return false;
        throw error;
      }
    },
    async get(key) {
      const { Body } = await client.send(new GetObjectCommand({ ...target, Key: key }));
      return (await Body?.transformToString('utf8')) ?? '';
    },
    async lastKeyAfter(after) {
      let last: string | undefined;
      let startAfter = after;
      for (;;) {
        const page = await client.send(
          new ListObjectsV2Command({ ...target, Prefix: 'evidence/', StartAfter: startAfter }),
        );
        const key = page.Contents?.at(-1)?.Key;
        if (key === undefined) return last;
        last = key;
        startAfter = key;
        if (page.IsTruncated !== true) return last;
      }
    },
  };
}
