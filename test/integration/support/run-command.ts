import { execFile } from 'node:child_process';
import { join } from 'node:path';

export type Run = { readonly code: number; readonly stdout: string; readonly stderr: string };

const root = join(import.meta.dirname, '..', '..', '..');

/**
 * Runs `npm run <name>`, or the script behind it by itself, as a user would, with no AWS account of the developer's in
 * reach.
 *
 * @param environment HOME, an empty directory, among it
 */
export function run(
  by: 'npm' | 'node',
  name: 'drill' | 'status' | 'redrive' | 'contain' | 'report' | 'verify-evidence' | 'planned',
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Run> {
  const [command, line] =
    by === 'npm'
      ? ['npm', ['run', '--silent', name, '--', ...args]]
      : [
          process.execPath,
          ['--import', 'tsx', join(root, 'commands', name, `${name}.ts`), ...args],
        ];
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
