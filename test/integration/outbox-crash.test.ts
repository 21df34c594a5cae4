import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hang, ok } from './support/chat-room.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { delayMs, type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { readPost } from './support/read-post.ts';
import { rootCall } from './support/root-call.ts';

let scene: OutboxScene;
beforeAll(async () => {
  scene = await startOutboxScene();
});
beforeEach(() => scene.fillSecret('dooray'));
afterEach(() => scene.renew());
afterAll(() => scene.stop());

const answered = (id: string): number =>
  scene.room.posts.filter(({ rawBody }) => rawBody.includes(id)).length;

describe('a crash of rootEvent is made good by the outbox', () => {
  /** How far rootEvent had come, how to hold it there, how often the room has it then and in the end. */
  const points: readonly (readonly [
    at: string,
    hold: () => void,
    isThere: () => boolean,
    before: number,
    after: number,
  ])[] = [
    ['while it starts', () => scene.secrets.slow(10_000), () => scene.secrets.count() === 1, 0, 1],
    [
      'before its claim arrives',
      () => scene.dynamoDb.slow(10_000),
      () => scene.dynamoDb.count() === 1,
      0,
      1,
    ],
    [
      'after its claim, before it counts',
      () => scene.dynamoDb.slow(300),
      () => scene.dynamoDb.count() === 2,
      0,
      1,
    ],
    [
      'after its claim, while it waits for the secret',
      () => scene.secrets.slow(1_500),
      () => scene.dynamoDb.count() === 2,
      0,
      1,
    ],
    [
      'in the middle of its post',
      () => scene.room.willAnswer(hang(), ok()),
      () => scene.room.posts.length === 1,
      1,
      2,
    ],
    [
      'after the room took it, before that is recorded',
      () => {
        scene.room.willAnswer((response) => {
          scene.dynamoDb.slow(10_000);
          response.end();
        }, ok());
      },
      () => scene.dynamoDb.count() === 3,
      1,
      2,
    ],
  ];

  test.each(points)('%s', async (_, hold, isThere, before, after) => {
    const rootEvent = await scene.start('rootEvent');
    const use = rootCall('CreateUser');
    await scene.put(use);
    hold();
    const invocation = rootEvent.invoke(use);
    await expect.poll(isThere, { interval: 5, timeout: 10_000 }).toBe(true);
    await rootEvent.kill('SIGKILL');
    expect(await invocation).toMatchObject({ ok: false });
    expect(answered(use.detail.eventID)).toBe(before);
    scene.dynamoDb.slow(0);
    scene.secrets.slow(0);

    // Not before: its own reading of the secret would be counted.
    const outbox = await scene.start('outbox');
    const { kept } = await scene.nextRound(outbox, delayMs);

    expect(kept).toHaveLength(0);
    expect(answered(use.detail.eventID)).toBe(after);
    expect((await scene.ledgerRows()).get(use.detail.eventID)).toHaveProperty('toldAt');
  });

  test('after it is recorded: then nothing is left to do', async () => {
    const [rootEvent, outbox] = [await scene.start('rootEvent'), await scene.start('outbox')];
    const use = rootCall('CreateUser');
    await scene.put(use);
    await rootEvent.invoke(use);
    await rootEvent.kill('SIGKILL');

    expect((await scene.nextRound(outbox, delayMs)).kept).toHaveLength(0);
    expect(answered(use.detail.eventID)).toBe(1);
  });

  test('at whatever moment: every use is told, and none more than twice', async () => {
    const outbox = await scene.start('outbox');
    const uses = Array.from({ length: 10 }, (_, index) =>
      rootCall('CreateUser', { sourceIPAddress: `203.0.113.${index}` }),
    );
    await scene.put(...uses);
    for (const [index, use] of uses.entries()) {
      const rootEvent = await scene.start('rootEvent');
      const invocation = rootEvent.invoke(use);
      await sleep(index * 50);
      await rootEvent.kill('SIGKILL');
      await invocation;
    }

    const { kept } = await scene.nextRound(outbox, delayMs);

    expect(kept).toHaveLength(0);
    const told = scene.room.posts.map(readPost).map(({ summary }) => summary);
    for (const { detail } of uses) {
      const times = told.filter((line) =>
        line.split(/, | · /).some((ip) => ip.split(' ')[0] === detail['sourceIPAddress']),
      ).length;
      expect([1, 2]).toContain(times);
    }
  });
});

