import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { UserError } from '../user-error.js';

const require = createRequire(import.meta.url);

/**
 * Where a function's handler is written, what serverless-esbuild calls what it makes of it, and under what name it is
 * exported.
 *
 * @param {string} handler as in serverless.yml, such as `handlers/root-event.handler`
 */
function partsOf(handler) {
  const dot = handler.lastIndexOf('.');
  const module = handler.slice(0, dot);
  return {
    source: `${module}.ts`,
    built: `${module}.cjs`,
    exportName: handler.slice(dot + 1),
  };
}

/**
 * @param {string} functionName
 * @param {string} handler as in serverless.yml
 * @param {string} serviceDir
 * @throws {UserError} when the file that serverless.yml names is not there
 */
export function requireHandlerSource(functionName, handler, serviceDir) {
  const { source } = partsOf(handler);
  if (!existsSync(join(serviceDir, source))) {
    throw new UserError(`${functionName} cannot be loaded: ${source} does not exist.`);
  }
}

/**
 * Loads a built handler as the framework is about to (Node keeps the module, so it runs once), because the
 * framework answers a failure with the whole stack.
 *
 * @param {string} functionName
 * @param {string} handler as in serverless.yml
 * @param {string} buildDir where serverless-esbuild put it
 * @throws {UserError} when the module throws, or does not export the handler
 */
export function loadHandler(functionName, handler, buildDir) {
  const { source, built, exportName } = partsOf(handler);
  let loaded;
  try {
    loaded = require(join(buildDir, built));
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    throw new UserError(`${functionName} cannot be loaded from ${source}: ${reason}`);
  }
  if (typeof loaded[exportName] !== 'function') {
    throw new UserError(
      `${functionName} cannot be loaded: ${source} exports no function named ${exportName}.`,
    );
  }
}
