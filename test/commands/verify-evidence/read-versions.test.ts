import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { readVersions } from '../../../commands/verify-evidence/read-versions.ts';
import { keyOf } from '../../../lib/evidence/chain.ts';

const keys = Array.from({ length: 1_000 }, (_, nth) => keyOf(nth + 1));

/** A bucket of one page, in which the sizes are as given. */
function bucketOf(sizeOf: (nth: number) => number) {
  const read: string[] = [];
  const client = {
    async send(command: unknown) {
      if (command instanceof GetObjectCommand) {
        read.push(String(command.input.Key));
        return { Body: { transformToString: async () => `text of ${command.input.Key}` } };
      }
      return { Versions: keys.map((Key, nth) => ({ Key, VersionId: '1', Size: sizeOf(nth) })) };
    },
  };
  return { read, client: client as unknown as S3Client };
}

test('of a page with many large objects, a few at a time are in memory', async () => {
  const { read, client } = bucketOf(() => 4_000_000);
  let taken = 0;
  for await (const { key, text } of readVersions(client, 'b', () => undefined)) {
    expect(text).toBe(`text of ${key}`);
    expect(read.length - taken).toBeLessThanOrEqual(16);
    taken += 1;
  }
  expect(taken).toBe(1_000);
});

test('more versions than anybody of us wrote end it, whatever they are', async () => {
  const DeleteMarkers = Array.from({ length: 1_000 }, () => ({ Key: 'x' }));
  const page = { DeleteMarkers, IsTruncated: true, NextKeyMarker: 'x' };
  const client = { send: async () => page } as unknown as S3Client;
  let read = 0;
  const readAll = async (): Promise<void> => {
    for await (const _ of readVersions(client, 'b', () => undefined)) {
      read += 1;
      if (read > 1_001_000) return;
    }
  };
  await expect(readAll()).rejects.toThrow('more than 1000000 versions');
});

test('an object that is larger than any of ours is named and not read', async () => {
  const { read, client } = bucketOf((nth) => (nth === 7 ? 4_000_001 : 1));
  const unread: string[] = [];
  for await (const { key, text } of readVersions(client, 'b', () => undefined)) {
    if (text === undefined) unread.push(key);
  }
  expect(unread).toHaveLength(1);
  expect(read).toHaveLength(999);
  expect(read).not.toContain(unread[0]);
});
