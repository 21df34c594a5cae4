import { describe, expect, test } from 'vitest';
import { createCachedValue } from '../../../lib/cached-value.ts';
import { type Answer, NoResponseError } from '../../../lib/post-json.ts';
import { createPacer } from '../../../lib/rooms/pacer.ts';
import { describeFailures, postToRooms } from '../../../lib/rooms/post-to-rooms.ts';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';
import { createFakeClock } from '../fake-clock.ts';
import { loadedRoomTypes } from '../room-payload.ts';

const dooray = (token: string) => `https://hook.dooray.com/services/100/200/${token}`;
const slack = (token: string) => `https://hooks.slack.com/services/T0/B0/${token}`;

const doorayYes = '{"header":{"isSuccessful":true}}';

type Answering = number | NoResponseError | Error | Partial<Answer>;

interface Scene {
  /** The value of the secret at each read; the last one repeats. An Error is a read that fails. */
  readonly secrets: readonly (string | object | Error)[];
  /** What each webhook answers, post by post; the last one repeats. A webhook that is not listed accepts. */
  readonly answers?: Readonly<Record<string, readonly Answering[]>>;
  /** How long every answer takes. */
  readonly answerMs?: number;
  /** Ledger keys of the rooms that have the alert from an earlier attempt. */
  readonly alreadyTold?: readonly string[];
  /** Names of the rooms that are not tried again. */
  readonly triedOnce?: readonly string[];
  /** Time of the whole invocation. */
  readonly budgetMs?: number;
  readonly random?: number;
  readonly isPaced?: boolean;
}

/** Posts to the rooms of a secret, over webhooks that answer as scripted. */
async function tell({
  secrets,
  answers = {},
  answerMs = 0,
  alreadyTold = [],
  triedOnce = [],
  budgetMs = 30_000,
  random = 0.5,
  isPaced = false,
}: Scene) {
  const clock = createFakeClock();
  const posts: { url: string; json: string; timeoutMs: number; atMs: number }[] = [];
  let reads = 0;

  const webhooks = createCachedValue(
    async () => {
      const secret = secrets[Math.min(reads, secrets.length - 1)];
      reads += 1;
      if (secret instanceof Error) throw secret;
      return readWebhookRooms(typeof secret === 'string' ? secret : JSON.stringify(secret), []);
    },
    { maxAgeMs: 60_000, clock },
  );

  async function post(url: URL, json: string, timeoutMs: number): Promise<Answer> {
    const before = posts.filter((earlier) => earlier.url === url.href).length;
    posts.push({ url: url.href, json, timeoutMs, atMs: clock.elapsedMs() });
    if (answerMs > 0) await clock.after(Math.min(answerMs, timeoutMs));
    if (answerMs > timeoutMs) throw new NoResponseError('TIMEOUT');
    const script = answers[url.href] ?? [200];
    const answering = script[Math.min(before, script.length - 1)] ?? 200;
    if (answering instanceof Error) throw answering;
    return {
      status: 200,
      retryAfter: undefined,
      body: url.host === 'hooks.slack.com' ? 'ok' : doorayYes,
      ...(typeof answering === 'number'
        ? { status: answering, ...(answering !== 200 && { body: '' }) }
        : answering),
    };
  }

  // The first read is over by the time an event arrives.
  await new Promise((resolve) => setImmediate(resolve));
  const { reports, accepted, faults } = await postToRooms(
    {
      prepare: async ({ name, kind }) => ({
        requests: [{ payload: { alert: 'root was used', name, kind } }],
        type: loadedRoomTypes[kind],
      }),
      choose: (rooms) => rooms,
      chooseInstead: () => [],
    },
    alreadyTold,
    clock.now() + budgetMs,
    {
      webhooks,
      post,
      paceMs: isPaced ? createPacer(clock) : () => 0,
      clock,
      random: () => random,
    },
    triedOnce,
  );
  return {
    reports,
    accepted,
    faults,
    posts,
    posted: posts.map(({ url }) => url),
    sleeps: clock.sleeps,
    elapsedMs: clock.elapsedMs(),
    rereads: reads - 1,
    why: describeFailures(reports, faults),
  };
}

