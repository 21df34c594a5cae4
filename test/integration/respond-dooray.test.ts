import { describe, expect } from 'vitest';
import { readSampleEvent } from '../lib/sample-events.ts';
import { retriedWhenBusy } from './support/busy-machine.ts';
import { status } from './support/chat-room.ts';
import {
  type Channel,
  readMessageObject,
  type ShownMessage,
  startDooray,
} from './support/dooray.ts';
import { succeeded } from './support/invocation-outcome.ts';
import { knownHostsEnvironment } from './support/known-hosts.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import {
  ledgerTable,
  linkKey,
  type RespondScene,
  respondSecret,
  respondTest,
} from './support/respond-scene.ts';
import { startFunctionClock } from './support/shifted-clock.ts';

type Dooray = Awaited<ReturnType<typeof startDooray>>;
type Reply = { readonly statusCode: number; readonly message: ShownMessage; readonly body: string };

interface Scene extends RespondScene {
  readonly dooray: Dooray;
  readonly respond: Lambda;
  pass(ms: number): void;
  /** What the app answers to a request of Dooray's. */
  send(request: object): Promise<Reply>;
  answers(): Promise<Record<string, unknown>[]>;
}

const team: Channel = { id: '1111111111111111111', name: '보안 알림' };
const elsewhere: Channel = { id: '2222222222222222222', name: '다른 방' };
const kim = { id: '3333333333333333333', name: '김민수' };
const lee = { id: '4444444444444444444' };

