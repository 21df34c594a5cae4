import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../framework.ts';

/** Removes what this run built. */
export async function removeBuild({ command, serviceDir, workFolder }: Run): Promise<void> {
  // serverless-esbuild changes to its output folder to invoke a function, and a process cannot stay in a removed one.
  if (command === 'invoke local') process.chdir(serviceDir);
  await rm(join(serviceDir, workFolder), { recursive: true, force: true });
}
