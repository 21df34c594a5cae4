import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

const root = process.cwd();
const services: string[] = [];
afterAll(() => Promise.all(services.map((service) => rm(service, { recursive: true }))));

const reporting = `export const handler = async (event: unknown) => ({
  event, locale: process.env['LOCALE'], isLocal: process.env['IS_LOCAL'],
});`;

const events = {
  'event.json': '{"source":"aws.signin","detail":{"eventName":"ConsoleLogin"}}',
  'odd.json': '{"hello":1}',
  'event.yml': 'hello: 1',
};

/**
 * A service of its own with the plugins, their settings and the environment of the real one.
 *
 * @param handlers the TypeScript of each function's handler, or undefined to leave the file out
 */
const createService = async (handlers: Record<string, string | undefined>): Promise<string> => {
  const service = await mkdtemp(join(tmpdir(), 'sls-invoke-local-'));
  services.push(service);
  await symlink(join(root, 'node_modules'), join(service, 'node_modules'));
  await cp(join(root, 'scripts'), join(service, 'scripts'), { recursive: true });
  await cp(join(root, 'lib'), join(service, 'lib'), { recursive: true });
  await cp(join(root, 'resources'), join(service, 'resources'), { recursive: true });
  await mkdir(join(service, 'handlers'));
  const functions: Record<string, { handler: string }> = {};
  for (const [name, source] of Object.entries(handlers)) {
    functions[name] = { handler: `handlers/${name}.handler` };
    if (source !== undefined) await writeFile(join(service, 'handlers', `${name}.ts`), source);
  }
  for (const [name, text] of Object.entries(events)) await writeFile(join(service, name), text);
  await writeFile(join(service, 'package.json'), '{"type":"module"}');
  await cp(join(root, 'serverless.yml'), join(service, 'real.yml'));
  const real = (path: string) => ['$', `{file(real.yml):${path}}`].join('');
  const configuration = {
    service: 'root-alert',
    plugins: real('plugins'),
    provider: {
      name: 'aws',
      runtime: 'nodejs24.x',
      region: real('provider.region'),
      environment: real('provider.environment'),
    },
    package: { individually: true },
    custom: real('custom'),
    functions,
  };
  await writeFile(join(service, 'serverless.yml'), JSON.stringify(configuration));
  return service;
};

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly all: string;
}

/** Runs the real `sls`, with no credentials and no home. The status is null when it had to be killed. */
const sls = (
  service: string,
  args: readonly string[],
  { env = {}, stdin = '' }: { env?: Record<string, string>; stdin?: string } = {},
): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules', '.bin', 'sls'), args, {
      cwd: service,
      env: { PATH: process.env['PATH'] ?? '', HOME: service, NODE_NO_WARNINGS: '1', ...env },
      timeout: 150_000,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, all: stdout + stderr }));
    child.stdin.end(stdin);
  });

/** What follows `Error:`, after making sure that the command failed, by itself and without a stack. */
const refusalOf = ({ status, all }: Run): string => {
  expect(status, all).toBe(1);
  expect(all).not.toMatch(/^ +at .+:\d+:\d+\)?$/m);
  return all.slice(all.indexOf('Error:\n') + 'Error:\n'.length).split('\n', 1)[0] ?? '';
};

// Each start of the framework takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 300_000 });

