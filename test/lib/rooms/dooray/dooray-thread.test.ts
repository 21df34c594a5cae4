import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../../../lib/messages/plain-text.ts';
import { type Answer, NoResponseError } from '../../../../lib/post-json.ts';
import { createPacer } from '../../../../lib/rooms/pacer.ts';
import { postToRoom } from '../../../../lib/rooms/post-to-room.ts';
import { webhookRemarks } from '../../../../lib/rooms/webhook-remarks.ts';
import { readWebhookRooms } from '../../../../lib/rooms/webhook-rooms.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { hostileText } from '../../hostile-text.ts';
import { message } from '../../plain-message.ts';
import { loadedRoomTypes } from '../../room-payload.ts';

const type = loadedRoomTypes.dooray;
const hook = 'https://hook.dooray.com/services/1/2/hook-token';
const token = 'sample:token-of-a-service-account';
const channel = '3098765432109876543';
const thread = '3111111111111111111';
const incidentId = '7F3K2M9QXA';
const entry = { kind: 'dooray', url: hook, key: token, chatId: channel };
const withId = {
  ...message,
  details: [{ label: 'Incident', value: plainText(incidentId) }, ...message.details],
};
const yes = (result: unknown = null) =>
  JSON.stringify({ header: { isSuccessful: true, resultCode: 0, resultMessage: '' }, result });
const no = JSON.stringify({ header: { isSuccessful: false, resultCode: -1, resultMessage: 'no' } });
const opened = yes({ id: '3222222222222222222', channelId: thread });

const read = (room: object) =>
  readWebhookRooms(JSON.stringify({ rooms: [room] }), ['proxy.example.com']);

interface Scene {
  readonly room?: object;
  readonly told?: typeof message;
  readonly more?: object;
  /** By the path; what is not listed is taken. */
  readonly answers?: Readonly<Record<string, Partial<Answer> | Error>>;
}

/** Posts a message of an incident as a room of the secret gets it. */
async function tell({ room = entry, told = withId, more = { incidentId }, answers = {} }: Scene) {
  const [to] = read(room).rooms;
  if (to === undefined) throw new Error('No room.');
  const clock = createFakeClock();
  const posts: { url: string; json: string; headers: unknown; timeoutMs: number; atMs: number }[] =
    [];
  const sender = { botName: 'root-alert', botIcon: undefined };
  const outcome = await postToRoom(
    to,
    { requests: type.requestsFor(told, { to, sender, id: 'x', ...more }), type },
    clock.now() + 30_000,
    false,
    {
      clock,
      paceMs: createPacer(clock),
      random: () => 0.5,
      post: async (url, json, timeoutMs, options) => {
        posts.push({
          url: url.href,
          json,
          headers: options?.headers,
          timeoutMs,
          atMs: clock.now(),
        });
        const answer = answers[url.pathname];
        if (answer instanceof Error) throw answer;
        return { status: 200, retryAfter: undefined, body: yes(), ...answer };
      },
    },
  );
  return { posts, outcome, urls: posts.map(({ url }) => url) };
}

const openPath = `/messenger/v1/channels/${channel}/threads/create-and-send`;
const belowPath = `/messenger/v1/channels/${thread}/logs`;
const below = { incidentId, thread };

describe('the first message of an incident', () => {
  test('comes by the hook as ever, and a line behind it opens the thread', async () => {
    const { posts, outcome, urls } = await tell({ answers: { [openPath]: { body: opened } } });
    expect(urls).toEqual([hook, `https://api.dooray.com${openPath}`]);
    expect(JSON.parse(posts[0]?.json ?? '')).toMatchObject({ botName: 'root-alert' });
    expect(posts[0]?.headers).toBeUndefined();
    expect(JSON.parse(posts[1]?.json ?? '')).toEqual({ text: `🧵 Incident ${incidentId}` });
    expect(posts[1]?.headers).toMatchObject({ authorization: `dooray-api ${token}` });
    expect(outcome).toEqual({ isTold: true, attempts: 1, thread });
  });

  test.each<[string, Partial<Answer> | Error, string]>([
    ['refuses', { body: no }, 'answered 200 but did not accept the message'],
    ['knows no such token', { status: 401, body: no }, 'answered 401'],
    ['is down', { status: 503 }, 'answered 503'],
    ['does not answer', new NoResponseError('TIMEOUT'), 'gave no answer (TIMEOUT)'],
    ['gives a page', { body: '<html>' }, 'html'],
  ])('is told though the API %s, which is asked once and not for long', async (_, answer, met) => {
    const { posts, outcome } = await tell({ answers: { [openPath]: answer } });
    expect(outcome).toEqual({ isTold: true, attempts: 1, otherWay: met });
    expect(posts).toHaveLength(2);
    expect(posts[1]?.timeoutMs).toBe(3_000);
    expect(posts[1]?.atMs).toBe(posts[0]?.atMs);
  });

  test('opens no thread where the hook did not take it', async () => {
    const { outcome, urls } = await tell({
      answers: { '/services/1/2/hook-token': { status: 404 } },
    });
    expect(urls).toEqual([hook]);
    expect(outcome).toMatchObject({ isTold: false, isDead: true });
  });
});

