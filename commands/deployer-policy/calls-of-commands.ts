import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { sdkCallsIn } from './aws-calls.ts';

const root = join(import.meta.dirname, '../..');

/** What runs with the rights of whoever deploys. */
const entryPoints = [
  'plugin/serverless-plugin.ts',
  'commands/status/status.ts',
  'commands/drill/drill.ts',
  'commands/redrive/redrive.ts',
];

/**
 * The AWS calls of the plugin and the commands, in every file of ours that they load, at once or later. `npm run contain` is not
 * among them: whoever deploys need not be able to change service control policies.
 */
export async function callsOfCommands(from: readonly string[] = entryPoints): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...from],
    bundle: true,
    metafile: true,
    write: false,
    outdir: 'none',
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  const sources = await Promise.all(
    Object.keys(metafile.inputs).map((file) => readFile(join(root, file), 'utf8')),
  );
  return [...new Set(sources.flatMap(sdkCallsIn))].toSorted();
}