describe('sls invoke local', () => {
  let service = '';
  beforeAll(async () => {
    service = await createService({ rootEvent: reporting, outbox: reporting });
  });

  test('needs no -f: the event chooses the function', async () => {
    const run = await sls(service, ['invoke', 'local', '-p', 'event.json']);
    expect(run.status, run.all).toBe(0);
    expect(JSON.parse(run.stdout)).toEqual({
      event: JSON.parse(events['event.json']),
      locale: 'ko',
      isLocal: 'true',
    });
  });

  test('takes the event from --data and from standard input as well', async () => {
    const stdin = '{"Records":[{"eventSource":"aws:sqs","body":"x"}]}';
    const data = await sls(service, ['invoke', 'local', '-d', '{"detail":{"a":1}}']);
    const piped = await sls(service, ['invoke', 'local'], { stdin });
    expect(JSON.parse(data.stdout)).toMatchObject({ event: { detail: { a: 1 } } });
    expect(JSON.parse(piped.stdout)).toMatchObject({ event: JSON.parse(stdin) });
  });

  test('with -f hands over any JSON, and YAML', async () => {
    for (const path of ['odd.json', 'event.yml']) {
      const run = await sls(service, ['invoke', 'local', '-f', 'rootEvent', '-p', path]);
      expect(JSON.parse(run.stdout)).toMatchObject({ event: { hello: 1 } });
    }
  });

  test('puts the shell before the template, and --env before both', async () => {
    const args = ['invoke', 'local', '-p', 'event.json'];
    const env = { LOCALE: 'en' };
    expect(JSON.parse((await sls(service, args, { env })).stdout)).toMatchObject({ locale: 'en' });
    const withEnv = await sls(service, [...args, '-e', 'LOCALE=xx'], { env });
    expect(JSON.parse(withEnv.stdout)).toMatchObject({ locale: 'xx' });
  });

  test.each([
    [['-p', 'nope.json'], 'nope.json does not exist.'],
    [[], 'There is no event: give one with -p events/root-login.json.'],
  ])('%j is refused in one sentence', async (args, sentence) => {
    expect(refusalOf(await sls(service, ['invoke', 'local', ...args]))).toBe(sentence);
  });

  test('leaves other commands their -f', async () => {
    const run = await sls(service, ['invoke', '-p', 'event.json']);
    expect(refusalOf(run)).toContain('requires "--function" option');
  });
});

describe('a handler that fails to load', () => {
  test.each([
    [
      'export const handler = 1;\nthrow new Error("boom\\nmore");',
      'rootEvent cannot be loaded from handlers/rootEvent.ts: boom',
    ],
    [
      "import './nope.ts';",
      'The handlers cannot be built: handlers/rootEvent.ts:1:8: Could not resolve "./nope.ts"',
    ],
    [undefined, 'rootEvent cannot be loaded: handlers/rootEvent.ts does not exist.'],
  ])('%j is refused in one sentence', async (source, sentence) => {
    const service = await createService({ rootEvent: source });
    const run = await sls(service, ['invoke', 'local', '-p', 'event.json']);
    expect(refusalOf(run)).toBe(sentence);
  });
});

describe('sls package', () => {
  let service = '';
  beforeAll(async () => {
    service = await createService({ rootEvent: reporting });
  });

  test('ships nothing that an earlier run left behind', async () => {
    const build = join(service, '.esbuild', '.build');
    await mkdir(join(build, 'handlers'), { recursive: true });
    await writeFile(join(build, 'handlers', 'planted.cjs'), '');
    const run = await sls(service, ['package']);
    expect(run.status, run.all).toBe(0);
    const zip = await readFile(join(service, '.serverless', 'rootEvent.zip'));
    // Names stand in a zip as they are.
    expect(zip.includes('handlers/rootEvent.cjs')).toBe(true);
    expect(zip.includes('planted')).toBe(false);
  });

  test('nor does invoke local leave it there', async () => {
    const handlers = join(service, '.esbuild', '.build', 'handlers');
    await mkdir(handlers, { recursive: true });
    await writeFile(join(handlers, 'planted.cjs'), '');
    expect((await sls(service, ['invoke', 'local', '-p', 'event.json'])).status).toBe(0);
    expect(await readdir(handlers)).toEqual(['rootEvent.cjs']);
  });

  test('refuses a parameter that the functions could not use', async () => {
    const run = await sls(service, ['package', '--param', 'locale=fr']);
    expect(refusalOf(run)).toMatch(/^LOCALE: .*ko or en/);
  });
});