describe('a later message of it', () => {
  test('goes into the thread alone, as text with its links', async () => {
    const { posts, outcome, urls } = await tell({ more: below });
    expect(urls).toEqual([`https://api.dooray.com${belowPath}`]);
    const { text } = JSON.parse(posts[0]?.json ?? '');
    expect(text).toContain('Something happened');
    expect(text).toContain('https://us-east-1.console.aws.amazon.com/x');
    expect(outcome).toMatchObject({ isTold: true, attempts: 1 });
  });

  test.each([{ severity: 'critical' as const }, { isCall: true }])(
    'stands by itself where it is %o',
    async (more) => {
      const { urls } = await tell({ told: { ...withId, ...more }, more: below });
      expect(urls).toEqual([hook]);
    },
  );

  test.each<[string, Partial<Answer> | Error, string]>([
    ['refuses', { body: no }, 'answered 200 but did not accept the message'],
    ['finds no thread', { status: 404, body: no }, 'answered 404'],
    ['knows no such token', { status: 401, body: no }, 'answered 401'],
    ['answers with a page', { status: 403, body: '<html>' }, 'answered 403'],
    ['takes no more', { status: 429 }, 'answered 429'],
    ['is down', { status: 500 }, 'answered 500'],
    ['does not answer', new NoResponseError('ECONNRESET'), 'gave no answer (ECONNRESET)'],
    ['takes it with a page of somebody before it', { body: '<html>Sign in</html>' }, 'html'],
    ['says nothing', { body: '' }, 'empty'],
  ])('comes by the hook at once where the API %s', async (_, answer, met) => {
    const { posts, outcome, urls } = await tell({
      more: below,
      answers: { [belowPath]: answer },
    });
    expect(urls).toEqual([`https://api.dooray.com${belowPath}`, hook]);
    expect(posts[1]?.atMs).toBe(posts[0]?.atMs);
    expect(outcome).toEqual({ isTold: true, attempts: 2, otherWay: met });
  });

  test('is untold where neither takes it, for what the hook said', async () => {
    const { outcome } = await tell({
      more: below,
      answers: { [belowPath]: { status: 500 }, '/services/1/2/hook-token': { status: 410 } },
    });
    expect(outcome).toMatchObject({
      isTold: false,
      isDead: true,
      reason: 'answered 410',
      otherWay: 'answered 500',
    });
  });

  test('never holds markup of a stranger', () => {
    fc.assert(
      fc.property(hostileText, (hostile) => {
        const value = plainText(hostile);
        const told = { ...withId, headline: value, facts: [{ label: 'Fact', value }] };
        const to = { url: new URL(hook), key: token, chatId: channel };
        const sender = { botName: 'root-alert', botIcon: undefined };
        const [first] = type.requestsFor(told, { to, sender, id: 'x', ...below });
        const { text } = Object(first?.payload);
        expect(text.length).toBeLessThanOrEqual(3_000);
        expect(text.replaceAll('https://us-east-1.console.aws.amazon.com/x', '')).not.toMatch(
          /:\/\/|[*~`<>]/,
        );
      }),
    );
  });
});

describe('a room gets all of it by the hook alone', () => {
  test.each<[string, Scene]>([
    ['without a token', { room: { ...entry, key: undefined } }],
    ['without the number of its channel', { room: { ...entry, chatId: undefined } }],
    ['where nobody asked for incidents', { more: {} }],
    [
      'on a host that is not Dooray’s, which never hears the token',
      { room: { ...entry, url: 'https://proxy.example.com/services/1/2/hook-token' } },
    ],
    ['where the ledger names no thread that can be one', { more: { incidentId, thread: '../x' } }],
  ])('%s', async (_, scene) => {
    const { posts, urls } = await tell(scene);
    expect(urls).toHaveLength(1);
    expect(urls[0]).toContain('/services/1/2/hook-token');
    expect(JSON.stringify(posts)).not.toContain(token);
  });
});

test.each([
  ['https://hook.gov-dooray.com/services/1/2/3', 'api.gov-dooray.com'],
  ['https://hook.gov-dooray.co.kr/services/1/2/3', 'api.gov-dooray.co.kr'],
  ['https://hook.dooray.co.kr/services/1/2/3', 'api.dooray.co.kr'],
  ['https://example.dooray.com/services/1/2/3', 'api.dooray.com'],
])('the API of %s is that of its cloud, %s', async (url, host) => {
  const { urls } = await tell({ room: { ...entry, url }, more: below });
  expect(urls).toEqual([`https://${host}${belowPath}`]);
});

test('the thread is the channel that the answer names, if it names one', () => {
  expect(type.threadIn?.(opened)).toBe(thread);
  expect(type.threadIn?.(yes({ id: '1', threadChannelId: thread, channelId: channel }))).toBe(
    thread,
  );
  for (const odd of ['', yes(), yes([]), yes({ channelId: 7 }), yes({ channelId: '../../x' })]) {
    expect(type.threadIn?.(odd)).toBeUndefined();
  }
});

test('a token without its channel, or the other way round, is said and costs no alert', () => {
  for (const one of [{ key: token }, { chatId: channel }]) {
    const setting = read({ kind: 'dooray', url: hook, ...one });
    expect([setting.rooms.length, setting.faults]).toEqual([1, []]);
    expect(webhookRemarks(setting)).toEqual([
      'webhook secret, room dooray: expected key and chatId together, or neither.',
    ]);
  }
  expect(webhookRemarks(read(entry))).toEqual([]);
});
