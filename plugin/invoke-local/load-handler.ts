import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { UserError } from '../user-error.ts';

/** Not named `require`, which tsx would take for the CommonJS one of this module. */
const load = createRequire(import.meta.url);

/**
 * The source of a function's handler, the file that serverless-esbuild makes of it, and the name of its export.
 *
 * @param handler as in serverless.yml, such as `handlers/root-event.handler`
 */
function partsOf(handler: string) {
  const dot = handler.lastIndexOf('.');
  const module = handler.slice(0, dot);
  return {
    source: `${module}.ts`,
    built: `${module}.cjs`,
    exportName: handler.slice(dot + 1),
  };
}

/**
 * @param handler as in serverless.yml
 * @throws {UserError} when the file that serverless.yml names is not there
 */
export function requireHandlerSource(
  functionName: string,
  handler: string,
  serviceDir: string,
): void {
  const { source } = partsOf(handler);
  if (!existsSync(join(serviceDir, source))) {
    throw new UserError(`${functionName} cannot be loaded: ${source} does not exist.`);
  }
}

/**
 * Loads a built handler before the framework does, because the framework answers a failure with the whole stack. Node
 * caches the module, so that it runs once.
 *
 * @param handler as in serverless.yml
 * @param buildDir where serverless-esbuild put it
 * @throws {UserError} when the module throws, or does not export the handler
 */
export function loadHandler(functionName: string, handler: string, buildDir: string): void {
  const { source, built, exportName } = partsOf(handler);
  let loaded: unknown;
  try {
    loaded = load(join(buildDir, built));
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    throw new UserError(`${functionName} cannot be loaded from ${source}: ${reason}`);
  }
  if (typeof Object(loaded)[exportName] !== 'function') {
    throw new UserError(
      `${functionName} cannot be loaded: ${source} exports no function named ${exportName}.`,
    );
  }
}