const saysNo: Partial<Answer> = {
  status: 200,
  body: '{"header":{"isSuccessful":false,"resultCode":"INVALID_PAYLOAD"}}',
};

describe('when every room accepts', () => {
  test('each is posted to once and the invocation succeeds', async () => {
    const told = await tell({ secrets: [{ dooray: dooray('a'), slack: slack('b') }] });
    expect(told.posted).toEqual([dooray('a'), slack('b')]);
    expect(told.reports).toEqual([
      { room: 'dooray', isTold: true, attempts: 1 },
      { room: 'slack', isTold: true, attempts: 1 },
    ]);
    expect(told.why).toBeUndefined();
  });

  test('each gets the payload of its own kind', async () => {
    const { posts } = await tell({ secrets: [{ dooray: dooray('a'), slack: slack('b') }] });
    expect(posts.map(({ json }) => JSON.parse(json).kind)).toEqual(['dooray', 'slack']);
  });

  test('each gets its own payload even where both have one address, as on this machine', async () => {
    const url = 'http://127.0.0.1:9000/';
    const { posts, reports } = await tell({ secrets: [{ dooray: url, slack: url }] });
    expect(posts.map(({ json }) => JSON.parse(json).kind)).toEqual(['dooray', 'slack']);
    expect(reports.map(({ room }) => room)).toEqual(['dooray', 'slack']);
  });

  test('the secret is not read again', async () => {
    expect((await tell({ secrets: [dooray('a')] })).rereads).toBe(0);
  });

  test('they are posted to side by side', async () => {
    const told = await tell({
      secrets: [{ dooray: dooray('a'), slack: slack('b') }],
      answerMs: 700,
    });
    expect(told.elapsedMs).toBe(700);
  });
});

