import { join } from 'node:path';
import { build } from 'esbuild';
import { Refusal } from './refusal.js';

/**
 * Lets the functions' own reader of their environment (`lib/config.ts`) judge the one in serverless.yml, so
 * that a bad parameter stops the packaging and not the first alert. The reader is TypeScript, which Node 20
 * cannot import.
 *
 * @param {Record<string, unknown>} environment what all functions and single ones have; objects in it (Ref, GetAtt) are known
 *   only once deployed, and left out
 * @param {string} serviceDir
 * @throws {Refusal} naming the keys and what was expected of them
 */
export async function checkEnvironment(environment, serviceDir) {
  const { outputFiles } = await build({
    entryPoints: [join(serviceDir, 'lib', 'config.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  /** @type {typeof import('../lib/config.ts')} */
  const { readConfig } = await import(`data:text/javascript;base64,${source}`);
  const known = Object.entries(environment).filter(
    ([, value]) => value !== null && typeof value !== 'object',
  );
  try {
    readConfig(Object.fromEntries(known.map(([name, value]) => [name, String(value)])));
  } catch (error) {
    if (error instanceof Error && error.name === 'ConfigError') throw new Refusal(error.message);
    throw error;
  }
}