describe('a crash of outbox in the middle of its batch', () => {
  const sendThreeGroups = async () => {
    const uses = [1, 2, 3].flatMap((group) =>
      Array.from({ length: 3 }, () =>
        rootCall('CreateUser', { sourceIPAddress: `203.0.113.${group}` }),
      ),
    );
    await scene.put(...uses);
    return uses;
  };
  /** Delivers a batch and kills the function as soon as it has come so far. */
  const crashWhen = async (outbox: Lambda, isThere: () => boolean) => {
    const round = scene.nextRound(outbox, delayMs);
    await expect.poll(isThere, { interval: 5, timeout: 10_000 }).toBe(true);
    await outbox.kill('SIGKILL');
    const { outcome, deleted } = await round;
    expect(outcome).toMatchObject({ ok: false, errorType: 'Runtime.ExitError' });
    expect(deleted).toHaveLength(0);
  };
  const toldIps = (): string[] =>
    scene.room.posts.map((post) => {
      const { summary, count } = readPost(post);
      return `${/203\.0\.113\.\d+/.exec(summary)?.[0]} ${count}건`;
    });

  test('loses nothing, and what was told and recorded before is not told again', async () => {
    const outbox = await scene.start('outbox');
    const uses = await sendThreeGroups();
    scene.room.willAnswer(ok(), hang(), ok());
    await crashWhen(outbox, () => scene.room.posts.length === 2);
    expect(toldIps()).toEqual(['203.0.113.1 3건', '203.0.113.2 3건']);

    const { deleted, kept } = await scene.nextRound(outbox);

    expect(kept).toHaveLength(0);
    expect(deleted).toHaveLength(uses.length);
    expect(toldIps().slice(2)).toEqual(['203.0.113.2 3건', '203.0.113.3 3건']);
    expect(outbox.coldStarts()).toBe(2);
  });

  test('before it has claimed anything, as after it has claimed everything, loses nothing', async () => {
    for (const calls of [1, 9]) {
      const outbox = await scene.start('outbox');
      const [posts, before] = [scene.room.posts.length, scene.dynamoDb.count()];
      await sendThreeGroups();
      scene.dynamoDb.slow(calls === 1 ? 10_000 : 0);
      scene.room.willAnswer(hang());
      await crashWhen(
        outbox,
        () =>
          scene.dynamoDb.count() >= before + calls &&
          (calls === 1 || scene.room.posts.length === posts + 1),
      );
      scene.dynamoDb.slow(0);
      scene.room.willAnswer(ok());
      const told = scene.room.posts.length;

      expect((await scene.nextRound(outbox)).kept).toHaveLength(0);
      expect(toldIps().slice(told)).toEqual([
        '203.0.113.1 3건',
        '203.0.113.2 3건',
        '203.0.113.3 3건',
      ]);
    }
  });

  test('between the post and its record tells that digest again, rather than not at all', async () => {
    const outbox = await scene.start('outbox');
    await sendThreeGroups();
    let claims = 0;
    scene.room.willAnswer((response) => {
      claims = scene.dynamoDb.count();
      scene.dynamoDb.slow(10_000);
      response.end();
    }, ok());
    await crashWhen(outbox, () => claims > 0 && scene.dynamoDb.count() > claims);
    scene.dynamoDb.slow(0);

    expect((await scene.nextRound(outbox)).kept).toHaveLength(0);
    expect(toldIps()).toEqual([
      '203.0.113.1 3건',
      '203.0.113.1 3건',
      '203.0.113.2 3건',
      '203.0.113.3 3건',
    ]);
  });
});
