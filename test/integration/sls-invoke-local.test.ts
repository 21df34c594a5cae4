import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import type { Service } from '../../plugin/framework.ts';
import { buildHandler } from '../../plugin/invoke-local/build-handler.ts';
import { functionDirectory } from './support/packaged-service.ts';
import { linkSources, type Run, schemaCache, slsEach } from './support/service-copy.ts';

const root = process.cwd();
const services: string[] = [];
afterAll(() => Promise.all(services.map((service) => rm(service, { recursive: true }))));

const reporting = `import { existsSync } from 'node:fs';
export const handler = async (event: unknown) => ({
  event, locale: process.env['LOCALE'], isLocal: process.env['IS_LOCAL'],
  hasCountries: existsSync(__dirname + '/countries.bin'),
});`;

const events = {
  'event.json':
    '{"source":"aws.signin","detail":{"eventName":"ConsoleLogin","userIdentity":{"type":"Root"}}}',
  'event.yml': 'detail: { eventName: ConsoleLogin, userIdentity: { type: Root } }',
};

/**
 * A service of its own with the plugins, their settings and the environment of the real one.
 *
 * @param handlers the TypeScript of each function's handler, or undefined to leave the file out
 */
const createService = async (handlers: Record<string, string | undefined>): Promise<string> => {
  const service = await mkdtemp(join(tmpdir(), 'sls-invoke-local-'));
  services.push(service);
  await linkSources(service);
  await cp(join(root, 'plugin'), join(service, 'plugin'), { recursive: true });
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
    // Known are the parameters that this file names.
    resources: { Description: ['$', "{param:locale, 'ko'}"].join('') },
    functions,
  };
  await writeFile(join(service, 'serverless.yml'), JSON.stringify(configuration));
  return service;
};

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly all: string;
}

/** Runs the real `sls`, with no credentials and no home. The status is null when it had to be killed. */
const sls = (
  service: string,
  args: readonly string[],
  { env = {}, stdin = '' }: { env?: Record<string, string>; stdin?: string } = {},
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules', '.bin', 'sls'), args, {
      cwd: service,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: service,
        NODE_NO_WARNINGS: '1',
        ...schemaCache,
        ...env,
      },
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
const refusalOf = (run: Run | undefined): string => {
  const { isRefused = false, output = '' } = run ?? {};
  expect(isRefused, output).toBe(true);
  expect(output).not.toMatch(/^ +at .+:\d+:\d+\)?$/m);
  return output.slice(output.indexOf('Error:\n') + 'Error:\n'.length).split('\n', 1)[0] ?? '';
};

// Each start of the framework takes seconds, on a busy machine many. What the plugin decides is tested by itself, in
// test/plugin; here is what takes a real command line.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

describe('sls invoke local', () => {
  let service = '';
  beforeAll(async () => {
    service = await createService({ rootEvent: reporting, outbox: reporting });
  });

  test('needs no -f: the event chooses the function; the shell goes before the template', async () => {
    await mkdir(join(service, '.esbuild', 'of-another-run'), { recursive: true });
    const run = await sls(service, ['invoke', 'local', '-p', 'event.json'], {
      env: { LOCALE: 'en' },
    });
    expect(run.status, run.all).toBe(0);
    expect(JSON.parse(run.stdout)).toEqual({
      event: JSON.parse(events['event.json']),
      locale: 'en',
      isLocal: 'true',
      hasCountries: true,
    });
    // It leaves nothing of what it built, and takes nothing from a command that runs beside it.
    expect(await readdir(join(service, '.esbuild'))).toEqual(['of-another-run']);
  });

  test('takes the event from standard input as well, and LOCALE from the template', async () => {
    const stdin = '{"Records":[{"eventSource":"aws:sqs","body":"x"}]}';
    const run = await sls(service, ['invoke', 'local'], { stdin });
    expect(run.status, run.all).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ event: JSON.parse(stdin), locale: 'ko' });
  });
});

