import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { commandNames } from './bundle-commands.ts';

export type Run = { readonly code: number; readonly stdout: string; readonly stderr: string };

const root = join(import.meta.dirname, '..', '..', '..');

/**
 * Runs `npm run <name>` as a user would, or the script behind it by itself, bundled if the run of the tests bundled it, with
 * no AWS account of the developer's in reach.
 *
 * @param environment HOME, an empty directory, among it
 */
export function run(
  by: 'npm' | 'node',
  name: (typeof commandNames)[number],
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Run> {
  const [command, line] =
    by === 'npm'
      ? ['npm', ['run', '--silent', name, '--', ...args]]
      : [process.execPath, [...scriptOf(name), ...args]];
  const env = {
    PATH: process.env['PATH'],
    AWS_EC2_METADATA_DISABLED: 'true',
    ...environment,
  };
  return new Promise((resolve) => {
    execFile(command, line, { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

function scriptOf(name: string): string[] {
  const bundled = inject('bundledCommands');
  return bundled === undefined
    ? ['--import', 'tsx', join(root, 'commands', name, `${name}.ts`)]
    : [join(bundled, name, `${name}.mjs`)];
}