describe('a webhook that refuses for good', () => {
  test.each([[401], [403], [404], [410], [302], [400], [413], [saysNo]])(
    'with %j: the secret is read again, once, and the new URL gets the same alert',
    async (refusal) => {
      const told = await tell({
        secrets: [{ dooray: dooray('old') }, { dooray: dooray('new') }],
        answers: { [dooray('old')]: [refusal] },
      });
      expect(told.posted).toEqual([dooray('old'), dooray('new')]);
      expect(told.posts[1]?.json).toBe(told.posts[0]?.json);
      expect(told.rereads).toBe(1);
      expect(told.reports).toEqual([{ room: 'dooray', isTold: true, attempts: 2 }]);
      expect(told.why).toBeUndefined();
      expect(told.sleeps).toEqual([]);
    },
  );

  test('and is still in the secret is not posted to again', async () => {
    const told = await tell({ secrets: [dooray('old')], answers: { [dooray('old')]: [404] } });
    expect(told.posted).toEqual([dooray('old')]);
    expect(told.rereads).toBe(1);
    expect(told.why).toBe('Not told: dooray answered 404 (1 attempt).');
  });

  test('and whose new URL refuses too: the secret is not read a third time', async () => {
    const told = await tell({
      secrets: [dooray('old'), dooray('new'), dooray('newer')],
      answers: { [dooray('old')]: [404], [dooray('new')]: [403] },
    });
    expect(told.posted).toEqual([dooray('old'), dooray('new')]);
    expect(told.rereads).toBe(1);
    expect(told.why).toBe('Not told: dooray answered 403 (2 attempts).');
  });

  test('may have a new URL that has to be retried', async () => {
    const told = await tell({
      secrets: [dooray('old'), dooray('new')],
      answers: { [dooray('old')]: [410], [dooray('new')]: [503, 200] },
    });
    expect(told.posted).toEqual([dooray('old'), dooray('new'), dooray('new')]);
    expect(told.reports).toEqual([{ room: 'dooray', isTold: true, attempts: 3 }]);
  });

  test('may refuse only after it was retried', async () => {
    const told = await tell({
      secrets: [dooray('old'), dooray('new')],
      answers: { [dooray('old')]: [500, 404] },
    });
    expect(told.posted).toEqual([dooray('old'), dooray('old'), dooray('new')]);
    expect(told.reports).toEqual([{ room: 'dooray', isTold: true, attempts: 3 }]);
  });

  test('together with another: the secret is read again once for both', async () => {
    const told = await tell({
      secrets: [
        { dooray: dooray('old'), slack: slack('old') },
        { dooray: dooray('new'), slack: slack('new') },
      ],
      answers: { [dooray('old')]: [404], [slack('old')]: [410] },
      answerMs: 50,
    });
    expect(told.rereads).toBe(1);
    expect(told.posted.toSorted()).toEqual(
      [dooray('new'), dooray('old'), slack('new'), slack('old')].toSorted(),
    );
    expect(told.why).toBeUndefined();
  });

  test('may have been replaced by a room of the other kind, which gets its own payload', async () => {
    const told = await tell({
      secrets: [dooray('old'), slack('new')],
      answers: { [dooray('old')]: [404] },
    });
    expect(told.posted).toEqual([dooray('old'), slack('new')]);
    expect(JSON.parse(told.posts[1]?.json ?? '{}')).toMatchObject({ kind: 'slack' });
    expect(told.reports).toEqual([{ room: 'slack', isTold: true, attempts: 1 }]);
    expect(told.why).toBeUndefined();
  });

  test('and was removed from the secret is no failure while another room was told', async () => {
    const told = await tell({
      secrets: [{ dooray: dooray('old'), slack: slack('a') }, { slack: slack('a') }],
      answers: { [dooray('old')]: [404] },
    });
    expect(told.posted).toEqual([dooray('old'), slack('a')]);
    expect(told.reports).toEqual([{ room: 'slack', isTold: true, attempts: 1 }]);
    expect(told.why).toBeUndefined();
  });

  test('and was removed from a secret that now names no room is a failure', async () => {
    const told = await tell({ secrets: [dooray('old'), {}], answers: { [dooray('old')]: [404] } });
    expect(told.posted).toEqual([dooray('old')]);
    expect(told.why).toMatch(/webhook secret: expected /);
  });

  test('and was replaced by something that is no webhook is a failure', async () => {
    const told = await tell({
      secrets: [
        { dooray: dooray('old'), slack: slack('a') },
        { dooray: 'https://example.com/secret-token', slack: slack('a') },
      ],
      answers: { [dooray('old')]: [404] },
    });
    expect(told.posted).toEqual([dooray('old'), slack('a')]);
    expect(told.why).toMatch(/^webhook secret, key dooray: expected /);
  });

  test('when the secret cannot be read again is a failure, and the message says both', async () => {
    const told = await tell({
      secrets: [dooray('old'), new Error(`throttled while reading ${dooray('old')}`)],
      answers: { [dooray('old')]: [403] },
    });
    expect(told.posted).toEqual([dooray('old')]);
    expect(told.why).toBe(
      'Not told: dooray answered 403, and the secret could not be read again (1 attempt).',
    );
  });
});

