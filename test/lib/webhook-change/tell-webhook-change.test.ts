import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SecretVersion } from '../../../lib/aws/secret-version.ts';
import { readConfig } from '../../../lib/config.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { roomKinds } from '../../../lib/rooms/room-kinds.ts';
import { tellWebhookChange } from '../../../lib/webhook-change/tell-webhook-change.ts';
import { createFakeClock } from '../fake-clock.ts';
import { sampleDestination } from '../room-payload.ts';
import { loopbackWebhook } from '../rooms/loopback-webhook.ts';

const secretId = 'root-alert/prod/webhook';
const quarterMs = 15 * 60_000;
const writerArn = 'arn:aws:iam::111122223333:user/kim';

/** A webhook secret with its two versions, and everything that hears of a change. */
function startScene(locale: 'ko' | 'en' = 'en') {
  const clock = createFakeClock(Date.parse('2026-11-26T03:00:00Z'));
  const ledger = createMemoryLedger(clock);
  const mails: { subject: string; text: string }[] = [];
  const notes: string[] = [];
  const history: Record<string, unknown>[] = [];
  const secret: { current?: SecretVersion; previous?: SecretVersion } = {};
  const world = { mayMail: (): void => {}, mayLookUp: (): void => {} };
  const config = readConfig({
    WEBHOOK_SECRET_ID: secretId,
    LEDGER_TABLE: 'root-alert-ledger-prod',
    LOCALE: locale,
  });
  const run = (isFirstRun = false) =>
    tellWebhookChange({
      isFirstRun,
      delivery: { config, ledger, clock },
      aws: {
        async events(_, { value, fromMs, untilMs }) {
          world.mayLookUp();
          const records = history.filter(({ eventName, eventTime }) => {
            const atMs = Date.parse(String(eventTime));
            return eventName === value && atMs >= fromMs && atMs <= untilMs;
          });
          return { records, nextToken: undefined };
        },
        async publish(_, subject, text) {
          world.mayMail();
          mails.push({ subject, text });
        },
      },
      readVersion: async (of) => (of === 'AWSCURRENT' ? secret.current : secret.previous),
      names: {
        stage: 'prod',
        accountId: '111122223333',
        homeRegion: 'ap-northeast-2',
        opsTopicArn: 'arn:aws:sns:ap-northeast-2:111122223333:root-alert-ops-prod',
      },
      note: (failure) => notes.push(failure),
    });
  return {
    clock,
    ledger,
    mails,
    notes,
    world,
    /** Puts a value in, as PutSecretValue does. */
    put(value: unknown) {
      if (secret.current !== undefined) secret.previous = secret.current;
      secret.current = {
        text: typeof value === 'string' ? value : JSON.stringify(value),
        versionId: randomUUID(),
        createdAtMs: clock.now(),
      };
    },
    /** Lets CloudTrail know of a call. */
    record(changes: Record<string, unknown> = {}) {
      history.push({
        eventName: 'PutSecretValue',
        eventTime: new Date(clock.now()).toISOString(),
        requestParameters: { secretId },
        userIdentity: { arn: writerArn },
        sourceIPAddress: '203.0.113.24',
        userAgent: 'aws-cli/2.36.4',
        ...changes,
      });
    },
    run,
    /** The next run of the schedule. */
    async nextRun() {
      clock.advance(quarterMs);
      return run();
    },
  };
}

const textOf = (posts: readonly unknown[]): string => JSON.stringify(posts);

