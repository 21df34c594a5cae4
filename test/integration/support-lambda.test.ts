import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startChatRoom } from './support/chat-room.ts';
import { type FunctionInDirectory, type Lambda, startLambda } from './support/lambda-runtime.ts';
import { startLiveMemory } from './support/live-memory.ts';
import {
  functionDirectory,
  functionEnvironment,
  functionProperties,
} from './support/packaged-service.ts';
import { startSecretsManager } from './support/secrets-manager.ts';

let directory = '';
const started: Lambda[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'root-alert-handler-'));
});

afterEach(async () => {
  for (const lambda of started.splice(0)) await lambda.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Starts a CommonJS handler, written where the packaged ones lie. */
async function start(
  code: string,
  options: Partial<FunctionInDirectory> & { readonly file?: string } = {},
): Promise<Lambda> {
  const { file = 'handlers/some-event.cjs', ...rest } = options;
  mkdirSync(join(directory, file, '..'), { recursive: true });
  writeFileSync(join(directory, file), code);
  const handler = `${file.slice(0, file.lastIndexOf('.'))}.handler`;
  const lambda = await startLambda({ directory, handler, environment: {}, ...rest });
  started.push(lambda);
  return lambda;
}

function processIdIn(outcome: unknown): number {
  return (outcome as { result: number }).result;
}

describe('a function under the real runtime client', () => {
  test('answers with what its handler returns', async () => {
    const lambda = await start('exports.handler = async (event) => ({ got: event });');

    expect(await lambda.invoke({ 이름: 'root', n: [1, null] })).toEqual({
      ok: true,
      result: { got: { 이름: 'root', n: [1, null] } },
    });
  });

  test('stays warm: several invocations share one process and its memory', async () => {
    const lambda = await start('let n = 0; exports.handler = async () => ++n;');

    expect(await lambda.invoke({})).toEqual({ ok: true, result: 1 });
    expect(await lambda.invoke({})).toEqual({ ok: true, result: 2 });
    expect(await lambda.invoke({})).toEqual({ ok: true, result: 3 });
    expect(lambda.coldStarts()).toBe(1);
  });

  test('shows what it keeps from one invocation to the next, and not what it lets go', async () => {
    const memory = startLiveMemory();
    const lambda = await start(
      `const kept = [];
       exports.handler = async ({ keep, records }) => { if (keep) kept.push(records); };`,
      { environment: memory.environment },
    );
    const records = Array.from({ length: 1_000 }, (_, index) => `${index}`.padEnd(1_000));
    const bytes: number[] = [];
    for (const keep of [false, true]) {
      for (let time = 0; time < 12; time += 1) {
        expect(await lambda.invoke({ keep, records })).toMatchObject({ ok: true });
      }
      bytes.push(await memory.bytesOf(lambda));
    }
    memory.stop();

    // One event has a megabyte. Of the last one the runtime may still hold some.
    const [released = 0, kept = 0] = bytes;
    expect(kept - released).toBeGreaterThan(8_000_000);
  });

  test('dies of more than its memory', async () => {
    const lambda = await start(
      'exports.handler = async ({ lists }) => Array.from({ length: lists }, () => Array(1e5).fill(0).map(Math.random)).length;',
      { memoryMb: 32, timeoutMs: 60_000 },
    );

    expect(await lambda.invoke({ lists: 10 })).toEqual({ ok: true, result: 10 });
    expect(await lambda.invoke({ lists: 100 })).toMatchObject({ errorType: 'Runtime.ExitError' });
  });

  test('reports a thrown error with its type, message and stack, and stays warm', async () => {
    const lambda = await start(
      `class NotTold extends Error { name = 'NotTold'; }
       exports.handler = async (event) => { if (event.bad) throw new NotTold('the room refused'); return process.pid; };`,
    );
    const before = processIdIn(await lambda.invoke({}));

    const outcome = await lambda.invoke({ bad: true });

    expect(outcome).toMatchObject({
      ok: false,
      errorType: 'NotTold',
      errorMessage: 'the room refused',
    });
    expect(outcome).toHaveProperty('stackTrace.0', 'NotTold: the room refused');
    expect(outcome).toHaveProperty('stackTrace.1', expect.stringContaining('some-event.cjs'));
    expect(processIdIn(await lambda.invoke({}))).toBe(before);
  });

  test('knows how much time is left, from its timeout or from the invocation', async () => {
    const lambda = await start(
      'exports.handler = async (event, context) => context.getRemainingTimeInMillis();',
      { timeoutMs: 900_000 },
    );

    const whole = (await lambda.invoke({})) as { result: number };
    expect(whole.result).toBeGreaterThan(600_000);
    expect(whole.result).toBeLessThanOrEqual(900_000);

    const rest = (await lambda.invoke({}, { remainingTimeMs: 300_000 })) as { result: number };
    expect(rest.result).toBeGreaterThan(100_000);
    expect(rest.result).toBeLessThanOrEqual(300_000);
  });

  test('refuses a second invocation while one is under way', async () => {
    const lambda = await start('exports.handler = async () => 1;');
    const first = lambda.invoke({});

    await expect(lambda.invoke({})).rejects.toThrow('under way');
    expect(await first).toEqual({ ok: true, result: 1 });
  });
});

describe('the environment of a function', () => {
  const handler = 'exports.handler = async () => process.env;';

  test('holds its own variables, what Lambda sets, PATH, and nothing of the parent', async () => {
    process.env['ONLY_IN_THE_PARENT'] = 'yes';
    const lambda = await start(handler, { environment: { LOCALE: 'ko' } });
    delete process.env['ONLY_IN_THE_PARENT'];

    const { result } = (await lambda.invoke({})) as { result: Record<string, string> };

    expect(Object.keys(result).sort()).toEqual(
      [
        ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
        ...['AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_ENDPOINT_URL', 'AWS_EXECUTION_ENV'],
        ...['AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_NAME'],
        ...['AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE'],
        ...['AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_LAMBDA_RUNTIME_API'],
        ...['HOME', 'LAMBDA_RUNTIME_DIR', 'LAMBDA_TASK_ROOT', 'LANG', 'LOCALE'],
        ...['PATH', 'TZ'],
        ...['_HANDLER', '_X_AMZN_TRACE_ID'],
      ].sort(),
    );
    expect(result).toMatchObject({
      LOCALE: 'ko',
      _HANDLER: 'handlers/some-event.handler',
      LAMBDA_TASK_ROOT: directory,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    });
  });

  test('cannot replace what Lambda sets, but can send AWS calls elsewhere', async () => {
    const environment = { AWS_REGION: 'mars-1', AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9' };
    const lambda = await start(handler, { environment });

    expect(await lambda.invoke({})).toMatchObject({
      result: { AWS_REGION: 'ap-northeast-2', AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9' },
    });
  });
});

describe('the log of a function', () => {
  test('has everything written before the answer, standard error included, also after it stopped', async () => {
    const lambda = await start(
      `process.stderr.write('while loading\\n');
       exports.handler = async (event) => { console.log('told', event.n); process.stdout.write('raw\\n'); };`,
    );

    await lambda.invoke({ n: 1 });
    expect(lambda.log()).toMatch(/while loading\n.*INFO\ttold 1\nraw\n/);

    await lambda.invoke({ n: 2 });
    await lambda.stop();
    expect(lambda.log()).toContain('told 2');
  });
});

describe('a function that breaks', () => {
  test('fails its first invocation when its module throws while loading', async () => {
    const lambda = await start('throw new TypeError("no config"); exports.handler = 1;');

    expect(await lambda.invoke({})).toMatchObject({
      ok: false,
      errorType: 'TypeError',
      errorMessage: 'no config',
    });
    expect(await lambda.invoke({})).toMatchObject({ ok: false, errorType: 'TypeError' });
    expect(lambda.coldStarts()).toBe(2);
  });

  test('fails when it exits while it works, and starts afresh for the next invocation', async () => {
    const lambda = await start(
      'exports.handler = async (event) => { if (event.exit !== undefined) process.exit(event.exit); return process.pid; };',
    );
    const before = processIdIn(await lambda.invoke({}));

    expect(await lambda.invoke({ exit: 1 })).toMatchObject({
      ok: false,
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/Runtime exited with error: exit status 1$/),
    });
    expect(processIdIn(await lambda.invoke({}))).not.toBe(before);
    expect(await lambda.invoke({ exit: 0 })).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(lambda.coldStarts()).toBe(2);
  });

  test('fails when it answers and dies before it is ready again', async () => {
    const lambda = await start(`const fs = require('node:fs');
       const { writeSync } = fs;
       fs.writeSync = (...args) => {
         if (String(args[1]).startsWith('GET ') && wasCalled) process.exit(1);
         return writeSync(...args);
       };
       let wasCalled = false;
       exports.handler = async () => { wasCalled = true; return 'done'; };`);

    expect(await lambda.invoke({})).toMatchObject({ errorType: 'Runtime.ExitError' });
  });

  test('is killed when its time is up, though it be busy', async () => {
    const hanging = await start(
      'exports.handler = () => new Promise(() => setInterval(() => {}, 1e6));',
    );
    const spinning = await start('exports.handler = async () => { for (;;); };', {
      file: 'handlers/spinning.cjs',
    });

    for (const lambda of [hanging, spinning]) {
      expect(await lambda.invoke({}, { remainingTimeMs: 300 })).toMatchObject({
        ok: false,
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/Task timed out after 0\.30 seconds$/),
      });
    }
  });

  test('is killed when loading takes longer than its timeout', async () => {
    const lambda = await start('for (;;);', { timeoutMs: 300 });

    expect(await lambda.invoke({})).toMatchObject({ errorType: 'Sandbox.Timedout' });
  });

  test('can be crashed while it works', async () => {
    const lambda = await start(
      'exports.handler = () => { console.log("working"); return new Promise(() => setInterval(() => {}, 1e6)); };',
      { timeoutMs: 30_000 },
    );
    const outcome = lambda.invoke({});
    await expect.poll(() => lambda.log()).toContain('working');

    await lambda.kill('SIGKILL');

    expect(await outcome).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('SIGKILL'),
    });
  });

  test('can be crashed between two invocations, of which neither fails', async () => {
    const lambda = await start('exports.handler = async () => process.pid;');

    const before = processIdIn(await lambda.invoke({}));
    await lambda.kill('SIGKILL');
    const after = await lambda.invoke({});

    expect(after).toEqual({ ok: true, result: expect.any(Number) });
    expect(processIdIn(after)).not.toBe(before);
    expect(lambda.coldStarts()).toBe(2);
  });

  test('can be frozen between two invocations and thawed', async () => {
    const lambda = await start('exports.handler = async () => process.pid;');
    const before = await lambda.invoke({});

    await lambda.kill('SIGSTOP');
    const after = lambda.invoke({});
    await lambda.kill('SIGCONT');

    expect(await after).toEqual(before);
  });

  test('leaves no process and no file when it is stopped in the middle of its work', async () => {
    const lambda = await start(
      'exports.handler = () => { console.log(process.pid, process.env.HOME); return new Promise(() => setInterval(() => {}, 1e6)); };',
      { timeoutMs: 30_000 },
    );
    const outcome = lambda.invoke({});
    await expect.poll(() => lambda.log()).toMatch(/INFO\t\d+ \//);
    const [, pid, home] = /INFO\t(\d+) (\S+)/.exec(lambda.log()) ?? [];

    await lambda.stop();

    expect((await outcome).ok).toBe(false);
    expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH');
    expect(existsSync(String(home))).toBe(false);
  });
});

describe('the process of a function that stopped', () => {
  const code = `let count = 0;
    const met = [globalThis.left, process.env.LEFT, process.env.HERE, process.cwd()];
    Object.assign(globalThis, { left: 'global' });
    process.env.LEFT = 'variable';
    console.log('loaded for', process.env.HERE);
    exports.handler = async (event) => {
      if (event.timer) setTimeout(() => {}, 1e6);
      return { pid: process.pid, count: ++count, met };
    };`;
  const begin = async (here: string): Promise<Lambda> =>
    start(code, { isReusable: true, environment: { HERE: here } });
  const pidIn = (outcome: unknown): number => (outcome as { result: { pid: number } }).result.pid;

  test('serves the next one, which loads anew, with its own variables and log, and meets nothing', async () => {
    const first = await begin('first');
    const outcome = await first.invoke({});
    expect(outcome).toMatchObject({ result: { count: 1, met: [null, null, 'first', directory] } });
    await first.stop();

    const next = await begin('next');
    expect(await next.invoke({})).toEqual({
      ok: true,
      result: { pid: pidIn(outcome), count: 1, met: [null, null, 'next', directory] },
    });
    expect(await next.invoke({})).toMatchObject({ result: { pid: pidIn(outcome), count: 2 } });
    expect([first.log(), next.log()]).toEqual([
      expect.stringMatching(/^.*loaded for first\n$/),
      expect.stringMatching(/^.*loaded for next\n$/),
    ]);
    expect(next.coldStarts()).toBe(1);
  });

  test('reports for the next one that it cannot load', async () => {
    const first = await begin('first');
    await first.invoke({});
    await first.stop();

    const broken = await start('throw new TypeError("no config");', { isReusable: true });
    expect(await broken.invoke({})).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'no config',
    });
  });

  test('serves nobody else when something is under way still, or when it got a signal', async () => {
    const pids: number[] = [];
    for (const event of [{ timer: true }, {}, {}]) {
      const lambda = await begin('one of three');
      pids.push(pidIn(await lambda.invoke(event)));
      if (pids.length === 2) {
        await lambda.kill('SIGSTOP');
        await lambda.kill('SIGCONT');
      }
      await lambda.stop();
    }
    expect(new Set(pids).size).toBe(3);
  });
});

