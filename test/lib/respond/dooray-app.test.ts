import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncidentRecord } from '../../../lib/incident/incident-record.ts';
import { maxDoorayRooms } from '../../../lib/respond/dooray-rooms.ts';
import { createRespondHandler } from '../../../lib/respond/respond-handler.ts';
import { chosenRooms } from '../../../lib/rooms/chosen-rooms.ts';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';
import { hostileText } from '../hostile-text.ts';
import { incidentId, linkKey, startRespond } from './respond-deps.ts';

const doorayAppToken = '01234567-89ab-cdef-0123-456789abcdef';
const doorayDomain = 'example.dooray.com';
const secret = async () => ({ linkKey, doorayAppToken, doorayDomain });
const ids = (count: number) =>
  Array.from({ length: count }, (_, nth) => `7F3K2M9Q${String(nth).padStart(2, '0')}`);

function start(more: Parameters<typeof startRespond>[0] = {}) {
  const scene = startRespond({ secret, ...more });
  const handler = createRespondHandler(scene.deps);
  const sendText = (body: string) =>
    handler({
      rawPath: '/dooray',
      headers: {},
      requestContext: { http: { method: 'POST' } },
      body,
    });
  const send = async (request: object) => {
    const { statusCode, body } = await sendText(JSON.stringify(request));
    return { statusCode, body, message: body.startsWith('{') ? JSON.parse(body) : {} };
  };
  const command = (text: string, more: object = {}) =>
    send({
      tenantId: '1',
      tenantDomain: doorayDomain,
      channelId: '7',
      channelName: '보안',
      userId: '3',
      command: '/root-alert',
      text,
      appToken: doorayAppToken,
      ...more,
    });
  const press = (value: string, more: object = {}) =>
    send({
      tenant: { id: '1', domain: doorayDomain },
      channel: { id: '7', name: '보안' },
      user: { id: '3' },
      callbackId: incidentId,
      actionValue: value,
      appToken: doorayAppToken,
      cmdToken: 'cmd-token',
      triggerId: 'trigger',
      channelLogId: '-1',
      ...more,
    });
  return {
    ...scene,
    command,
    press,
    send,
    sendText,
    /** Makes incidents known, from the oldest to the latest. */
    async incidents(records: readonly Partial<IncidentRecord>[]) {
      await scene.open();
      const { first } = (await scene.ledger.incident(incidentId)) ?? {};
      for (const [nth, id] of ids(records.length).entries()) {
        const text = JSON.stringify({ ...JSON.parse(first ?? ''), ...records[nth] });
        await scene.ledger.describeIncident(id, 'first', { id, text });
      }
      return ids(records.length);
    },
  };
}

const titlesIn = ({ message }: { message: { attachments?: { title?: string }[] } }) =>
  message.attachments?.map(({ title }) => title?.split(' ').at(-1));