describe('a rotation by its owner', () => {
  test.each(['ko', 'en'] as const)(
    'costs the old room one quiet line, and one mail that says who it was (%s)',
    async (locale) => {
      const [old, fresh] = [await loopbackWebhook(), await loopbackWebhook()];
      const { put, run, nextRun, record, mails } = startScene(locale);
      put({ dooray: old.url });
      expect(await run()).toMatchObject([{ name: 'dooray', kind: 'dooray' }]);
      put({ dooray: fresh.url });
      record();
      for (let runs = 0; runs < 6; runs += 1) await nextRun();

      expect(old.posts).toHaveLength(1);
      expect(textOf(old.posts)).toContain(
        locale === 'ko' ? '이 웹훅을 더 이상 사용하지 않습니다' : 'no longer uses this webhook',
      );
      expect(textOf(old.posts)).toContain(writerArn);
      expect(fresh.posts).toEqual([]);
      expect(mails).toHaveLength(1);
      expect(mails[0]?.subject).toBe('root-alert prod: the webhook secret was changed');
      expect(mails[0]?.text).toContain(`${writerArn} · PutSecretValue`);
      expect(mails[0]?.text).toContain('203.0.113.24');
      expect(mails[0]?.text).toMatch(/: dooray/);
    },
  );

  test('tells nothing of a room that stays, of the order of a list, or of the same value again', async () => {
    const rooms = [await loopbackWebhook(), await loopbackWebhook()];
    const [a, b] = rooms.map(({ url }) => url);
    const { put, run, nextRun, mails } = startScene();
    put({ dooray: [a, b] });
    await run();
    put({ dooray: [b, a] });
    await nextRun();
    put({ dooray: [b, a], heartbeat: 'https://hc-ping.com/x' });
    await nextRun();
    expect(rooms.flatMap(({ posts }) => posts)).toEqual([]);
    expect(mails).toEqual([]);
  });

  test('that gives a Dooray room a token, or leads its threads elsewhere, is mailed, and the room is not told that it is gone', async () => {
    const room = await loopbackWebhook();
    const { put, run, nextRun, mails } = startScene();
    const entry = { kind: 'dooray', url: room.url };
    const key = 'sample:token-of-a-service-account';
    put({ dooray: room.url });
    await run();
    for (const chatId of ['3098765432109876543', '3012345678901234567']) {
      put({ rooms: [{ ...entry, key, chatId }] });
      await nextRun();
    }
    put({ rooms: [entry] });
    await nextRun();
    expect(room.posts).toEqual([]);
    expect(mails).toHaveLength(3);
  });

  test('that only adds a room is mailed', async () => {
    const [a, b] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun, mails } = startScene();
    put({ dooray: a.url });
    await run();
    put({ dooray: [a.url, b.url] });
    await nextRun();
    await nextRun();
    expect([a.posts, b.posts]).toEqual([[], []]);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('2 rooms');
  });

  test('tells of two that leave only the one that does', async () => {
    const [a, b] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun } = startScene();
    put({ dooray: a.url, slack: b.url });
    await run();
    put({ dooray: a.url });
    await nextRun();
    expect([a.posts.length, b.posts.length]).toEqual([0, 1]);
  });
});

describe.each(roomKinds)('a %s room of the list', (kind) => {
  test('that is no longer there is told so by its old webhook', async () => {
    const [old, fresh] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun, mails } = startScene();
    const { url: _, ...others } = sampleDestination(kind);
    put({ rooms: [{ kind, ...others, url: old.url, severities: ['critical'], drills: false }] });
    await run();
    put({ rooms: [{ kind, ...others, url: fresh.url }] });
    for (let runs = 0; runs < 3; runs += 1) await nextRun();
    expect([old.posts.length, fresh.posts.length]).toEqual([1, 0]);
    expect(textOf(old.posts)).toContain('no longer uses this webhook');
    expect(mails).toHaveLength(1);
  });
});

test('conditions that are narrowed are mailed, and the room, which is still there, is not told that it is gone', async () => {
  const [a, b] = [await loopbackWebhook(), await loopbackWebhook()];
  const { put, run, nextRun, mails } = startScene();
  const entry = { kind: 'slack', url: a.url };
  put({ dooray: b.url, rooms: [entry] });
  await run();
  put({ dooray: b.url, rooms: [{ ...entry, severities: ['low'] }] });
  await nextRun();
  await nextRun();
  expect([a.posts, b.posts]).toEqual([[], []]);
  expect(mails).toHaveLength(1);
  put({ dooray: b.url, rooms: [entry] });
  await nextRun();
  expect(mails).toHaveLength(2);
  expect(mails[1]?.text).not.toContain('cannot be told');
});

describe('nothing is said', () => {
  test('of the first value, nor of a secret that has none yet', async () => {
    const room = await loopbackWebhook();
    const { put, run, nextRun, mails } = startScene();
    expect(await run()).toBeUndefined();
    put({ dooray: room.url });
    await nextRun();
    await nextRun();
    expect([room.posts, mails]).toEqual([[], []]);
  });
});

test('nothing is said of what was put in before the first run, and all of what comes after it', async () => {
  const rooms = [await loopbackWebhook(), await loopbackWebhook(), await loopbackWebhook()];
  const { put, run, nextRun, mails } = startScene();
  for (const { url } of rooms.slice(0, 2)) put({ dooray: url });
  await run(true);
  await nextRun();
  expect([rooms.flatMap(({ posts }) => posts), mails]).toEqual([[], []]);
  put({ dooray: rooms[2]?.url });
  await nextRun();
  expect(rooms.map(({ posts }) => posts.length)).toEqual([0, 1, 0]);
});