describe('a room that accepted is never posted to again', () => {
  test('because another refuses', async () => {
    const told = await tell({
      secrets: [{ dooray: dooray('a'), slack: slack('b') }],
      answers: { [slack('b')]: [404] },
    });
    expect(told.posted).toEqual([dooray('a'), slack('b')]);
    expect(told.why).toBe('Not told: slack answered 404 (1 attempt).');
  });

  test('because another is retried', async () => {
    const told = await tell({
      secrets: [{ dooray: dooray('a'), slack: slack('b') }],
      answers: { [slack('b')]: [500, 502, 200] },
    });
    expect(told.posted.filter((url) => url === dooray('a'))).toHaveLength(1);
    expect(told.posted.filter((url) => url === slack('b'))).toHaveLength(3);
  });

  test('because its own webhook was rotated meanwhile', async () => {
    const told = await tell({
      secrets: [
        { dooray: dooray('a'), slack: slack('old') },
        { dooray: dooray('rotated'), slack: slack('new') },
      ],
      answers: { [slack('old')]: [404] },
    });
    expect(told.posted).toEqual([dooray('a'), slack('old'), slack('new')]);
  });

  test('because its own webhook was rotated while it was still being retried', async () => {
    const told = await tell({
      secrets: [
        { dooray: dooray('a'), slack: slack('old') },
        { dooray: dooray('rotated'), slack: slack('new') },
      ],
      answers: { [slack('old')]: [404], [dooray('a')]: [500, 200] },
    });
    expect(told.posted.filter((url) => url === dooray('a'))).toHaveLength(2);
    expect(told.posted).not.toContain(dooray('rotated'));
    expect(told.why).toBeUndefined();
  });

  test('because it is in the secret twice', async () => {
    const told = await tell({ secrets: [{ dooray: [dooray('a'), dooray('a')] }] });
    expect(told.posted).toEqual([dooray('a')]);
    expect(told.why).toBeUndefined();
  });

  test('because the refusing one before it was removed from the list and it moved up', async () => {
    const told = await tell({
      secrets: [{ dooray: [dooray('dead'), dooray('b')] }, { dooray: [dooray('b')] }],
      answers: { [dooray('dead')]: [404] },
    });
    expect(told.posted).toEqual([dooray('dead'), dooray('b')]);
    expect(told.why).toBeUndefined();
  });

  test('because another was put before it in the list and it moved down', async () => {
    const told = await tell({
      secrets: [{ dooray: [dooray('dead'), dooray('b')] }, { dooray: ['x', 'y', 'b'].map(dooray) }],
      answers: { [dooray('dead')]: [404] },
    });
    expect(told.posted.filter((url) => url === dooray('b'))).toHaveLength(1);
  });
});

describe('a room that is new in the secret', () => {
  test('gets the alert when the secret was read again', async () => {
    const told = await tell({
      secrets: [dooray('old'), { dooray: dooray('new'), slack: slack('added') }],
      answers: { [dooray('old')]: [404] },
    });
    expect(told.posted.toSorted()).toEqual(
      [dooray('old'), dooray('new'), slack('added')].toSorted(),
    );
    expect(told.reports).toEqual([
      { room: 'dooray', isTold: true, attempts: 2 },
      { room: 'slack', isTold: true, attempts: 1 },
    ]);
  });

  test('and refuses makes the invocation fail', async () => {
    const told = await tell({
      secrets: [dooray('old'), { dooray: dooray('new'), slack: slack('added') }],
      answers: { [dooray('old')]: [404], [slack('added')]: [404] },
    });
    expect(told.why).toBe('Not told: slack answered 404 (1 attempt).');
  });

  test('in the middle of the list gets it as well', async () => {
    const told = await tell({
      secrets: [{ dooray: [dooray('dead'), dooray('b')] }, { dooray: ['x', 'y', 'b'].map(dooray) }],
      answers: { [dooray('dead')]: [404] },
    });
    expect(told.posted).toContain(dooray('x'));
    expect(told.posted).toContain(dooray('y'));
  });
});

test('a room that was rotated while its old webhook fails gets the alert at the new one', async () => {
  const told = await tell({
    secrets: [
      { dooray: dooray('a'), slack: slack('old') },
      { dooray: dooray('rotated'), slack: slack('new') },
    ],
    answers: { [slack('old')]: [404], [dooray('a')]: [500] },
    budgetMs: 4_000,
  });
  expect(told.posted).toContain(dooray('rotated'));
  expect(told.why).toBeUndefined();
});

