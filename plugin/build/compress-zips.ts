import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync, type ZippableFile, zipSync } from 'fflate';
import type { FunctionSettings } from '../framework.ts';

/** A fixed time, so that the same code makes the same zip, and a deployment leaves alone what has not changed. */
const mtime = '1980-01-01T00:00:00';
/** What APPNOTE.TXT (PKWARE, 4.4.2 and 4.4.15) calls the host system Unix, and there a file that all may read. */
const readable = { os: 3, attrs: 0o100644 << 16 } as const;

/** Compresses the zips of all functions once more: serverless-esbuild has no setting for it, and compresses them as fast as it can. */
export async function compressZips(
  functions: readonly FunctionSettings[],
  serviceDir: string,
): Promise<void> {
  for (const { package: packaged } of functions) {
    if (packaged?.artifact === undefined) continue;
    const zip = join(serviceDir, packaged.artifact);
    await writeFile(zip, compressed(await readFile(zip)));
  }
}

function compressed(zip: Uint8Array): Uint8Array {
  const files = Object.entries(unzipSync(zip)).map(([name, content]): [string, ZippableFile] => [
    name,
    [content, readable],
  ]);
  return zipSync(Object.fromEntries(files), { level: 9, mtime });
}
