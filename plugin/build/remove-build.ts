import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../framework.ts';

/** Removes what this run built. */
export async function removeBuild({ serviceDir, workFolder }: Run): Promise<void> {
  await rm(join(serviceDir, workFolder), { recursive: true, force: true });
}
