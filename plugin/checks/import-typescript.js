import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';

/**
 * Imports a TypeScript module and what it imports, as they are on disk now: Node 20 cannot import TypeScript, and
 * would never look at a file again. Packages are Node's own and stay as they are.
 *
 * @param {string} path absolute
 * @returns {Promise<any>} what the module exports; say of which type
 * @throws {Error} when it cannot be built (esbuild's `BuildFailure`), or throws while it loads
 */
export async function importTypeScript(path) {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  const module = { exports: {} };
  const run = compileFunction(code, ['module', 'require'], {
    filename: `${basename(path)} (built)`,
  });
  run(module, createRequire(path));
  return module.exports;
}
