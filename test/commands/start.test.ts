import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'start-'));
  await cp(join(root, 'commands/start.mjs'), join(directory, 'start.mjs'));
  await writeFile(
    join(directory, 'old.cjs'),
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.12.0' } });",
  );
  await writeFile(join(directory, 'typed.ts'), 'const said: string = "ran";\nconsole.log(said);\n');
});
afterAll(() => rm(directory, { recursive: true }));

async function starting(options: readonly string[], from = directory) {
  const args = [...options, '--import', join(from, 'start.mjs'), join(directory, 'typed.ts')];
  return await promisify(execFile)(process.execPath, args)
    .then(({ stdout, stderr }) => ({ stdout, stderr, code: 0 }))
    .catch(({ stdout, stderr, code }: { stdout: string; stderr: string; code: number }) => ({
      stdout,
      stderr,
      code,
    }));
}

test('a command runs, once the packages are there', async () => {
  expect(await starting([], join(root, 'commands'))).toEqual({
    stdout: 'ran\n',
    stderr: '',
    code: 0,
  });
});

test('without the packages it says so in a sentence', async () => {
  expect(await starting([])).toEqual({
    stdout: '',
    stderr: 'The packages are not installed: run npm ci first.\n',
    code: 1,
  });
});

test('on a Node that is too old it says so in a sentence', async () => {
  expect(await starting(['--require', join(directory, 'old.cjs')])).toEqual({
    stdout: '',
    stderr: 'Node.js 22.12.0 is too old: install 24 (22.13 and 20.19 work, too).\n',
    code: 1,
  });
});

test('npx runs no stranger’s package while the packages are not installed', async () => {
  // npx asks before it loads a package, takes no answer for a yes, and goes by this setting.
  // What npm was started with is in the environment of what it runs: npx -y npm test would answer for us.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_config_')),
  );
  const { stdout } = await promisify(execFile)('npm', ['config', 'get', 'yes'], { cwd: root, env });
  expect(stdout.trim()).toBe('false');
});