describe('whoever takes the webhook over', () => {
  test('with a value that is no webhook is told of in the old room all the same', async () => {
    const room = await loopbackWebhook();
    const { put, run, nextRun, mails } = startScene();
    put({ dooray: room.url });
    await run();
    put('x');
    await nextRun();
    expect(room.posts).toHaveLength(1);
    expect(mails[0]?.text).toContain('0 rooms');
  });

  test('by two changes within one interval is mailed, since the old room cannot be reached any more', async () => {
    const [room, theirs, thirds] = [
      await loopbackWebhook(),
      await loopbackWebhook(),
      await loopbackWebhook(),
    ];
    const { put, run, nextRun, record, mails } = startScene();
    put({ dooray: room.url });
    await run();
    put({ dooray: theirs.url });
    record({ userIdentity: { arn: 'arn:aws:iam::111122223333:user/first' } });
    put({ dooray: thirds.url });
    await nextRun();
    // Nobody else's room is posted to, whatever the secret held in between.
    expect([room.posts, theirs.posts, thirds.posts]).toEqual([[], [], []]);
    expect(mails[0]?.text).toMatch(/changed more than once since, so 1 that got alerts before/);
    expect(mails[0]?.text).toContain('user/first');
  });

  test('and puts it back within one interval is mailed', async () => {
    const [room, theirs] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun, mails } = startScene();
    put({ dooray: room.url });
    await run();
    put({ dooray: theirs.url });
    put({ dooray: room.url });
    await nextRun();
    await nextRun();
    expect(mails).toHaveLength(1);
    expect([room.posts, theirs.posts]).toEqual([[], []]);
  });

  test.each([
    ['deletes the row', undefined],
    ['spoils the row', '{"rooms":7}'],
    [
      'dates the row into the future',
      JSON.stringify({
        rooms: [],
        open: {
          id: 'x',
          noticedAtMs: Date.parse('2036-01-01'),
          sinceMs: 0,
          untold: [],
          isMailed: true,
          isWhoOpen: false,
          runs: 0,
        },
      }),
    ],
  ])('and %s of what was seen last is told of all the same', async (_, text) => {
    const [room, theirs] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun, mails, ledger } = startScene();
    put({ dooray: room.url });
    await run();
    put({ dooray: theirs.url });
    await ledger.keepState('webhook-rooms', text ?? '');
    await nextRun();
    expect([room.posts.length, theirs.posts.length, mails.length]).toEqual([1, 0, 1]);
  });

  test('writes nothing into room or mail that means something there', async () => {
    const [room, theirs] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun, record, mails } = startScene();
    put({ dooray: room.url });
    await run();
    put({ dooray: theirs.url });
    record({ userIdentity: { arn: '<!channel> https://evil.example\nAll is well' } });
    await nextRun();
    for (const said of [textOf(room.posts), mails[0]?.text ?? '']) {
      expect(said).toContain('＜!channel＞ https：／／evil․example All is well');
    }
  });
});

describe('who it was', () => {
  test('follows by a second mail once CloudTrail has it, and by no third', async () => {
    const [old, fresh] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun, record, mails } = startScene();
    put({ dooray: old.url });
    await run();
    record({ userIdentity: { arn: 'arn:aws:iam::111122223333:user/earlier' } });
    await nextRun();
    put({ dooray: fresh.url });
    const late = () => record();
    await nextRun();
    late();
    for (let runs = 0; runs < 5; runs += 1) await nextRun();
    expect(mails.map(({ subject }) => subject)).toEqual([
      'root-alert prod: the webhook secret was changed',
      'root-alert prod: the webhook secret was changed (who)',
    ]);
    expect(mails[0]?.text).not.toContain('user/');
    expect(mails[1]?.text).toContain(writerArn);
    expect(old.posts).toHaveLength(1);
  });

  test('is not asked for longer than an hour', async () => {
    const [old, fresh] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun, mails, world } = startScene();
    put({ dooray: old.url });
    await run();
    put({ dooray: fresh.url });
    let asked = 0;
    world.mayLookUp = () => {
      asked += 1;
    };
    for (let runs = 0; runs < 10; runs += 1) await nextRun();
    expect(asked).toBe(4 * 3);
    expect(mails).toHaveLength(1);
  });

  test.each([
    ['of another secret', { requestParameters: { secretId: 'root-alert/prod/webhook2' } }],
    ['that was refused', { errorCode: 'AccessDenied' }],
    ['that only read', { eventName: 'GetSecretValue' }],
  ])('is nobody %s', async (_, changes) => {
    const [old, fresh] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun, record, mails } = startScene();
    put({ dooray: old.url });
    await run();
    put({ dooray: fresh.url });
    record(changes);
    await nextRun();
    expect(mails[0]?.text).not.toContain(writerArn);
  });

  test.each([
    `arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:${secretId}-AbCdEf`,
    `arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:${secretId}`,
    secretId,
  ])('is found where the call named the secret %s', async (named) => {
    const [old, fresh] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun, record, mails } = startScene();
    put({ dooray: old.url });
    await run();
    put({ dooray: fresh.url });
    record({ requestParameters: { secretId: named } });
    await nextRun();
    expect(mails[0]?.text).toContain(writerArn);
  });

  test('keeps nobody from hearing that it was, when CloudTrail refuses', async () => {
    const [old, fresh] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun, mails, notes, world } = startScene();
    put({ dooray: old.url });
    await run();
    put({ dooray: fresh.url });
    world.mayLookUp = () => {
      throw new DOMException('', 'ThrottlingException');
    };
    await nextRun();
    expect([old.posts.length, mails.length]).toEqual([1, 1]);
    expect(notes).toEqual(['who changed the webhook secret: ThrottlingException']);
  });
});