describe('in a service with a handler that fails to load', () => {
  let service = '';
  let packaged: Run | undefined;
  let refused: Readonly<Record<string, Run | undefined>> = {};
  let invoked: Readonly<Record<'log' | 'yaml', Run | undefined>>;
  beforeAll(async () => {
    service = await createService({
      rootEvent: reporting,
      outbox: 'export const handler = 1;\nthrow new Error("boom\\nmore");',
    });
    const build = join(service, '.esbuild', '.build', 'handlers');
    await mkdir(build, { recursive: true });
    await writeFile(join(build, 'planted.cjs'), '');
    const records = ['Root', 'IAMUser', 'Root'].map((type, index) => ({
      eventName: `Call${index + 1}`,
      userIdentity: { type },
    }));
    const packed = gzipSync(JSON.stringify({ Records: records }));
    await writeFile(join(service, 'log.json.gz'), packed);
    const [first, parameter, path, remote, load, log, yaml] = await slsEach(
      service,
      [
        ['package'],
        ['package', '--param', 'locale=fr'],
        ['invoke', 'local', '-p', 'nope.json'],
        ['invoke', '-p', 'event.json'],
        ['invoke', 'local', '-f', 'outbox', '-p', 'event.json'],
        ['invoke', 'local', '-p', 'log.json.gz'],
        ['invoke', 'local', '-f', 'rootEvent', '-p', 'event.yml', '-e', 'LOCALE=xx'],
      ],
      { LOCALE: 'en', NODE_NO_WARNINGS: '1' },
    );
    packaged = first;
    refused = { parameter, path, remote, load };
    invoked = { log, yaml };
  });

  test('sls package ships nothing that an earlier run left behind', async () => {
    expect(packaged).toMatchObject({ isRefused: false });
    const zip = await readFile(join(service, '.serverless', 'rootEvent.zip'));
    // Names stand in a zip as they are.
    expect(zip.includes('handlers/rootEvent.cjs')).toBe(true);
    expect(zip.includes('planted')).toBe(false);
  });

  test('a packed log file is taken: each use of root is shown, and said of the rest what it is', () => {
    const { isRefused, output = '' } = invoked.log ?? {};
    expect(isRefused, output).toBe(false);
    expect(output).toContain('Record 2 of 3: Call2 by IAMUser is not a use of root');
    expect(output).toContain('Uses of root: 2 of 3 records.');
  });

  test('with -f, YAML is handed over; --env goes before the shell', () => {
    const { isRefused, output, stdout = '' } = invoked.yaml ?? {};
    expect(isRefused, output).toBe(false);
    expect(JSON.parse(stdout)).toMatchObject({
      event: { detail: { eventName: 'ConsoleLogin' } },
      locale: 'xx',
    });
  });

  test.each([
    ['parameter', /^locale: .*ko or en/],
    ['path', /^nope\.json does not exist\.$/],
    ['load', /^outbox cannot be loaded from handlers\/outbox\.ts: boom$/],
  ])('a %s is refused in one sentence', (what, sentence) => {
    expect(refusalOf(refused[what])).toMatch(sentence);
  });

  test('other commands are left their -f', () => {
    expect(refusalOf(refused['remote'])).toContain('requires "--function" option');
  });
});

test('a handler that cannot be built is refused in one sentence', async () => {
  const service = await createService({ rootEvent: "import './nope.ts';" });
  const { status, all } = await sls(service, ['invoke', 'local', '-p', 'event.json']);
  expect(status, all).toBe(1);
  expect(refusalOf({ isRefused: true, output: all, stdout: '' })).toBe(
    'The handlers cannot be built: handlers/rootEvent.ts:1:8: Could not resolve "./nope.ts"',
  );
});

test('sls invoke local builds each handler as sls package does, to the byte', async () => {
  const state = await readFile(join(inject('packagedService'), 'serverless-state.json'), 'utf8');
  const { service } = JSON.parse(state) as { service: Service };
  const folder = await mkdtemp(join(tmpdir(), 'build-handler-'));
  services.push(folder);
  for (const [name, { handler }] of Object.entries(service.functions)) {
    const workFolder = join(relative(root, folder), name);
    const run = { serverless: { service }, serviceDir: root, workFolder };
    const built = await filesIn(await buildHandler(run, handler));
    expect(built, name).toEqual(await filesIn(functionDirectory(name)));
  }
});

/** The content of each file, by its path. */
async function filesIn(directory: string): Promise<Record<string, string>> {
  const names = await readdir(directory, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    await Promise.all(
      names
        .filter((entry) => entry.isFile())
        .map(async ({ parentPath, name }) => {
          const path = join(parentPath, name);
          return [relative(directory, path), await readFile(path, 'latin1')] as const;
        }),
    ),
  );
}
