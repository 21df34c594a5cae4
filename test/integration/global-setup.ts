import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { bundleCommands } from './support/bundle-commands.ts';
import { packagedFrom } from './support/packaged-from.ts';
import { everythingOn, packagings } from './support/packagings.ts';
import { packageTemplates, schemaCache } from './support/service-copy.ts';
import { unzip } from './support/unzip.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `sls package` put the service with all that it can have: its template, and one zip per function. */
    packagedService: string;
    /** Where these zips lie unpacked, each in a folder of its name. */
    unzippedService: string;
    /** Where the template of each of `packagings` lies, by its key; undefined where nobody packaged them. */
    packagedTemplates: Readonly<Record<string, string>> | undefined;
    /** Where the commands lie bundled; undefined where nobody bundled them. */
    bundledCommands: string | undefined;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const packagingTimeoutMs = 120_000;

/**
 * Packages stage `prod` with all that it can have, once for the whole run, with no credentials and no configuration of the developer's in reach,
 * and, beside it, the templates of all other settings that tests look at. What an earlier run made of the same files is used again.
 *
 * @returns what removes all that the tests themselves write beside the project.
 * @throws what `sls package` printed, when it fails or takes longer than two minutes.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const temporary = tmpdir();
  // What tests write beside the project. Not in its folder, whose node_modules would hide that a zip lacks something.
  const scratch = realpathSync(mkdtempSync(join(temporary, 'root-alert-tests-')));
  process.env['TMPDIR'] = scratch;
  const remove = (): void => {
    process.env['TMPDIR'] = temporary;
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  };
  // Vitest does no more than that when it is interrupted.
  process.once('exit', remove);

  const packaged = await packageOnce(join(root, '.test-build'));
  const service = join(packaged, 'prod');
  const unzippedService = join(scratch, 'service');
  for (const file of readdirSync(service).filter((name) => name.endsWith('.zip'))) {
    unzip(join(service, file), join(unzippedService, basename(file, '.zip')));
  }
  project.provide('packagedService', service);
  project.provide('unzippedService', unzippedService);
  project.provide('packagedTemplates', readTemplates(join(packaged, 'templates')));
  project.provide('bundledCommands', join(packaged, 'commands'));
  return remove;
}

/** Gives where the package of the files that there are now lies, and what belongs to it. */
async function packageOnce(build: string): Promise<string> {
  mkdirSync(build, { recursive: true });
  const from = packagedFrom(root);
  const packaged = join(build, `packaged-${from}`);
  if (existsSync(packaged)) {
    // It is in use, so not old.
    utimesSync(packaged, new Date(), new Date());
    return packaged;
  }

  // Another run may do the same now, or may still read what was made of other files.
  const directory = mkdtempSync(join(build, 'packaging-'));
  await Promise.all([
    packageService(join(directory, 'prod'), directory),
    writeTemplates(join(directory, 'templates')),
    bundleCommands(join(directory, 'commands')),
  ]);
  // Something was changed meanwhile: this is good for one run.
  if (packagedFrom(root) !== from) return directory;
  removeOld(build);
  try {
    renameSync(directory, packaged);
  } catch (error) {
    if (!existsSync(packaged)) throw error;
  }
  return packaged;
}

function removeOld(build: string): void {
  const oldestMs = Date.now() - 24 * 60 * 60_000;
  for (const name of readdirSync(build).filter((it) => it.startsWith('packag'))) {
    const path = join(build, name);
    if (statSync(path).mtimeMs < oldestMs) rmSync(path, { recursive: true, force: true });
  }
}

async function packageService(directory: string, home: string): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    [
      frameworkCommand(),
      ...['package', '--stage', 'prod', '--package', directory, '--param=ncloud=on'],
      ...Object.entries(everythingOn).map(([name, value]) => `--param=${name}=${value}`),
    ],
    {
      cwd: root,
      env: { PATH: process.env['PATH'], HOME: home, CI: 'true', ...schemaCache },
      timeout: packagingTimeoutMs,
      killSignal: 'SIGKILL',
    },
  ).catch((error: Error & { stdout: string; stderr: string }) => {
    throw new Error(`${error.message}\n${error.stdout}\n${error.stderr}`);
  });
}

/** Each in a file, and which is which in `index.json`. */
async function writeTemplates(directory: string): Promise<void> {
  const templates = Object.entries(await packageTemplates(packagings));
  mkdirSync(directory, { recursive: true });
  for (const [index, [, template]] of templates.entries()) {
    writeFileSync(join(directory, `${index}.json`), JSON.stringify(template));
  }
  writeFileSync(join(directory, 'index.json'), JSON.stringify(templates.map(([key]) => key)));
}

/** The path of each, by its key. */
function readTemplates(directory: string): Record<string, string> {
  const keys: string[] = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8'));
  return Object.fromEntries(keys.map((key, index) => [key, join(directory, `${index}.json`)]));
}

function frameworkCommand(): string {
  const manifestPath = createRequire(import.meta.url).resolve('serverless/package.json');
  const { bin } = createRequire(import.meta.url)(manifestPath) as { bin: Record<string, string> };
  const command = bin['sls'] ?? bin['osls'] ?? bin['serverless'];
  if (command === undefined) throw new Error(`${manifestPath} names no command`);
  return join(manifestPath, '..', command);
}
