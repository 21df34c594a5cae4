import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { UserError } from '../user-error.ts';

/** Not named `require`, which tsx would take for the CommonJS one of this module. */
const load = createRequire(import.meta.url);

/**
 * The source of a function's handler, the file that is built from it, and the name of its export.
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

/** @param handler as in serverless.yml */
export function sourceOf(handler: string): string {
  return partsOf(handler).source;
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

/** The handler of a function, as `sls invoke local` calls it. */
export type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** A built handler that was loaded. */
export interface LoadedHandler {
  /** Loads the module anew, as a cold start does. */
  readonly loadAnew: () => Handler;
  /** Lets the framework, which loads the same module, call another handler in its place. */
  readonly replace: (handler: Handler) => void;
}

/**
 * Loads a built handler before the framework does, because the framework answers a failure with the whole stack. Node
 * caches the module, so that it runs once.
 *
 * @param handler as in serverless.yml
 * @param buildDir where it was built
 * @throws {UserError} when the module throws, or does not export the handler
 */
export function loadHandler(
  functionName: string,
  handler: string,
  buildDir: string,
): LoadedHandler {
  const { source, built, exportName } = partsOf(handler);
  const file = load.resolve(join(buildDir, built));
  const loadOnce = (): Handler => {
    let loaded: unknown;
    try {
      loaded = load(file);
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
      throw new UserError(`${functionName} cannot be loaded from ${source}: ${reason}`);
    }
    const found: unknown = Object(loaded)[exportName];
    if (typeof found !== 'function') {
      throw new UserError(
        `${functionName} cannot be loaded: ${source} exports no function named ${exportName}.`,
      );
    }
    return found as Handler;
  };
  loadOnce();
  return {
    loadAnew: () => {
      delete load.cache[file];
      return loadOnce();
    },
    replace: (other) => {
      loadOnce();
      const module = load.cache[file];
      if (module !== undefined) module.exports = { [exportName]: other };
    },
  };
}