describe('an old room', () => {
  test('that is down is tried again, for a day at most, and the mail says so once', async () => {
    const [old, fresh] = [await loopbackWebhook(503), await loopbackWebhook()];
    const { put, run, nextRun, mails } = startScene();
    put({ dooray: old.url });
    await run();
    put({ dooray: fresh.url });
    for (let runs = 0; runs < 120; runs += 1) await nextRun();
    expect(old.posts).toHaveLength(96);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('Not told: dooray answered 503');
  });

  test('that comes back is told once', async () => {
    const [old, fresh] = [await loopbackWebhook(503), await loopbackWebhook()];
    const { put, run, nextRun } = startScene();
    put({ dooray: old.url });
    await run();
    put({ dooray: fresh.url });
    await nextRun();
    const before = old.posts.length;
    old.answers(200);
    for (let runs = 0; runs < 5; runs += 1) await nextRun();
    expect(old.posts).toHaveLength(before + 1);
  });

  test('that refuses for good, since its owner deleted the webhook, is not tried again', async () => {
    const [old, fresh] = [await loopbackWebhook(404), await loopbackWebhook()];
    const { put, run, nextRun, mails } = startScene();
    put({ dooray: old.url });
    await run();
    put({ dooray: fresh.url });
    for (let runs = 0; runs < 6; runs += 1) await nextRun();
    expect(old.posts).toHaveLength(1);
    expect(mails[0]?.text).toContain('Not told: dooray answered 404');
  });

  test('is told once also when the mail fails, which is tried again', async () => {
    const [old, fresh] = [await loopbackWebhook(), await loopbackWebhook()];
    const { put, run, nextRun, mails, world } = startScene();
    put({ dooray: old.url });
    await run();
    put({ dooray: fresh.url });
    world.mayMail = () => {
      throw new DOMException('', 'KMSDisabledException');
    };
    await expect(nextRun()).rejects.toThrow();
    await expect(nextRun()).rejects.toThrow();
    world.mayMail = () => {};
    for (let runs = 0; runs < 6; runs += 1) await nextRun();
    expect([old.posts.length, mails.length]).toEqual([1, 1]);
  });

  test('that is put back before it heard of it hears nothing', async () => {
    const [old, fresh] = [await loopbackWebhook(503), await loopbackWebhook()];
    const { put, run, nextRun, mails } = startScene();
    put({ dooray: old.url });
    await run();
    put({ dooray: fresh.url });
    await nextRun();
    const before = old.posts.length;
    put({ dooray: old.url });
    old.answers(200);
    for (let runs = 0; runs < 6; runs += 1) await nextRun();
    expect(old.posts).toHaveLength(before);
    // It is the other room that left this time.
    expect(fresh.posts).toHaveLength(1);
    expect(mails).toHaveLength(2);
  });
});

test('neither a webhook nor a part of it is in the row, in a mail or in a note', async () => {
  const [old, fresh] = [await loopbackWebhook(404), await loopbackWebhook()];
  const { put, run, nextRun, mails, notes, ledger } = startScene();
  put({ dooray: old.url });
  await run();
  put({ dooray: fresh.url });
  await nextRun();
  const written = JSON.stringify([mails, notes, await ledger.state('webhook-rooms')]);
  expect(written).not.toMatch(/secret-token|127\.0\.0\.1/);
});
