import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The functions' runtime in serverless.yml. */
const major = 24;

/**
 * A Node.js of the version that Lambda runs the functions with: the one that runs this, or one from npm, which is kept in
 * `directory`.
 *
 * @returns the executable; undefined when npm has none for this system, or cannot be reached
 */
export function findNode24(directory: string): string | undefined {
  if (Number.parseInt(process.versions.node, 10) === major) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const executable = join(directory, 'node_modules', name, 'bin', 'node');
  if (!existsSync(executable)) {
    const options = ['--no-save', '--ignore-scripts', '--silent'];
    spawnSync('npm', ['install', '--prefix', directory, ...options, `${name}@${major}`]);
  }
  return existsSync(executable) ? executable : undefined;
}
