import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closedWindow } from '../../lib/ncloud/closed-window.ts';
import { type ActivityTracer, startActivityTracer } from './support/activity-tracer.ts';
import { type ChatRoom, startChatRoom, status } from './support/chat-room.ts';
import { unzip } from './support/unzip.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const minuteMs = 60_000;

let directory = '';
let room: ChatRoom;
let tracer: ActivityTracer & { readonly url: string; stop(): Promise<void> };
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'root-alert-ncloud-'));
  [room, tracer] = await Promise.all([startChatRoom(), startActivityTracer()]);
  tracer.allow('AKEXAMPLE', 'SKEXAMPLE');
  await run(process.execPath, [
    '--import',
    'tsx',
    join(root, 'commands', 'package-ncloud.ts'),
    directory,
  ]);
  unzip(join(directory, 'root-alert-ncloud.zip'), join(directory, 'action'));
});
afterAll(async () => {
  await Promise.all([room.close(), tracer.stop()]);
  await rm(directory, { recursive: true });
});

/** The action as the platform runs it: the module of the zip in a new process, its `main` with the parameters. */
async function act(
  changes: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly result?: unknown; readonly error?: string; readonly log: string }> {
  const parameters = {
    WEBHOOK_URL: JSON.stringify({ slack: room.url }),
    NCLOUD_ACCESS_KEY: 'AKEXAMPLE',
    NCLOUD_SECRET_KEY: 'SKEXAMPLE',
    NCLOUD_API_URL: tracer.url,
    ...changes,
  };
  const code = `require(process.argv[1]).main(JSON.parse(process.argv[2])).then(
    (result) => console.log(JSON.stringify({ result })),
    (error) => console.log(JSON.stringify({ error: error.message })),
  )`;
  const { stdout } = await run(
    process.execPath,
    ['--eval', code, join(directory, 'action'), JSON.stringify(parameters)],
    { cwd: tmpdir(), env: {} },
  );
  const lines = stdout.trim().split('\n');
  return { ...JSON.parse(lines.at(-1) ?? ''), log: stdout };
}

/** Root logs in within the minute that a tick polls now, or so many minutes from it. */
function logIn(historyId: string, minutesOff: number): void {
  tracer.add({
    historyId,
    eventTime: closedWindow(Date.now(), 3 * minuteMs).fromMs + minutesOff * minuteMs,
    productDisplayName: 'Account',
    resourceType: 'Customer',
    resourceName: 'root@example.com',
    actionDisplayName: 'Login',
    actionResultType: 'SUCCESS',
    actionUserType: 'Customer',
    sourceIp: '203.0.113.24',
    productData: { twoFactorLoginType: 'OTP', clientIpCountry: 'KR' },
  });
}

test('the zip holds index.js and package.json at its root, and no AWS', async () => {
  expect((await readdir(join(directory, 'action'))).sort()).toEqual(['index.js', 'package.json']);
  expect(
    JSON.parse(await readFile(join(directory, 'action', 'package.json'), 'utf8')),
  ).toMatchObject({
    main: 'index.js',
  });
  const { size } = await stat(join(directory, 'root-alert-ncloud.zip'));
  expect(size).toBeLessThan(130_000);
});

test('a tick tells of its minute and of no other, with the sentence of a log-in', async () => {
  // Whichever minute it is by the time the action looks, it has one.
  for (const minutesOff of [-1, 0, 1, 2, 3, 4]) logIn(`minute${minutesOff}`, minutesOff);
  const { result, log } = await act();
  expect(result).toEqual({
    message: expect.stringMatching(/^Polled the minute from .+ 1 things\.$/),
  });
  expect(room.posts).toHaveLength(1);
  expect(room.posts[0]?.rawBody).toMatch(/\[주의\].+네이버 클라우드 ROOT 계정이 로그인했습니다/);
  expect(room.posts[0]?.rawBody).toMatch(/203\.0\.113\.24 \(KR\)/);
  expect(room.posts[0]?.rawBody).not.toContain('지연');
  expect(log).not.toMatch(/[AS]KEXAMPLE|secret-token/);
});

test('it fails when the key is refused, the room says no, or a parameter is wrong', async () => {
  room.willAnswer(status(404, 'no_service'));
  const failures = await Promise.all([
    act({ NCLOUD_SECRET_KEY: 'SKOTHER' }),
    act(),
    act({ WEBHOOK_URL: 'https://example.com/hook', NCLOUD_CLOUD: 'moon', NCLOUD_DELAY_MINUTES: 0 }),
  ]);
  expect(failures.map(({ error }) => error)).toEqual([
    expect.stringMatching(/answered 401 \(error 200: authentication failed/),
    'Not told: 1 of what root did. The log says why.',
    expect.stringMatching(
      /^WEBHOOK_URL: expected .+ NCLOUD_CLOUD: expected public, gov or fin\. NCLOUD_DELAY_MINUTES: expected a whole number/,
    ),
  ]);
  expect(failures[1]?.log).toContain('answered 404');
});
