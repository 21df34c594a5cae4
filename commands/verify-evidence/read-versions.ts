import { GetObjectCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { inParallel } from '../../lib/in-parallel.ts';
import type { StoredVersion } from './check-chain.ts';

const readAtOnce = 16;

interface Listed {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly isDeleteMarker: boolean;
}

/**
 * Reads every version of every object, in the order of the keys.
 *
 * @param onPage called with how many were read so far.
 * @throws any error of the SDK
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
      ...(page.Versions ?? []).map(({ Key = '', VersionId }) => ({
        key: Key,
        versionId: VersionId,
        isDeleteMarker: false,
      })),
      ...(page.DeleteMarkers ?? []).map(({ Key = '' }) => ({
        key: Key,
        versionId: undefined,
        isDeleteMarker: true,
      })),
    ].toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
    const texts = new Map<Listed, string>();
    await inParallel(readAtOnce, listed, async (version) => {
      if (version.isDeleteMarker) return;
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
    keyMarker = page.IsTruncated === true ? page.NextKeyMarker : undefined;
    versionIdMarker = page.IsTruncated === true ? page.NextVersionIdMarker : undefined;
  } while (keyMarker !== undefined);
}