describe('a secret with a fault', () => {
  const faulty = { dooray: dooray('a'), slack: 'https://example.com/secret-token' };

  test('is read again before anything is posted, and the corrected room is told', async () => {
    const told = await tell({ secrets: [faulty, { dooray: dooray('a'), slack: slack('b') }] });
    expect(told.posted).toEqual([dooray('a'), slack('b')]);
    expect(told.rereads).toBe(1);
    expect(told.why).toBeUndefined();
  });

  test('that stays: the other rooms are told and the invocation fails', async () => {
    const told = await tell({ secrets: [faulty] });
    expect(told.posted).toEqual([dooray('a')]);
    expect(told.why).toMatch(/^webhook secret, key slack: expected /);
  });

  test('that cannot be read again: the other rooms are told and the invocation fails', async () => {
    const told = await tell({ secrets: [faulty, new Error('throttled')] });
    expect(told.posted).toEqual([dooray('a')]);
    expect(told.why).toMatch(/^webhook secret, key slack: expected /);
  });

  test('was read again already: when a room then refuses, it is not read a third time', async () => {
    const told = await tell({ secrets: [faulty], answers: { [dooray('a')]: [404] } });
    expect(told.rereads).toBe(1);
    expect(told.posted).toEqual([dooray('a')]);
  });
});

test('a secret that cannot be read at all fails with the reason, and nothing is posted', async () => {
  const result = tell({ secrets: [new Error('AccessDeniedException')] });
  await expect(result).rejects.toThrow('AccessDeniedException');
});

describe('a room that fails for now', () => {
  test.each([[500], [502], [503], [408], [429], [new NoResponseError('ECONNRESET')]])(
    '(%s) is retried, and the secret is left alone',
    async (trouble) => {
      const told = await tell({
        secrets: [dooray('a')],
        answers: { [dooray('a')]: [trouble, 200] },
      });
      expect(told.posted).toEqual([dooray('a'), dooray('a')]);
      expect(told.rereads).toBe(0);
      expect(told.reports).toEqual([{ room: 'dooray', isTold: true, attempts: 2 }]);
      expect(told.why).toBeUndefined();
    },
  );

  test('is retried after a random part of a delay that doubles up to 8 s', async () => {
    const told = await tell({
      secrets: [dooray('a')],
      answers: { [dooray('a')]: [500, 500, 500, 500, 500, 500, 200] },
    });
    expect(told.sleeps).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000]);
  });

  test('is given up once the next attempt would not fit, and the error says what it last answered', async () => {
    const told = await tell({
      secrets: [dooray('a')],
      answers: { [dooray('a')]: [500, 500, 502] },
      budgetMs: 3_000,
    });
    expect(told.posted).toHaveLength(3);
    expect(told.sleeps).toEqual([250, 500]);
    expect(told.why).toBe('Not told: dooray answered 502 (3 attempts).');
  });

  test('that never answers is given up before the invocation is over', async () => {
    const told = await tell({ secrets: [dooray('a')], answerMs: Number.POSITIVE_INFINITY });
    expect(told.elapsedMs).toBeLessThanOrEqual(30_000);
    expect(told.why).toBe('Not told: dooray gave no answer (TIMEOUT) (3 attempts).');
  });

  test('is posted to once when it is to be tried once, and another room is still retried', async () => {
    const told = await tell({
      secrets: [{ dooray: dooray('a'), slack: slack('b') }],
      answers: { [dooray('a')]: [500], [slack('b')]: [500, 500, 200] },
      triedOnce: ['dooray'],
    });
    expect(told.posted.filter((url) => url === dooray('a'))).toHaveLength(1);
    expect(told.reports).toEqual([
      { room: 'dooray', isTold: false, attempts: 1, reason: 'answered 500' },
      { room: 'slack', isTold: true, attempts: 3 },
    ]);
  });

  test('does not keep another room waiting', async () => {
    const told = await tell({
      secrets: [{ dooray: dooray('a'), slack: slack('b') }],
      answers: { [dooray('a')]: [500] },
    });
    expect(told.posts.find(({ url }) => url === slack('b'))?.atMs).toBe(0);
    expect(told.reports).toMatchObject([{ isTold: false }, { isTold: true }]);
  });
});

