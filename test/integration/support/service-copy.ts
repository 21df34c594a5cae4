import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { Template } from './packaged-service.ts';
import { homes, keyOf, type Packaging } from './packagings.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const COPIED = ['package.json', 'serverless.yml', 'handlers', 'plugin'];
const LINKED = ['lib', 'resources', 'commands', 'node_modules'];
/** Where the framework keeps the code that checks a configuration: to make it takes as long as a run. */
export const schemaCache = { SLS_SCHEMA_CACHE_BASE_DIR: join(ROOT, '.test-build') };
const RUN_EACH = fileURLToPath(new URL('run-framework-for-each.cjs', import.meta.url));

/**
 * Copies what `sls` needs of the service to a directory of its own, so that runs side by side do not
 * meet in the framework's build folders. What is linked is the project's own: a test must not write to it. The caller
 * removes the copy.
 */
export async function copyService(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'root-alert-'));
  for (const source of COPIED) {
    await cp(join(ROOT, source), join(directory, source), { recursive: true });
  }
  await linkSources(directory);
  return directory;
}

/**
 * Links what `sls` only reads into a directory: tsx would translate it anew at another place. The plugin is not among it,
 * since that looks around itself for what a user may have put there.
 */
export async function linkSources(directory: string): Promise<void> {
  for (const source of LINKED) await symlink(join(ROOT, source), join(directory, source));
}

/**
 * The same, but for what every function is given as its code: a file with nothing in it. Everything else that `sls`
 * makes of it is as ever, and it takes half the time, since nothing need be bundled.
 */
export async function copyServiceWithoutCode(): Promise<string> {
  const directory = await copyService();
  const path = join(directory, 'serverless.yml');
  let settings = await readFile(path, 'utf8');
  for (const [code, noCode] of [
    ['  - ./plugin/serverless-esbuild.cjs\n', ''],
    ['package:\n  individually: true\n', 'package:\n  artifact: no-code.zip\n'],
  ] as const) {
    if (!settings.includes(code)) throw new Error(`${path} no longer says ${code}`);
    settings = settings.replace(code, noCode);
  }
  await writeFile(path, settings);
  await writeFile(join(directory, 'no-code.zip'), '');
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
  const { stdout, stderr } = await run(directory, [program, ...args], environment);
  return stdout + stderr;
}

/** How a command ended. */
export type Run = {
  readonly isRefused: boolean;
  /** Standard output and error, joined. */
  readonly output: string;
  readonly stdout: string;
};

/**
 * Runs `sls` with each list of arguments in turn, all in one process: a run costs a tenth of what it costs by itself.
 *
 * @param environment what they see besides PATH and a home of their own
 * @throws Error with what was printed, when the process does not get to the end.
 */
export async function slsEach(
  directory: string,
  runs: readonly (readonly string[])[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Run[]> {
  const output = await run(directory, [RUN_EACH, JSON.stringify(runs)], environment);
  const [stdout = [], stderr = []] = [output.stdout, output.stderr].map((text) =>
    [...text.matchAll(/([^\0]*)\0(\d)/g)].map(([, said = '', exitCode = '']) => ({
      said,
      exitCode,
    })),
  );
  if (stdout.length !== runs.length) throw new Error(`sls broke off:\n${Object.values(output)}`);
  return stdout.map(({ said, exitCode }, index) => ({
    isRefused: exitCode !== '0',
    output: said + stderr[index]?.said,
    stdout: said,
  }));
}

async function run(
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, args, {
    cwd: directory,
    env: {
      PATH: process.env['PATH'],
      HOME: directory,
      CI: 'true',
      ...schemaCache,
      ...environment,
    },
    maxBuffer: 10_000_000,
  }).catch((error: Error & { stdout: string; stderr: string }) => {
    throw new Error(`sls ${args.slice(1).join(' ')} failed:\n${error.stdout}${error.stderr}`);
  });
}

/**
 * The CloudFormation templates that deploys with these settings would send, by {@link keyOf} each. Naver Cloud is
 * watched and people are asked to answer, unless they say otherwise.
 *
 * @throws Error with what `sls package` printed, when it refuses one of them.
 */
export async function packageTemplates(
  packagings: readonly Packaging[],
): Promise<Record<string, Template>> {
  const directory = await copyServiceWithoutCode();
  try {
    const runs = await slsEach(
      directory,
      packagings.map(({ stage, region, parameters }, index) => [
        'package',
        ...['--stage', stage, '--region', region, '--package', `package-${index}`],
        ...Object.entries({ ncloud: 'on', ...parameters }).map(
          ([name, value]) => `--param=${name}=${value}`,
        ),
      ]),
    );
    const templates: Record<string, Template> = {};
    for (const [index, packaging] of packagings.entries()) {
      const { isRefused, output } = runs[index] ?? {};
      if (isRefused !== false) throw new Error(`sls package failed:\n${output}`);
      templates[keyOf(packaging)] = await readTemplate(directory, `package-${index}`);
    }
    return templates;
  } finally {
    await rm(directory, { recursive: true });
  }
}

/**
 * The CloudFormation template that a deploy of `stage` would send.
 *
 * @param parameters as `--param` gives them, such as `{ opsEmail: 'ops@example.com' }`
 */
export async function packagedTemplate(
  stage: string,
  parameters: Readonly<Record<string, string>> = {},
  region: string = homes[0],
): Promise<Template> {
  const packaging = { stage, region, parameters };
  const key = keyOf(packaging);
  const path = inject('packagedTemplates')?.[key];
  const found =
    path === undefined
      ? (await packageTemplates([packaging]))[key]
      : (JSON.parse(await readFile(path, 'utf8')) as Template);
  if (found === undefined) throw new Error(`${key} was not packaged`);
  return found;
}

/** The template of the last `sls package` or `sls deploy` in `directory`, or of the one with that `--package`. */
export async function readTemplate(directory: string, where = '.serverless'): Promise<Template> {
  const path = join(directory, where, 'cloudformation-template-update-stack.json');
  return JSON.parse(await readFile(path, 'utf8'));
}
