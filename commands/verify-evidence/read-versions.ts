import { GetObjectCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { UserError } from '../../plugin/user-error.ts';
import type { StoredVersion } from './check-chain.ts';

const readAtOnce = 16;

/** A row of the ledger, which each object was, has at most 400 kB; written in lines it is longer. */
const maxObjectBytes = 4_000_000;

/** Ten years of a hundred thousand uses each. */
const maxVersions = 1_000_000;

interface Listed {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly isDeleteMarker: boolean;
  readonly isTooLarge: boolean;
}

/**
 * Reads every version of every object, in the order of the keys. What is larger than any of ours is not read.
 *
 * @param onPage called with how many were read so far.
 * @throws {UserError} where there are more than anybody of us wrote; and any error of the SDK
 */
export async function* readVersions(
  client: S3Client,
  bucket: string,
  onPage: (read: number) => void,
): AsyncIterable<StoredVersion> {
  let keyMarker: string | undefined;
  let versionIdMarker: string | undefined;
  let read = 0;
  do {
    const page = await client.send(
      new ListObjectVersionsCommand({
        Bucket: bucket,
        KeyMarker: keyMarker,
        VersionIdMarker: versionIdMarker,
      }),
    );
    const listed: Listed[] = [
      ...(page.Versions ?? []).map(({ Key = '', VersionId, Size = 0 }) => ({
        key: Key,
        versionId: VersionId,
        isDeleteMarker: false,
        isTooLarge: Size > maxObjectBytes,
      })),
      ...(page.DeleteMarkers ?? []).map(({ Key = '' }) => ({
        key: Key,
        versionId: undefined,
        isDeleteMarker: true,
        isTooLarge: false,
      })),
    ].toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
    // A page lists a thousand: together, the largest would fill the memory.
    for (let from = 0; from < listed.length; from += readAtOnce) {
      const some = listed.slice(from, from + readAtOnce);
      const texts = await Promise.all(some.map((version) => textOf(client, bucket, version)));
      for (const [nth, { key, isDeleteMarker }] of some.entries()) {
        yield { key, isDeleteMarker, text: texts[nth] };
      }
    }
    read += listed.length;
    onPage(read);
    if (read > maxVersions) {
      throw new UserError(
        `The bucket ${bucket} holds more than ${maxVersions} versions of objects: more than root-alert writes.`,
      );
    }
    keyMarker = page.IsTruncated === true ? page.NextKeyMarker : undefined;
    versionIdMarker = page.IsTruncated === true ? page.NextVersionIdMarker : undefined;
  } while (keyMarker !== undefined);
}

async function textOf(
  client: S3Client,
  bucket: string,
  { key, versionId, isDeleteMarker, isTooLarge }: Listed,
): Promise<string | undefined> {
  if (isDeleteMarker || isTooLarge) return undefined;
  const { Body } = await client.send(
    new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
  );
  return (await Body?.transformToString('utf8')) ?? '';
}
