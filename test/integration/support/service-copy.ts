import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Template } from './packaged-service.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const SOURCES = ['package.json', 'serverless.yml', 'handlers', 'lib', 'resources', 'scripts'];

/**
 * Copies what `sls` needs of the service to a directory of its own, so that runs side by side do not
 * meet in the framework's build folders. The caller removes it.
 */
export async function copyService(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'root-alert-'));
  for (const source of SOURCES) {
    await cp(join(ROOT, source), join(directory, source), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  return directory;
}

/**
 * Runs `sls` with `args` on the copy of the service in `directory`, with no credentials and no
 * configuration of the developer's in reach.
 *
 * @param environment what the command sees besides PATH and a home of its own
 * @returns standard output and error, joined
 * @throws Error with that output when the command fails
 */
export async function sls(
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const program = join(directory, 'node_modules', 'serverless', 'bin', 'serverless.js');
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args], {
    cwd: directory,
    env: { PATH: process.env['PATH'], HOME: directory, CI: 'true', ...environment },
  }).catch((error: Error & { stdout: string; stderr: string }) => {
    throw new Error(`sls ${args.join(' ')} failed:\n${error.stdout}${error.stderr}`);
  });
  return stdout + stderr;
}

/**
 * Packages the service for `stage` and gives the CloudFormation template that a deploy would send.
 *
 * @param parameters as `--param` gives them, such as `{ opsEmail: 'ops@example.com' }`
 */
export async function packagedTemplate(
  stage: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Template> {
  const directory = await copyService();
  try {
    const params = Object.entries(parameters).map(([name, value]) => `--param=${name}=${value}`);
    await sls(directory, ['package', '--stage', stage, ...params]);
    return await readTemplate(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** The template of the last `sls package` or `sls deploy` in `directory`. */
export async function readTemplate(directory: string): Promise<Template> {
  const path = join(directory, '.serverless', 'cloudformation-template-update-stack.json');
  return JSON.parse(await readFile(path, 'utf8'));
}
