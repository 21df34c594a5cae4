import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
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

/** All that is packaged before tests run, each by its path. */
type Packaged = {
  readonly service: string;
  readonly templates: Readonly<Record<string, string>>;
  readonly commands: string;
};

/**
 * Packages stage `prod` with all that it can have, once for the whole run, with no credentials and no configuration of the developer's in reach,
 * and, beside it, the templates of all other settings that tests look at. What an earlier run made of the same files is used again.
 *
 * @returns what removes all that the tests wrote beside the project.
 * @throws what `sls package` printed, when it fails or takes longer than two minutes.
 */
export async function setup(project: TestProject): Promise<() => void> {
  // What tests write beside the project. Not in its folder, whose node_modules would hide that a zip lacks something.
  const scratch = mkdtempSync(join(tmpdir(), 'root-alert-tests-'));
  process.env['TMPDIR'] = scratch;
  const { service, templates, commands } = await packageOnce(join(root, '.test-build'));
  const unzippedService = join(scratch, 'service');
  for (const file of readdirSync(service).filter((name) => name.endsWith('.zip'))) {
    unzip(join(service, file), join(unzippedService, basename(file, '.zip')));
  }
  project.provide('packagedService', service);
  project.provide('unzippedService', unzippedService);
  project.provide('packagedTemplates', templates);
  project.provide('bundledCommands', commands);
  return () => rmSync(scratch, { recursive: true });
}

async function packageOnce(build: string): Promise<Packaged> {
  const record = join(build, 'packaged.json');
  const from = packagedFrom(root);
  const last = existsSync(record)
    ? (JSON.parse(readFileSync(record, 'utf8')) as Packaged & { from: string })
    : undefined;
  if (last?.from === from) return last;
  // Not before everything is there.
  rmSync(record, { force: true });
  const commands = join(build, 'commands');
  const [service, templates] = await Promise.all([
    packageService(join(build, 'prod'), join(build, 'home')),
    writeTemplates(join(build, 'templates')),
    bundleCommands(commands),
  ]);
  const packaged = { service, templates, commands };
  writeFileSync(record, JSON.stringify({ from, ...packaged }));
  return packaged;
}

async function packageService(directory: string, home: string): Promise<string> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
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
  return directory;
}

async function writeTemplates(directory: string): Promise<Record<string, string>> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const templates = Object.entries(await packageTemplates(packagings));
  return Object.fromEntries(
    templates.map(([key, template], index) => {
      const path = join(directory, `${index}.json`);
      writeFileSync(path, JSON.stringify(template));
      return [key, path];
    }),
  );
}

function frameworkCommand(): string {
  const manifestPath = createRequire(import.meta.url).resolve('serverless/package.json');
  const { bin } = createRequire(import.meta.url)(manifestPath) as { bin: Record<string, string> };
  const command = bin['sls'] ?? bin['osls'] ?? bin['serverless'];
  if (command === undefined) throw new Error(`${manifestPath} names no command`);
  return join(manifestPath, '..', command);
}
