import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run-tool.ts';

/**
 * What cfn-lint has to say of templates: nothing, if all is well. One process for all of them, since it takes seconds to
 * start.
 *
 * @throws Error with all that it found, warnings included.
 */
export async function lint(...templates: readonly unknown[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'root-alert-lint-'));
  try {
    const paths = templates.map((_, index) => join(directory, `template-${index}.json`));
    for (const [index, path] of paths.entries()) {
      await writeFile(path, JSON.stringify(templates[index]));
    }
    return await runTool('cfn-lint', ['--non-zero-exit-code', 'warning', ...paths]);
  } finally {
    await rm(directory, { recursive: true });
  }
}