/** An incident that was told to a room, and a tenant whose app is set up. */
const test = respondTest.extend('app', async ({ scene }, { onCleanup }): Promise<Scene> => {
  const dooray = await startDooray();
  const clock = startFunctionClock();
  onCleanup(async () => {
    clock.stop();
    await dooray.stop();
  });
  const { appToken: doorayAppToken, domain: doorayDomain } = dooray;
  scene.secrets.put(respondSecret, JSON.stringify({ linkKey, doorayAppToken, doorayDomain }));
  scene.putWebhook({ dooray: scene.room.url });
  const rootEvent = await scene.startRootEvent();
  expect(await rootEvent.invoke(readSampleEvent('root-login.json'))).toEqual(succeeded);
  const { NODE_OPTIONS, ...hosts } = knownHostsEnvironment(dooray.server);
  const respond = await scene.startRespond({
    ...clock.environment,
    ...hosts,
    NODE_OPTIONS: `${clock.environment['NODE_OPTIONS']} ${NODE_OPTIONS}`,
  });
  return {
    ...scene,
    dooray,
    respond,
    pass: (ms) => clock.jump(ms),
    async send(request) {
      const { statusCode, body } = await scene.ask(respond, '/dooray', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      return { statusCode, body, message: body.startsWith('{') ? readMessageObject(body) : {} };
    },
    async answers() {
      const rows = await scene.dynamodb.scan(ledgerTable);
      const row = rows.find(({ pk }) => `${pk}`.startsWith('incident#'));
      return [...((row?.['answers'] as Set<string> | undefined) ?? [])].map((it) => JSON.parse(it));
    },
  };
});

/** The list of incidents in a room that was connected. */
async function connected({ dooray, send }: Scene): Promise<ShownMessage> {
  await send(dooray.command(team, kim, '연결'));
  return (await send(dooray.command(team, kim))).message;
}

const headlinesIn = ({ room }: Scene): string[] =>
  room.posts.map(({ body }) => (body as { text: string }).text);

test(
  'a room is connected, sees the incident, answers with a reason, and its message is updated in place',
  retriedWhenBusy,
  async ({ app }) => {
    const { dooray, send } = app;
    const { message: greeting } = await send(dooray.command(team, kim, '연결'));
    expect(greeting).toMatchObject({ responseType: 'inChannel', replaceOriginal: false });
    expect(headlinesIn(app)[1]).toContain('Dooray 대화방이 root-alert에 연결되었습니다');
    expect(headlinesIn(app)[1]).toContain('대화방 ‘보안 알림’ · 멤버 번호');
    expect(headlinesIn(app)[1]).toContain(kim.id);

    const { message: list } = await send(dooray.command(team, lee));
    expect(list.responseType).toBe('inChannel');
    const [incident] = list.attachments ?? [];
    expect(incident?.title).toMatch(/^🔴 긴급 · 사건 [0-9A-Z]{10}$/);
    expect(incident?.text).toContain('111122223333 · ConsoleLogin');
    expect(incident?.text).toContain('아직 답한 사람이 없습니다.');
    expect(incident?.actions?.map(({ text }) => text)).toEqual([
      '계획된 작업입니다',
      '우리가 아닙니다',
    ]);

    const { message: updated } = await send(dooray.press(team, kim, list));
    expect(updated).toMatchObject({ responseType: 'inChannel', replaceOriginal: true });
    expect(updated.attachments?.[0]?.text).toContain(
      `✔ 계획된 작업입니다 · 김민수 ${kim.id}(Dooray 사용자) · `,
    );
    expect(updated.attachments?.[0]?.actions).toHaveLength(2);
    expect(headlinesIn(app)[2]).toContain(`김민수 ${kim.id}(Dooray 사용자)`);

    expect(app.logs()).not.toContain('dialogNotOpened');
    const [opened] = dooray.dialogs();
    expect(opened?.path).toBe(`/messenger/api/channels/${team.id}/dialogs`);
    expect(opened?.token).toMatch(/^[0-9a-f-]{36}$/);
    const dialog = opened?.dialog as NonNullable<typeof opened>['dialog'];
    expect(dialog.elements).toMatchObject([{ type: 'textarea', name: 'why' }]);
    const sent = dooray.submission(team, kim, dialog, '정기 점검 [x](http://evil.example)');
    expect(await send(sent)).toMatchObject({ statusCode: 200, body: '' });
    expect(await send(sent)).toMatchObject({ statusCode: 200, body: '' });

    expect(
      (await app.answers()).toSorted((a, b) => Number(a['atMs']) - Number(b['atMs'])),
    ).toMatchObject([
      { verdict: 'planned', via: 'dooray', by: `김민수 ${kim.id}` },
      { verdict: 'planned', via: 'dooray', why: expect.stringMatching(/^정기 점검/) },
    ]);
    expect(app.room.posts).toHaveLength(4);
    expect(headlinesIn(app)[3]).toContain('사유: 정기 점검');
    expect(headlinesIn(app)[3]).not.toContain('](');
    const logs = app.logs();
    for (const secret of [
      dooray.appToken,
      linkKey,
      `${opened?.token}`,
      dialog.callbackId,
      '김민수',
      '정기 점검',
    ]) {
      expect(logs).not.toContain(secret);
    }
  },
);

test('"not us" is taken at once, without a question, and stays in sight whatever is answered later', async ({
  app,
}) => {
  const { dooray, send } = app;
  const list = await connected(app);
  await send(dooray.press(team, kim, list, { name: 'notUs' }));
  expect(dooray.dialogs()).toEqual([]);
  for (const user of [lee, kim, lee]) await send(dooray.press(team, user, list));
  const { message } = await send(dooray.press(team, lee, list));
  expect(message.attachments?.[0]?.text).toContain('✘ 우리가 아닙니다');
  expect(message.attachments?.[0]?.text).toContain('✔ 계획된 작업입니다');
  expect(headlinesIn(app).some((text) => text.includes('앞의 답변과 다릅니다'))).toBe(true);
});

test('a press that is played back is the same answer', async ({ app }) => {
  const { dooray, send } = app;
  const press = dooray.press(team, kim, await connected(app));
  await send(press);
  const { statusCode, message } = await send(press);
  expect([statusCode, message.replaceOriginal]).toEqual([200, true]);
  expect(await app.answers()).toHaveLength(1);
  expect(app.room.posts).toHaveLength(3);
  await send(dooray.press(team, lee, await connected(app)));
  expect(await app.answers()).toHaveLength(2);
});

test('a dialog that Dooray does not open costs no answer', async ({ app }) => {
  const { dooray, send } = app;
  const list = await connected(app);
  dooray.server.at('dialogs').willAnswer(status(200, '{"header":{"isSuccessful":false}}'));
  const { message } = await send(dooray.press(team, kim, list));
  expect(message.attachments?.[0]?.text).toContain('✔ 계획된 작업입니다');
  expect(app.logs()).toContain('"state":"dialogNotOpened"');
  await send(dooray.press(team, lee, list, { triggerId: '' }));
  expect(dooray.dialogs()).toHaveLength(1);
  expect(await app.answers()).toHaveLength(2);
});

describe('is refused, and nothing is asked of the ledger:', () => {
  type Wrong = readonly [name: string, status: number, of: (app: Scene) => object];
  const other = { appToken: '01234567-89ab-cdef-0123-456789abcdef' };
  const tenant = { id: '9999999999999999999', domain: 'other.dooray.com' };
  test.for<Wrong>([
    [
      'a command with the token of another app',
      401,
      ({ dooray }) => dooray.command(team, kim, '연결', other),
    ],
    [
      'a command without a token',
      401,
      ({ dooray }) => dooray.command(team, kim, '연결', { appToken: undefined }),
    ],
    [
      'a command with an empty token',
      401,
      ({ dooray }) => dooray.command(team, kim, '', { appToken: '' }),
    ],
    [
      'a press with the token of another app',
      401,
      ({ dooray }) =>
        dooray.press(team, kim, {}, { ...other, actionValue: 'planned x', callbackId: 'x' }),
    ],
    [
      'a dialog with the token of another app',
      401,
      ({ dooray }) => ({
        ...dooray.submission(team, kim, { callbackId: 'x', elements: [] }, 'y'),
        ...other,
      }),
    ],
    [
      'a dialog that we did not open',
      401,
      ({ dooray }) =>
        dooray.submission(team, kim, { callbackId: 'x'.repeat(64), elements: [] }, 'y'),
    ],
    [
      'a command of another tenant',
      403,
      ({ dooray }) =>
        dooray.command(team, kim, '연결', { tenantId: tenant.id, tenantDomain: tenant.domain }),
    ],
    [
      'a press of another tenant',
      403,
      ({ dooray }) =>
        dooray.press(team, kim, {}, { tenant, actionValue: 'planned x', callbackId: 'x' }),
    ],
    [
      'a room whose number is none',
      400,
      ({ dooray }) => dooray.command({ ...team, id: '../x' }, kim, '연결'),
    ],
    ['no request of the app', 400, () => ({ hello: 'world' })],
  ])('%s', async ([, expected, of], { app }) => {
    const calls = app.dynamodb.count();
    const posts = app.room.posts.length;
    expect((await app.send(of(app))).statusCode).toBe(expected);
    expect(app.dynamodb.count()).toBe(calls);
    expect(app.room.posts).toHaveLength(posts);
    expect(app.dooray.posts).toEqual([]);
  });

  test('anything at all where nobody set the app up', async ({ app }) => {
    app.secrets.put(respondSecret, JSON.stringify({ linkKey, doorayAppToken: '' }));
    const respond = await app.startRespond();
    const calls = app.dynamodb.count();
    const body = JSON.stringify(app.dooray.command(team, kim, '연결', { appToken: '' }));
    const sent = { method: 'POST', body };
    expect((await app.ask(respond, '/dooray', sent)).statusCode).toBe(401);
    expect(app.dynamodb.count()).toBe(calls);
  });
});

describe('a room that is not connected', () => {
  test('is shown nothing, and told how to connect', async ({ app }) => {
    const { message } = await app.send(app.dooray.command(elsewhere, kim));
    expect(message).toMatchObject({ responseType: 'ephemeral', replaceOriginal: false });
    expect(message.text).toContain('/root-alert 연결');
    expect(message.attachments).toBeUndefined();
  });

  test('cannot use the buttons of one that is', async ({ app }) => {
    const { dooray, send } = app;
    const list = await connected(app);
    const { message } = await send(dooray.press(elsewhere, kim, list));
    expect(message).toMatchObject({ responseType: 'ephemeral' });
    app.pass(10_000);
    const { message: greeting } = await send(dooray.command(elsewhere, kim, 'connect'));
    expect(greeting.responseType).toBe('inChannel');
    await send(dooray.press(elsewhere, kim, list));
    expect(await app.answers()).toEqual([]);
  });

  test('cannot use its old buttons or dialogs once it was disconnected', async ({ app }) => {
    const { dooray, send } = app;
    const list = await connected(app);
    await send(dooray.press(team, kim, list));
    const { message } = await send(dooray.command(team, lee, '해제'));
    expect(message.responseType).toBe('inChannel');
    expect(headlinesIn(app).at(-1)).toContain('연결이 해제되었습니다');
    const told = app.room.posts.length;
    await send(dooray.press(team, lee, list));
    const [opened] = dooray.dialogs();
    if (opened) {
      const sent = dooray.submission(team, kim, opened.dialog, '사유');
      expect((await send(sent)).statusCode).toBe(401);
    }
    expect(await app.answers()).toHaveLength(1);
    expect(app.room.posts).toHaveLength(told);
  });
});

describe('a connection', () => {
  test('is not made while a room of alerts cannot be told of it', async ({ app }) => {
    const { dooray, send } = app;
    app.room.willAnswer(status(404));
    const { message } = await send(dooray.command(team, kim, '연결'));
    expect(message.text).toContain('연결하지 않았습니다');
    expect((await send(dooray.command(team, kim))).message.attachments).toBeUndefined();
    app.room.willAnswer(status(200, '{"header":{"isSuccessful":true}}'));
    expect((await connected(app)).attachments).toHaveLength(1);
  });

  test('ends with the token of the app: a new one knows no room', async ({ app }) => {
    const { dooray, send } = app;
    const list = await connected(app);
    const doorayAppToken = '01234567-89ab-cdef-0123-456789abcdef';
    const { domain: doorayDomain } = dooray;
    app.secrets.put(respondSecret, JSON.stringify({ linkKey, doorayAppToken, doorayDomain }));
    const respond = await app.startRespond();
    for (const request of [
      dooray.command(team, kim, '', { appToken: doorayAppToken }),
      dooray.press(team, kim, list, { appToken: doorayAppToken }),
    ]) {
      const sent = { method: 'POST', body: JSON.stringify(request) };
      expect((await app.ask(respond, '/dooray', sent)).body).toContain('연결되어 있지 않습니다');
    }
    expect((await send(dooray.command(team, kim))).message.attachments).toHaveLength(1);
    expect(await app.answers()).toEqual([]);
  });

  test('says what is missing where the secret does not name the tenant', async ({ app }) => {
    const { appToken: doorayAppToken } = app.dooray;
    for (const doorayDomain of [undefined, 'evil.example', 'https://example.dooray.com']) {
      app.secrets.put(respondSecret, JSON.stringify({ linkKey, doorayAppToken, doorayDomain }));
      const respond = await app.startRespond();
      const sent = { method: 'POST', body: JSON.stringify(app.dooray.command(team, kim, '연결')) };
      const { body } = await app.ask(respond, '/dooray', sent);
      expect(JSON.parse(body).text).toContain('doorayDomain');
    }
    expect(app.room.posts).toHaveLength(1);
  });

  test('by names that are markup shows them as text', async ({ app }) => {
    const { dooray, send } = app;
    const name = '[@all](dooray://1/channels/2 "channel") **x** <b>\u202e';
    const room = { ...team, name };
    await send(dooray.command(room, kim, '연결'));
    const { message: list } = await send(dooray.command(room, kim));
    const { message } = await send(dooray.press(room, { ...kim, name }, list));
    const shown = [...headlinesIn(app).slice(1), `${message.attachments?.[0]?.text}`];
    for (const text of shown) expect(text).not.toMatch(/\]\(|\*\*|<b>|\u202e|:\/\//);
    expect(shown).toHaveLength(3);
  });
});

describe('a token', () => {
  test('of a link is none of a button, and one of the app’s buttons is none of another chat', async ({
    app,
  }) => {
    const { dooray, send } = app;
    const list = await connected(app);
    const [, link] = /\/i\/([\w-]{64})/.exec(app.room.posts[0]?.rawBody ?? '') ?? [];
    expect(link).toHaveLength(64);
    await send(dooray.press(team, kim, list, { actionValue: `planned ${link}` }));
    const [, own = ''] = `${list.attachments?.[0]?.actions?.[0]?.value}`.split(' ');
    expect(own).toHaveLength(64);
    const body = JSON.stringify({
      user_id: 'u',
      user_name: 'ceo',
      context: { token: own, verdict: 'planned' },
    });
    await app.ask(app.respond, '/mattermost', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect((await app.ask(app.respond, `/i/${own}`)).statusCode).toBe(404);
    expect(await app.answers()).toEqual([]);
  });

  test('of a dialog is used by nobody but who pressed, nor from another room', async ({ app }) => {
    const { dooray, send } = app;
    await send(dooray.press(team, kim, await connected(app)));
    app.pass(10_000);
    const { message: greeting } = await send(dooray.command(elsewhere, kim, '연결'));
    expect(greeting.responseType).toBe('inChannel');
    const [opened] = dooray.dialogs();
    expect(opened).toBeDefined();
    if (opened === undefined) return;
    for (const sent of [
      dooray.submission(team, lee, opened.dialog, '사칭'),
      dooray.submission(elsewhere, kim, opened.dialog, '다른 방'),
    ]) {
      expect((await send(sent)).statusCode).toBe(401);
    }
    expect(await send(dooray.submission(team, kim, opened.dialog, '  '))).toMatchObject({
      statusCode: 200,
    });
    expect(await app.answers()).toHaveLength(1);
  });
});

test('what the app does not know is answered with what it knows', async ({ app }) => {
  const { message } = await app.send(app.dooray.command(team, kim, 'help'));
  expect(message).toMatchObject({ responseType: 'ephemeral' });
  expect(message.text).toContain('/root-alert 해제');
});

test('while the ledger does not answer, whoever asked is told so, and it is counted', async ({
  app,
}) => {
  const list = await connected(app);
  await app.dynamodb.stop();
  for (const request of [app.dooray.command(team, kim), app.dooray.press(team, kim, list)]) {
    const { statusCode, message } = await app.send(request);
    expect([statusCode, message.responseType]).toEqual([200, 'ephemeral']);
    expect(message.text).toContain('지금은 처리할 수 없습니다');
  }
  expect(app.logs()).toContain('"AnswerFailed":1');
});
