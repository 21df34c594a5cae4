import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { bundleCommands } from './support/bundle-commands.ts';
import { everythingOn, packagings } from './support/packagings.ts';
import { packageTemplates } from './support/service-copy.ts';
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
 * and, beside it, the templates of all other settings that tests look at.
 *
 * @returns what removes all that the tests wrote beside the project.
 * @throws what `sls package` printed, when it fails or takes longer than two minutes.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const build = join(root, '.test-build');
  // What tests write beside the project. Not in its folder, whose node_modules would hide that a zip lacks something.
  const scratch = mkdtempSync(join(tmpdir(), 'root-alert-tests-'));
  process.env['TMPDIR'] = scratch;
  const [packagedService, packagedTemplates] = await Promise.all([
    packageService(join(build, 'prod'), join(build, 'home')),
    writeTemplates(join(build, 'templates')),
    bundleCommands(join(build, 'commands')),
  ]);
  const unzippedService = join(scratch, 'service');
  for (const file of readdirSync(packagedService).filter((name) => name.endsWith('.zip'))) {
    unzip(join(packagedService, file), join(unzippedService, basename(file, '.zip')));
  }
  project.provide('packagedService', packagedService);
  project.provide('unzippedService', unzippedService);
  project.provide('packagedTemplates', packagedTemplates);
  project.provide('bundledCommands', join(build, 'commands'));
  return () => rmSync(scratch, { recursive: true });
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
      env: { PATH: process.env['PATH'], HOME: home, CI: 'true' },
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