describe('the list', () => {
  test('has what nobody answered first, then the gravest, then the latest', async () => {
    const known = ids(4);
    const scene = start({ recentIncidents: async () => known });
    const toldAtMs = scene.clock.now() - 60_000;
    const [a, b, c, d] = await scene.incidents([
      { severity: 'critical', toldAtMs: toldAtMs - 9_000 },
      { severity: 'low', toldAtMs },
      { severity: 'critical', toldAtMs: toldAtMs - 3_000 },
      { severity: 'critical', toldAtMs },
    ]);
    await scene.command('connect');
    const { message } = await scene.command('');
    expect(titlesIn({ message })).toEqual([d, c, a, b]);
    await scene.press(message.attachments[0].actions[1].value);
    expect(titlesIn(await scene.command(''))).toEqual([c, a, b, d]);
  });

  test('keeps an incident first that only its own session answered', async () => {
    const known = ids(2);
    const scene = start({ recentIncidents: async () => known });
    const [a, b] = await scene.incidents([
      { severity: 'low', toldAtMs: scene.clock.now() },
      { severity: 'critical', toldAtMs: scene.clock.now() },
    ]);
    await scene.ledger.addAnswer(
      `${b}`,
      JSON.stringify({
        id: 'x',
        verdict: 'planned',
        atMs: scene.clock.now() + 1,
        via: 'link',
        isFromSession: true,
      }),
    );
    await scene.command('connect');
    expect(titlesIn(await scene.command(''))).toEqual([b, a]);
  });

  test('shows nine, says how many more there are, and leaves out what is older than 72 hours', async () => {
    const known = ids(14);
    const scene = start({ recentIncidents: async () => known });
    const nowMs = scene.clock.now();
    await scene.incidents(
      known.map((_, nth) => ({ toldAtMs: nth < 3 ? nowMs - 73 * 3_600_000 : nowMs })),
    );
    await scene.command('connect');
    const { message } = await scene.command('');
    expect(message.attachments).toHaveLength(10);
    expect(message.attachments[9]).toEqual({ text: expect.stringContaining('2건 더') });
  });

  test('is shown whatever time somebody wrote into the ledger', async () => {
    const scene = start();
    await scene.open('root-login.json', { toldAtMs: 1e20, occurredAtMs: -1e20 });
    const answer = { id: 'x', verdict: 'planned', atMs: 1e20, via: 'link', isFromSession: false };
    await scene.ledger.addAnswer(incidentId, JSON.stringify(answer));
    await scene.command('connect');
    expect(titlesIn(await scene.command(''))).toEqual([incidentId]);
  });

  test('of nothing says so to whoever asked', async () => {
    const scene = start({ recentIncidents: async () => [] });
    await scene.command('connect');
    const { message } = await scene.command('');
    expect(message).toMatchObject({
      responseType: 'ephemeral',
      text: expect.stringContaining('72시간'),
    });
  });

  test('that cannot be read whole is not shown in part', async () => {
    const scene = start({ recentIncidents: () => Promise.reject(new Error('too long')) });
    await scene.command('connect');
    const { message } = await scene.command('');
    expect(message.text).toContain('지금은 처리할 수 없습니다');
    expect(scene.lines.some((line) => line['AnswerFailed'] === 1)).toBe(true);
  });
});

