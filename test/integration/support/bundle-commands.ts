import { join } from 'node:path';
import { build } from 'esbuild';

const commandsDirectory = join(import.meta.dirname, '../../../commands');

/** The commands that tests run. */
export const commandNames = [
  'drill',
  'status',
  'redrive',
  'contain',
  'report',
  'verify-evidence',
  'planned',
] as const;

/**
 * Bundles the commands with all that they import. tsx makes the same JavaScript of them, but at each start and file by file,
 * which takes four times the CPU of the command itself.
 */
export async function bundleCommands(directory: string): Promise<void> {
  await build({
    entryPoints: commandNames.map((name) => join(commandsDirectory, name, `${name}.ts`)),
    outdir: directory,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    // What is CommonJS in a package asks for Node's own modules so.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
}
