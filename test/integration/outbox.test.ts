import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../lib/messages/words-en.ts';
import { ko } from '../../lib/messages/words-ko.ts';
import { ok, type Post } from './support/chat-room.ts';
import { deliverBatch } from './support/event-source-mapping.ts';
import { delayMs, type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { readPost, sumOfCounts } from './support/read-post.ts';
import { rootCall } from './support/root-call.ts';
import type { RootUseEvent } from './support/root-use-event.ts';

let scene: OutboxScene;
beforeAll(async () => {
  scene = await startOutboxScene();
});
afterEach(() => scene.renew());
afterAll(() => scene.stop());

const idOf = ({ detail }: RootUseEvent): string => detail.eventID;
const headlines = (posts: readonly Post[]): string[] =>
  posts.map((post) => readPost(post).headline).sort();
const countsOf = (posts: readonly Post[], label = ko.label.events): number =>
  posts.reduce((sum, post) => sum + sumOfCounts(readPost(post).facts.get(label)), 0);

/** A room that refuses, for good or not, what says `word`, and takes the rest. */
function refusing(code: number, word: string): void {
  scene.room.willAnswer((response) => {
    const says = scene.room.posts.at(-1)?.rawBody.includes(word);
    response.writeHead(says ? code : 200).end();
  });
}

describe('what rootEvent has told', () => {
  test('is done: nothing is posted, its message is deleted, and it costs one write to the ledger', async () => {
    const [rootEvent, outbox] = [await scene.start('rootEvent'), await scene.start('outbox')];
    const event = rootCall('CreateUser');
    await scene.put(event);
    expect(await rootEvent.invoke(event)).toEqual({ ok: true, result: null });
    const [posts, writes] = [scene.room.posts.length, scene.dynamoDb.count('UpdateItem')];

    const { kept } = await scene.nextRound(outbox, delayMs);

    expect(kept).toHaveLength(0);
    expect(posts).toBe(2);
    expect(scene.room.posts).toHaveLength(posts);
    expect(scene.dynamoDb.count('UpdateItem')).toBe(writes + 1);
    expect(await scene.outbox.content()).toEqual({ ready: [], delayed: [], inFlight: [] });
  });

  test('and what it left to the digest is told, and nothing else', async () => {
    const [rootEvent, outbox] = [await scene.start('rootEvent'), await scene.start('outbox')];
    scene.fillSecret('dooray');
    const events = [
      rootCall('CreateUser'),
      ...Array.from({ length: 3 }, () => rootCall('ListUsers', { readOnly: true })),
    ];
    await scene.put(...events);
    for (const event of events) await rootEvent.invoke(event);
    expect(scene.room.posts).toHaveLength(1);

    await scene.nextRound(outbox, delayMs);

    const [, digest] = scene.room.posts.map(readPost);
    expect(scene.room.posts).toHaveLength(2);
    expect(digest?.count).toBe(3);
    expect(digest?.facts.get(ko.label.events)).toBe('ListUsers 3건');
  });

  test('a use that was told from the outbox is a duplicate to a rootEvent that comes after', async () => {
    const [rootEvent, outbox] = [await scene.start('rootEvent'), await scene.start('outbox')];
    const event = rootCall('CreateUser');
    await scene.put(event);
    await scene.nextRound(outbox, delayMs);

    expect(await rootEvent.invoke(event)).toEqual({ ok: true, result: null });

    expect(scene.room.posts).toHaveLength(2);
    expect(rootEvent.log()).toContain('"outcome":"duplicate"');
  });
});

describe('a leftover that is alone', () => {
  test.each([
    ['ko', ko],
    ['en', en],
  ])('reads in %s like the alert it is, and says how late it comes', async (LOCALE, words) => {
    const env = { LOCALE };
    const [late, by] = [words.late, words.duration(7 * 60)];
    const [rootEvent, outbox] = [
      await scene.start('rootEvent', { env }),
      await scene.start('outbox', { env }),
    ];
    const record = { errorCode: 'AccessDenied', errorMessage: 'User is not authorized' };
    const [inTime, leftOver] = [rootCall('StopLogging', record), rootCall('StopLogging', record)];
    await rootEvent.invoke(inTime);
    await scene.put(leftOver);
    await scene.nextRound(outbox, 7 * 60_000);

    const alerts = scene.room.posts.filter(({ rawBody }) => rawBody.includes(idOf(inTime)));
    const lateOnes = scene.room.posts.filter(({ rawBody }) => rawBody.includes(idOf(leftOver)));
    expect(alerts).toHaveLength(2);
    expect(lateOnes).toHaveLength(2);
    for (const token of ['dooray', 'slack']) {
      const [alert, leftover] = [alerts, lateOnes].map((posts) => {
        const post = posts.find((it) => it.token === token);
        if (post === undefined) throw new Error(`${token} was not told`);
        return readPost(post);
      });
      expect(leftover).toEqual({
        ...alert,
        summary: `${late} (${by}) · ${alert?.summary}`,
        body: alert?.body.replace(idOf(inTime), idOf(leftOver)),
        facts: expect.any(Map),
        details: expect.arrayContaining([words.after(7 * 60)]),
        link: alert?.link?.replace(idOf(inTime), idOf(leftOver)),
      });
      expect(leftover?.link).toContain('StopLogging (IAM)');
    }
  });
});

describe('many leftovers', () => {
  const session = (accessKeyId: string, accountId = '111122223333') => ({
    userIdentity: { type: 'Root', accountId, arn: `arn:aws:iam::${accountId}:root`, accessKeyId },
  });

  test('are told by account, key and address, each of them counted once in every line', async () => {
    scene.fillSecret('dooray');
    const outbox = await scene.start('outbox');
    const uses = [
      ...Array.from({ length: 5 }, () => rootCall('CreateUser', session('ASIA1111111111111111'))),
      rootCall('RunInstances', { ...session('ASIA1111111111111111'), awsRegion: 'us-west-2' }),
      rootCall('DeleteTrail', {
        ...session('ASIA1111111111111111'),
        eventSource: 'cloudtrail.amazonaws.com',
        errorCode: 'AccessDenied',
      }),
      ...Array.from({ length: 2 }, () =>
        rootCall('GetObject', { ...session('ASIA2222222222222222'), readOnly: true }),
      ),
      ...Array.from({ length: 3 }, () =>
        rootCall('CreateUser', {
          ...session('ASIA1111111111111111'),
          sourceIPAddress: '198.51.100.7',
        }),
      ),
      ...Array.from({ length: 4 }, () =>
        rootCall('CreateUser', session('ASIA1111111111111111', '444455556666')),
      ),
    ];
    await scene.put(...uses);

    await scene.nextRound(outbox, delayMs);

    const posts = scene.room.posts.map(readPost);
    expect(posts.map(({ count }) => count)).toEqual([7, 2, 3, 4]);
    expect(posts.map(({ summary }) => summary.split(' · ')[0])).toEqual([
      '111122223333',
      '111122223333',
      '111122223333',
      '444455556666',
    ]);
    const [first] = posts;
    expect(first?.facts.get(ko.label.events)).toBe(
      'CreateUser 5건, RunInstances 1건, DeleteTrail 1건',
    );
    expect(first?.details).toContain('us-east-1 (버지니아) 6건, us-west-2 (오레곤) 1건');
    expect(first?.facts.get(ko.label.errors)).toBe('AccessDenied 1건');
    expect(first?.summary).toContain(' · 203.0.113.24 · ');
    expect(first?.headline).toBe(
      `[${ko.severity.critical}] AWS root 계정이 IAM 사용자를 생성했습니다 (${ko.digestOthers(6, ['DeleteTrail', ko.failure.denied.short])})`,
    );
    expect(countsOf(scene.room.posts)).toBe(uses.length);
  });

  test('by an attacker with hundreds of addresses are still a few messages', async () => {
    scene.fillSecret('dooray');
    // A busy machine has more time than Lambda gives, or some of them would be left to the next round.
    const outbox = await scene.start('outbox', { timeoutMs: 180_000 });
    await scene.put(
      ...Array.from({ length: 300 }, (_, index) =>
        rootCall('CreateUser', {
          sourceIPAddress: `203.0.113.${index % 256}`,
          awsRegion: `eu-west-${index % 3}`,
        }),
      ),
    );

    await scene.nextRound(outbox, delayMs);

    expect(scene.room.posts).toHaveLength(1);
    expect(countsOf(scene.room.posts)).toBe(300);
    expect(countsOf(scene.room.posts, ko.label.sourceIp)).toBe(300);
    const regions = readPost(scene.room.posts[0] as Post).details.find((it) => /^eu-west/.test(it));
    expect(sumOfCounts(regions)).toBe(300);
  });

  test('of a drill are never counted with the real thing, and say so first', async () => {
    scene.fillSecret('dooray');
    const outbox = await scene.start('outbox');
    const drill = { isDrill: true };
    await scene.put(
      rootCall('CreateUser', drill),
      rootCall('CreateUser'),
      rootCall('CreateUser', drill),
      rootCall('CreateUser'),
      rootCall('CreateUser', drill),
    );

    await scene.nextRound(outbox, delayMs);

    expect(headlines(scene.room.posts)).toEqual([
      `[${ko.severity.high}] AWS root 계정이 IAM 사용자를 생성했습니다 (${ko.digestOthers(1)})`,
      `[${ko.drill}] AWS root 계정이 IAM 사용자를 생성했습니다 (${ko.digestOthers(2)}, ${ko.wouldBe('high')})`,
    ]);
  });

  test('an event that comes twice is told once, and both of its messages are deleted', async () => {
    const outbox = await scene.start('outbox');
    const event = rootCall('CreateUser');
    await scene.put(event, event);

    const { deleted } = await scene.nextRound(outbox, delayMs);

    expect(deleted).toHaveLength(2);
    expect(scene.room.posts.map(({ token }) => token).sort()).toEqual(['dooray', 'slack']);
    expect(readPost(scene.room.posts[0] as Post).headline).toBe(
      `[${ko.severity.high}] AWS root 계정이 IAM 사용자를 생성했습니다`,
    );
  });
});

describe('only what was not told is kept', () => {
  test('where one room took it and the other did not, the next round goes to the other alone', async () => {
    const outbox = await scene.start('outbox');
    const events = [rootCall('CreateUser'), rootCall('CreateRole')];
    await scene.put(...events);
    scene.room.at('slack').willAnswer((response) => {
      // There is no time for another attempt.
      scene.clock.jump(60_000);
      response.writeHead(500).end();
    });

    const first = await scene.nextRound(outbox, delayMs);

    expect(first.kept).toHaveLength(2);
    expect(scene.lines(outbox).at(-1)?.reasons).toEqual([
      expect.stringMatching(/^Not told: slack answered 500 \(\d attempts?\)\.$/),
    ]);
    for (const event of events) {
      const row = (await scene.ledgerRows()).get(idOf(event));
      expect(row).toMatchObject({ told: new Set(['dooray']) });
      expect(row).not.toHaveProperty('toldAt');
    }

    scene.room.at('slack').willAnswer(ok());
    const [dooray, slack] = [
      scene.room.at('dooray').posts.length,
      scene.room.at('slack').posts.length,
    ];
    const late = rootCall('CreateGroup');
    await scene.put(late);
    const second = await scene.nextRound(outbox);

    expect(second.kept).toHaveLength(0);
    const toDooray = scene.room.at('dooray').posts.slice(dooray).map(readPost);
    const toSlack = scene.room.at('slack').posts.slice(slack).map(readPost);
    expect(toDooray.map(({ facts }) => facts.get(ko.label.eventId))).toEqual([idOf(late)]);
    expect(toSlack.map(({ details }) => details[0]).sort()).toEqual([
      idOf(late),
      '이벤트 CreateUser 1건, CreateRole 1건',
    ]);
    for (const row of (await scene.ledgerRows()).values()) {
      expect(row).toMatchObject({ told: new Set(['dooray', 'slack']), toldAt: expect.any(Number) });
    }
  });

  test('where one digest is refused, the others of the batch are told and deleted', async () => {
    scene.fillSecret('dooray');
    const outbox = await scene.start('outbox');
    const refused = rootCall('CreateRole', { sourceIPAddress: '198.51.100.66' });
    const others = [rootCall('CreateUser'), rootCall('CreateUser')];
    await scene.put(others[0], refused, others[1]);
    refusing(400, '198.51.100.66');

    const { kept } = await scene.nextRound(outbox, delayMs);

    expect(kept.map(({ body }) => JSON.parse(body))).toEqual([refused]);
    expect(scene.lines(outbox)).toMatchObject([{ told: 2, digests: 1, kept: 1 }]);
  });

  test('an activity that no room takes keeps back nobody, of its own session and address either', async () => {
    scene.fillSecret('dooray');
    const outbox = await scene.start('outbox');
    const poison = rootCall('CreateRole');
    const others = Array.from({ length: 7 }, () => rootCall('CreateUser'));
    await scene.put(...others.slice(0, 5), poison, ...others.slice(5));
    refusing(400, 'CreateRole');

    const { kept } = await scene.nextRound(outbox, delayMs);

    expect(kept.map(({ body }) => JSON.parse(body))).toEqual([poison]);
    expect(scene.lines(outbox)).toMatchObject([{ told: 7, kept: 1 }]);
  });

  test('while another invocation is telling it, it is kept and not told twice', async () => {
    const [one, other] = [await scene.start('outbox'), await scene.start('outbox')];
    scene.fillSecret('dooray');
    const event = rootCall('CreateUser');
    await scene.put(event, event);
    scene.clock.jump(delayMs);
    const answers: (() => void)[] = [];
    scene.room.willAnswer((response) => {
      answers.push(() => response.end());
    });

    const first = deliverBatch(scene.outbox, one, 1);
    await expect.poll(() => answers.length, { timeout: 10_000 }).toBe(1);
    const second = await deliverBatch(scene.outbox, other, 1);
    answers[0]?.();

    expect(second?.kept).toHaveLength(1);
    expect(scene.lines(other)[0]?.reasons).toEqual(['Another invocation is telling it.']);
    expect((await first)?.kept).toHaveLength(0);
    expect((await scene.nextRound(other)).kept).toHaveLength(0);
    expect(scene.room.posts).toHaveLength(1);
  });
});

describe('what cannot be read', () => {
  test('is announced, and the rest of its batch is told and deleted', async () => {
    scene.fillSecret('dooray');
    const outbox = await scene.start('outbox');
    await scene.put(rootCall('CreateUser'), 'no JSON at all {', '""', '[]', rootCall('CreateUser'));

    const { kept } = await scene.nextRound(outbox, delayMs);

    expect(kept).toHaveLength(0);
    expect(scene.room.posts.reduce((sum, post) => sum + readPost(post).count, 0)).toBe(5);
    expect(headlines(scene.room.posts)).toContain(
      `[${ko.severity.high}] ${ko.digestOfUnreadable(3)}`,
    );

    // Nor does what SQS says of a message, should it ever be missing.
    const bare = [{ messageId: 'a', body: JSON.stringify(rootCall('StopLogging')) }];
    expect(await outbox.invoke({ Records: bare })).toEqual({
      ok: true,
      result: { batchItemFailures: [] },
    });
    expect(scene.room.posts.at(-1)?.rawBody).toContain('StopLogging');
  });
});

describe('while the ledger is down', () => {
  test('what is younger than a quarter of an hour waits for it, and what is older is told', async () => {
    const outbox = await scene.start('outbox');
    const old = [rootCall('CreateUser'), rootCall('CreateUser')];
    await scene.put(...old);
    await scene.dynamoDb.stop();

    for (const afterMs of [delayMs, undefined]) {
      const { kept } = await scene.nextRound(outbox, afterMs);
      expect(kept).toHaveLength(2);
      expect(scene.lines(outbox).at(-1)?.reasons).toEqual(['The ledger does not answer.']);
    }
    expect(scene.room.posts).toEqual([]);
    const young = rootCall('CreateRole');
    await scene.put(young);
    const { deleted, kept } = await scene.nextRound(outbox);

    expect(deleted.map(({ body }) => JSON.parse(body))).toEqual(old);
    expect(kept.map(({ body }) => JSON.parse(body))).toEqual([young]);
    expect(scene.room.posts.map(({ token }) => token).sort()).toEqual(['dooray', 'slack']);
    expect(countsOf(scene.room.at('dooray').posts)).toBe(2);
  });

  test('and up again, what waited is asked for: told is done', async () => {
    const [rootEvent, outbox] = [await scene.start('rootEvent'), await scene.start('outbox')];
    const event = rootCall('CreateUser');
    await scene.put(event);
    await rootEvent.invoke(event);
    await scene.dynamoDb.stop();
    expect((await scene.nextRound(outbox, delayMs)).kept).toHaveLength(1);

    await scene.dynamoDb.start();

    expect((await scene.nextRound(outbox)).kept).toHaveLength(0);
    expect(scene.room.posts).toHaveLength(2);
  });
});