test('nothing that a stranger wrote into a record, a name or a reason is markup in the message', async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, async (hostile) => {
      const scene = start();
      await scene.open('root-login.json', {
        eventName: hostile,
        sourceIp: hostile,
        accounts: [hostile],
        occurredAtMs: 9e15,
      });
      await scene.command('connect', { channelName: hostile });
      const { message: list } = await scene.command('');
      const { message } = await scene.press(list.attachments[0].actions[0].value, {
        user: { id: '3', name: hostile },
      });
      const texts = [list, message].flatMap(({ attachments }) =>
        (attachments as { title: string; text: string }[]).flatMap(({ title, text }) => [
          title,
          text,
        ]),
      );
      expect(texts.length).toBeGreaterThan(3);
      for (const text of texts) {
        expect(text).not.toMatch(/:\/\/|[*~`<>]|\]\s*[[(:]/);
        expect(text.length).toBeLessThan(3_000);
      }
    }),
    { numRuns: 60 },
  );
});

describe('a button', () => {
  test('works for 72 hours', async () => {
    const scene = start();
    await scene.open();
    await scene.command('connect');
    const { message } = await scene.command('');
    const { value } = message.attachments[0].actions[1];
    scene.clock.advance(72 * 3_600_000);
    expect((await scene.press(value)).message.text).toContain('만료');
    expect((await scene.ledger.incident(incidentId))?.answers).toEqual([]);
  });

  test.each(['', 'planned', 'planned x', 'deleted TOKEN', 'TOKEN'])(
    'that says %j is none of ours',
    async (form) => {
      const scene = start();
      await scene.open();
      await scene.command('connect');
      const { message } = await scene.command('');
      const [, token = ''] = message.attachments[0].actions[0].value.split(' ');
      expect((await scene.press(form.replace('TOKEN', token))).message.text).toContain('만료');
      expect((await scene.ledger.incident(incidentId))?.answers).toEqual([]);
    },
  );
});

test('a dialog is open for an hour', async () => {
  const posts: string[] = [];
  const scene = start({
    post: async (_url, json) => {
      posts.push(json);
      return { status: 200, retryAfter: undefined, body: '{"header":{"isSuccessful":true}}' };
    },
  });
  await scene.open();
  await scene.command('connect');
  const { message } = await scene.command('');
  await scene.press(message.attachments[0].actions[0].value);
  const { callbackId } = JSON.parse(posts[0] ?? '');
  const sent = {
    type: 'dialog_submission',
    tenant: { id: '1', domain: doorayDomain },
    channel: { id: '7', name: '보안' },
    user: { id: '3' },
    callbackId,
    submission: { why: '점검' },
  };
  scene.clock.advance(3_599_000);
  expect((await scene.send(sent)).statusCode).toBe(200);
  scene.clock.advance(1_000);
  expect((await scene.send({ ...sent, submission: { why: '또' } })).statusCode).toBe(401);
  expect((await scene.ledger.incident(incidentId))?.answers).toHaveLength(2);
});

test.each([undefined, '김민수'])(
  'a reason is of whoever pressed, as %j, whatever name the dialog comes back with',
  async (name) => {
    const posts: string[] = [];
    const scene = start({
      post: async (_url, json) => {
        posts.push(json);
        return { status: 200, retryAfter: undefined, body: '{"header":{"isSuccessful":true}}' };
      },
    });
    await scene.open();
    await scene.command('connect');
    const { message } = await scene.command('');
    await scene.press(message.attachments[0].actions[0].value, { user: { id: '3', name } });
    const { statusCode } = await scene.send({
      type: 'dialog_submission',
      tenant: { id: '1', domain: doorayDomain },
      channel: { id: '7', name: '보안' },
      user: { id: '3', name: '박사장' },
      callbackId: JSON.parse(posts[0] ?? '').callbackId,
      submission: { why: '점검' },
    });
    expect(statusCode).toBe(200);
    const { answers = [] } = (await scene.ledger.incident(incidentId)) ?? {};
    const by = [name, '3'].filter((it) => it !== undefined).join(' ');
    expect(answers.map((it) => JSON.parse(it).by)).toEqual([by, by]);
    expect(JSON.stringify(scene.told)).not.toContain('박사장');
  },
);

test('a reason that could not be kept is said in the dialog', async () => {
  const posts: string[] = [];
  const scene = start({
    post: async (_url, json) => {
      posts.push(json);
      return { status: 200, retryAfter: undefined, body: '{"header":{"isSuccessful":true}}' };
    },
  });
  await scene.open();
  await scene.command('connect');
  const { message } = await scene.command('');
  const { value } = message.attachments[0].actions[0];
  for (let nth = 0; nth < 25; nth += 1) await scene.press(value, { triggerId: `${nth}` });
  const { body } = await scene.send({
    type: 'dialog_submission',
    tenant: { id: '1', domain: doorayDomain },
    channel: { id: '7' },
    user: { id: '3' },
    callbackId: JSON.parse(posts[0] ?? '').callbackId,
    submission: { why: '점검' },
  });
  expect(JSON.parse(body).errors).toEqual([
    { name: 'why', error: expect.stringContaining('답변이 너무 많아') },
  ]);
});

test('so many rooms are connected, and no more', async () => {
  const scene = start();
  for (let nth = 0; nth < maxDoorayRooms; nth += 1) {
    await scene.command('연결', { channelId: `10${nth}` });
    scene.clock.advance(10_000);
  }
  const { message } = await scene.command('연결', { channelId: '200' });
  expect(message).toMatchObject({ responseType: 'ephemeral' });
  expect(message.text).toContain(`${maxDoorayRooms}곳`);
  expect(scene.told).toHaveLength(maxDoorayRooms);
});

test('an id that comes as a number is kept whole: the room whose last digits differ is another', async () => {
  const scene = start();
  await scene.open();
  const asNumbers = (channelId: string, text: string) =>
    scene.sendText(
      JSON.stringify({
        tenantId: '1234567891234567891',
        tenantDomain: doorayDomain,
        channelId,
        channelName: 'a "7777777777777777777" \\" 8888888888888888888',
        userId: '3333333333333333333',
        command: '/root-alert',
        text,
        appToken: doorayAppToken,
      }).replaceAll(/"(\d{19})"(?=[,}])/g, '$1'),
    );
  const { body } = await asNumbers('1111111111111111111', 'connect');
  expect(JSON.parse(body).responseType).toBe('inChannel');
  const { rooms } = JSON.parse((await scene.ledger.state('dooray-rooms')) ?? '');
  expect(rooms).toMatchObject([
    {
      tenantId: '1234567891234567891',
      channelId: '1111111111111111111',
      by: '3333333333333333333',
      name: 'a "7777777777777777777" \\" 8888888888888888888',
    },
  ]);
  const { message } = await scene.command('', {
    tenantId: '1234567891234567891',
    channelId: '1111111111111111111',
  });
  expect(message.attachments).toHaveLength(1);
  const other = await asNumbers('1111111111111111112', '');
  expect(JSON.parse(other.body).attachments).toBeUndefined();
});

test('a body that is made to be read for long is refused at once', async () => {
  const scene = start();
  const startedAtMs = performance.now();
  expect((await scene.sendText(`{"a":"${'\\"'.repeat(100_000)}`)).statusCode).toBe(400);
  expect(performance.now() - startedAtMs).toBeLessThan(2_000);
});

test('two rooms that are connected at the same moment both are, each told once', async () => {
  const scene = start();
  const channels = ['7', '8', '9'];
  const replies = await Promise.all(
    channels.map((channelId) => scene.command('연결', { channelId })),
  );
  for (const { message } of replies) expect(message.responseType).toBe('inChannel');
  expect(scene.told).toHaveLength(3);
});

test('nobody fills the rooms of alerts by connecting again and again', async () => {
  const scene = start();
  for (let nth = 0; nth < 50; nth += 1) {
    await scene.command('disconnect');
    await scene.command('connect');
    scene.clock.advance(1_000);
  }
  expect(scene.told.length).toBeLessThanOrEqual(11);
});

test('a connection is told each time, also after it was taken away and made again', async () => {
  const scene = start();
  for (const text of ['connect', 'disconnect', 'connect', 'connect']) {
    await scene.command(text);
    scene.clock.advance(10_000);
  }
  const told = scene.told.map(({ message }) => message.headline.unescaped);
  expect(told.map((text) => /연결되었|해제되었/.exec(text)?.[0])).toEqual([
    '연결되었',
    '해제되었',
    '연결되었',
  ]);
});

test('a connection is told in every room, whatever its conditions', async () => {
  const { rooms } = readWebhookRooms(
    JSON.stringify({
      rooms: [
        { kind: 'slack', url: 'https://hooks.slack.com/services/T0/B0/1' },
        {
          kind: 'slack',
          url: 'https://hooks.slack.com/services/T0/B0/2',
          accounts: ['111122223333'],
        },
        {
          kind: 'slack',
          url: 'https://hooks.slack.com/services/T0/B0/3',
          severities: ['low'],
          clouds: ['ncloud'],
        },
        { kind: 'slack', url: 'https://hooks.slack.com/services/T0/B0/4', drills: false },
      ],
    }),
    [],
  );
  const scene = start({ rooms: async () => rooms });
  await scene.command('connect');
  const [told] = scene.told;
  expect(told && chosenRooms(told.message, told.about, rooms)).toHaveLength(rooms.length);
});

test('a press whose message does not say what it shows shows the incident that was answered', async () => {
  const scene = start();
  await scene.open();
  await scene.command('connect');
  const { message } = await scene.command('');
  const { value } = message.attachments[0].actions[0];
  for (const callbackId of [undefined, '', 'x'.repeat(300)]) {
    expect(titlesIn(await scene.press(value, { callbackId }))).toEqual([incidentId]);
  }
});
