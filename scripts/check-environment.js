import { join } from 'node:path';
import { importTypeScript } from './import-typescript.js';
import { Refusal } from './refusal.js';

/**
 * Lets the functions' own reader of their environment (`lib/config.ts`) judge the one in serverless.yml, so
 * that a bad parameter stops the packaging and not the first alert.
 *
 * @param {Record<string, unknown>} environment what all functions and single ones have; objects in it (Ref, GetAtt) are known
 *   only once deployed, and left out
 * @param {string} serviceDir
 * @throws {Refusal} naming the keys and what was expected of them
 */
export async function checkEnvironment(environment, serviceDir) {
  /** @type {typeof import('../lib/config.ts')} */
  const { readConfig } = await importTypeScript(join(serviceDir, 'lib', 'config.ts'));
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
