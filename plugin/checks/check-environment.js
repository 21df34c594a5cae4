import { join } from 'node:path';
import { UserError } from '../user-error.js';
import { importTypeScript } from './import-typescript.js';

/** Of the environment of a function, as JSON (AWS Lambda quotas; its error prints what it measured). */
const maxBytes = 4096;

/**
 * Lets the functions' own reader of their environment (`lib/config.ts`) judge the one in serverless.yml, so
 * that a bad parameter stops the packaging and not the first alert, nor the middle of a deployment.
 *
 * @param {readonly Record<string, unknown>[]} environments of each function, all of it; what CloudFormation fills in (Ref,
 *   GetAtt) is known only once deployed, and left out
 * @param {string} serviceDir
 * @throws {UserError} naming the keys and what was expected of them
 */
export async function checkEnvironment(environments, serviceDir) {
  /** @type {typeof import('../../lib/config.ts')} */
  const { readConfig } = await importTypeScript(join(serviceDir, 'lib', 'config.ts'));
  for (const environment of environments) checkSize(environment);
  const known = Object.entries(Object.assign({}, ...environments)).flatMap(([name, value]) => {
    if (value === null || isFilledIn(value)) return [];
    if (typeof value === 'object') throw new UserError(`${name}: expected text.`);
    return [[name, String(value)]];
  });
  try {
    readConfig(Object.fromEntries(known));
  } catch (error) {
    if (error instanceof Error && error.name === 'ConfigError') throw new UserError(error.message);
    throw error;
  }
}

/** @param {unknown} value */
function isFilledIn(value) {
  return (
    typeof value === 'object' &&
    Object.keys(value ?? {}).some((key) => key === 'Ref' || key.startsWith('Fn::'))
  );
}

/** @param {Record<string, unknown>} environment */
function checkSize(environment) {
  const bytes = Buffer.byteLength(JSON.stringify(environment));
  if (bytes <= maxBytes) return;
  const [longest = ''] = Object.keys(environment).sort(
    (a, b) => String(environment[b]).length - String(environment[a]).length,
  );
  throw new UserError(
    `${longest}: expected less, since AWS Lambda takes ${maxBytes} bytes of settings in all, and these are ${bytes}.`,
  );
}