describe('the packaged service', () => {
  test('initializes under the runtime client, with the environment of its template', async () => {
    const shows = join(directory, 'shows-environment.cjs');
    writeFileSync(shows, 'console.log(JSON.stringify(process.env));');
    const room = await startChatRoom();
    const secrets = await startSecretsManager();
    secrets.put('root-alert/prod/webhook', room.url);

    const lambda = await startLambda({
      functionName: 'rootEvent',
      env: { ...secrets.environment, NODE_OPTIONS: `--require ${shows}`, LOCALE: 'en' },
    });
    started.push(lambda);
    const outcome = await lambda.invoke({});
    await Promise.all([room.close(), secrets.stop()]);

    expect(outcome).not.toHaveProperty('errorType', expect.stringMatching(/^(Runtime|Sandbox)\./));
    expect(JSON.parse(lambda.log().split('\n')[0] ?? '')).toMatchObject({
      ...functionEnvironment('rootEvent'),
      LOCALE: 'en',
      _HANDLER: 'handlers/root-event.handler',
      LAMBDA_TASK_ROOT: functionDirectory('rootEvent'),
      AWS_LAMBDA_FUNCTION_NAME: 'root-alert-prod-rootEvent',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(functionProperties('rootEvent').MemorySize),
    });
  });
});
