import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { unzip } from './support/unzip.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `sls package` put the service: the template, one zip per function, and the zips unpacked. */
    packagedService: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const packagingTimeoutMs = 120_000;

/**
 * Packages stage `prod` once for the whole run, with no credentials and no configuration of the developer's in reach.
 *
 * @throws what `sls package` printed, when it fails or takes longer than two minutes.
 */
export function setup(project: TestProject): void {
  const directory = join(root, '.test-build', 'prod');
  const home = join(root, '.test-build', 'home');
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });

  const { status, signal, stdout, stderr, error } = spawnSync(
    process.execPath,
    [frameworkCommand(), 'package', '--stage', 'prod', '--package', directory],
    {
      cwd: root,
      env: { PATH: process.env['PATH'], HOME: home, CI: 'true' },
      encoding: 'utf8',
      timeout: packagingTimeoutMs,
      killSignal: 'SIGKILL',
    },
  );
  if (error !== undefined || status !== 0) {
    const reason = error?.message ?? `exit ${status ?? signal}`;
    throw new Error(`sls package --stage prod failed (${reason})\n${stdout}\n${stderr}`);
  }

  for (const file of readdirSync(directory).filter((name) => name.endsWith('.zip'))) {
    unzip(join(directory, file), join(directory, 'unzipped', basename(file, '.zip')));
  }
  project.provide('packagedService', directory);
}

function frameworkCommand(): string {
  const manifestPath = createRequire(import.meta.url).resolve('serverless/package.json');
  const { bin } = createRequire(import.meta.url)(manifestPath) as { bin: Record<string, string> };
  const command = bin['sls'] ?? bin['osls'] ?? bin['serverless'];
  if (command === undefined) throw new Error(`${manifestPath} names no command`);
  return join(manifestPath, '..', command);
}