describe('Retry-After', () => {
  const busy = (seconds: number, status = 429): Partial<Answer> => ({
    status,
    retryAfter: String(seconds),
    body: '',
  });

  test.each([429, 503])('of a %i is waited for', async (status) => {
    const told = await tell({
      secrets: [slack('a')],
      answers: { [slack('a')]: [busy(7, status), 200] },
    });
    expect(told.sleeps).toEqual([7_000]);
    expect(told.why).toBeUndefined();
  });

  test('that does not fit the invocation is not waited for: the room is given up at once', async () => {
    const told = await tell({
      secrets: [slack('a')],
      answers: { [slack('a')]: [busy(60)] },
    });
    expect(told.posted).toHaveLength(1);
    expect(told.elapsedMs).toBe(0);
    expect(told.why).toBe('Not told: slack answered 429 (1 attempt).');
  });
});

describe('the time of an attempt', () => {
  test('is at most ten seconds', async () => {
    const { posts } = await tell({ secrets: [dooray('a')], budgetMs: 60_000 });
    expect(posts[0]?.timeoutMs).toBe(10_000);
  });

  test('is no more than what is left of the invocation', async () => {
    const { posts } = await tell({ secrets: [dooray('a')], budgetMs: 4_000 });
    expect(posts[0]?.timeoutMs).toBe(4_000);
  });

  test('is at least a second: a late attempt is better than none', async () => {
    const { posts } = await tell({ secrets: [dooray('a')], budgetMs: -5_000 });
    expect(posts[0]?.timeoutMs).toBe(1_000);
  });
});

test('a retry comes no sooner than a second after the post before it', async () => {
  const told = await tell({
    secrets: [dooray('a')],
    answers: { [dooray('a')]: [500, 500, 200] },
    random: 0,
    isPaced: true,
  });
  expect(told.posts.map(({ atMs }) => atMs)).toEqual([0, 1_100, 2_200]);
});

test('a bug of our own at one room does not lose the report of another', async () => {
  const told = await tell({
    secrets: [{ dooray: dooray('a'), slack: slack('b') }],
    answers: { [dooray('a')]: [new TypeError(`cannot post to ${dooray('a')}`)] },
    budgetMs: 2_000,
  });
  expect(told.reports).toMatchObject([
    { room: 'dooray', isTold: false },
    { room: 'slack', isTold: true },
  ]);
  expect(told.why).toBe('Not told: dooray gave no answer (our own fault) (2 attempts).');
});

describe('a room that has the alert from an earlier attempt', () => {
  test('is not posted to, while the others are', async () => {
    const told = await tell({
      secrets: [{ dooray: dooray('a'), slack: slack('b') }],
      alreadyTold: ['dooray'],
    });
    expect(told.posted).toEqual([slack('b')]);
    expect(told.reports).toEqual([{ room: 'slack', isTold: true, attempts: 1 }]);
  });

  test('is not posted to when its webhook was rotated since', async () => {
    const told = await tell({
      secrets: [
        { dooray: dooray('a'), slack: slack('old') },
        { dooray: dooray('rotated'), slack: slack('new') },
      ],
      answers: { [slack('old')]: [404] },
      alreadyTold: ['dooray'],
    });
    expect(told.posted).toEqual([slack('old'), slack('new')]);
  });

  test.each([
    ['removed', [dooray('b')]],
    ['put behind the other', [dooray('b'), dooray('a')]],
  ])(
    'and was %s in a list does not pass its place on: the room that moved up is told',
    async (_, after) => {
      const before = [dooray('a'), dooray('b')];
      const { accepted } = await tell({
        secrets: [{ dooray: before }],
        answers: { [dooray('b')]: [500] },
        budgetMs: 2_000,
      });
      const told = await tell({ secrets: [{ dooray: after }], alreadyTold: accepted });
      expect(told.posted).toEqual([dooray('b')]);
    },
  );

  test('leaves nothing to do when it is the only one', async () => {
    const told = await tell({ secrets: [dooray('a')], alreadyTold: ['dooray'] });
    expect(told.posted).toEqual([]);
    expect(told.why).toBeUndefined();
  });

  test('and was removed from the secret does not matter any more', async () => {
    const told = await tell({ secrets: [slack('b')], alreadyTold: ['dooray'] });
    expect(told.posted).toEqual([slack('b')]);
  });
});

