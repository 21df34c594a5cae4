import { GetObjectCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { inParallel } from '../../lib/in-parallel.ts';
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
    const texts = new Map<Listed, string>();
    await inParallel(readAtOnce, listed, async (version) => {
      if (version.isDeleteMarker || version.isTooLarge) return;
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: version.key, VersionId: version.versionId }),
      );
      texts.set(version, (await Body?.transformToString('utf8')) ?? '');
    });
    for (const version of listed) {
      yield { key: version.key, isDeleteMarker: version.isDeleteMarker, text: texts.get(version) };
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