test('no URL is in a report or an error, whatever happened', async () => {
  const token = 'Sup3r-s3cret';
  const urls = [dooray(token), `${dooray(token)}2`, slack(token), slack(`${token}2`)];
  const told = await tell({
    secrets: [
      { dooray: [urls[0], urls[1]], slack: [urls[2], `http://example.com/${token}`] },
      { dooray: [`${dooray(token)}3`, urls[1]], slack: urls[2], teams: urls[3] },
    ],
    answers: {
      [dooray(token)]: [404],
      [`${dooray(token)}3`]: [{ status: 403, body: `no such hook: ${token}` }],
      [`${dooray(token)}2`]: [new NoResponseError('ECONNREFUSED')],
      [slack(token)]: [{ status: 200, body: `{"header":{"isSuccessful":false},"url":"${token}"}` }],
    },
  });
  expect(told.why).toMatch(/^Not told: /);
  const said = JSON.stringify([told.reports, told.faults, told.why]);
  expect(said).not.toContain(token);
  expect(said).not.toMatch(/services|hook\.dooray\.com\/|example\.com/);
});

test("a room's own reason stands in the report and in the sentence, and the webhook does not", async () => {
  const told = await tell({
    secrets: [{ dooray: dooray('a'), slack: slack('Sup3r-s3cret') }],
    answers: {
      [dooray('a')]: [
        { body: '{"header":{"isSuccessful":false,"resultMessage":"text field is required."}}' },
      ],
      [slack('Sup3r-s3cret')]: [{ status: 404, body: 'no_service /services/T0/B0/Sup3r-s3cret' }],
    },
  });
  expect(told.reports).toMatchObject([
    { said: 'text field is required.' },
    { said: 'no_service …' },
  ]);
  expect(told.why).toBe(
    'Not told: dooray answered 200 but did not accept the message ("text field is required.", 1 attempt). ' +
      'Not told: slack answered 404 ("no_service …", 1 attempt).',
  );
});

test('a room that answers what it never said before is told once, and the report says so', async () => {
  const told = await tell({
    secrets: [{ dooray: dooray('a'), slack: slack('b') }],
    answers: { [dooray('a')]: [{ body: '<html>' }], [slack('b')]: [{ body: '' }] },
  });
  expect(told.posted).toHaveLength(2);
  expect(told.reports).toEqual([
    { room: 'dooray', isTold: true, attempts: 1, unclear: 'html' },
    { room: 'slack', isTold: true, attempts: 1, unclear: 'empty' },
  ]);
  expect(told.accepted).toEqual(['dooray', 'slack']);
  expect(told.why).toBeUndefined();
});

describe('the description of failures', () => {
  const told = { room: 'dooray', isTold: true, attempts: 1 };
  const untold = { room: 'slack', isTold: false, attempts: 2, reason: 'answered 500' };
  const fault = 'webhook secret: expected more.';

  test('is undefined when every room was told', () => {
    expect(describeFailures([told], [])).toBeUndefined();
  });

  test('names each room that was not told, and no other', () => {
    expect(describeFailures([told, untold, { ...untold, room: 'slack-2', attempts: 1 }], [])).toBe(
      'Not told: slack answered 500 (2 attempts). Not told: slack-2 answered 500 (1 attempt).',
    );
  });

  test('is the fault of the secret when all the rooms that could be tried were told', () => {
    expect(describeFailures([told], [fault])).toBe(fault);
  });

  test('has both when there are both', () => {
    expect(describeFailures([untold], [fault])).toBe(
      `Not told: slack answered 500 (2 attempts). ${fault}`,
    );
  });
});
