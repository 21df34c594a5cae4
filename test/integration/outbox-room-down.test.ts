import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ko } from '../../lib/messages/words-ko.ts';
import { type Answer, ok, okButNo, status } from './support/chat-room.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import {
  batchSize,
  delayMs,
  type LeftoversLine,
  type OutboxScene,
  startOutboxScene,
  visibilityMs,
} from './support/outbox-scene.ts';
import { functionEnvironment, resource } from './support/packaged-service.ts';
import { readPost, sumOfCounts } from './support/read-post.ts';
import { rootCall } from './support/root-call.ts';

const twoDaysMs = 48 * 3_600_000;
const testTimeoutMs = 180_000;
const roundsOfTwoDays = Math.ceil(twoDaysMs / visibilityMs);
/** Of the many rounds in which nothing changes, the function is asked in one an hour. */
const askedEvery = Math.floor(3_600_000 / visibilityMs);

let scene: OutboxScene;
let outbox: Lambda;
let earlier: Lambda[];
beforeEach(async () => {
  scene = await startOutboxScene();
  earlier = [];
  outbox = await start();
});
afterEach(() => scene.stop());

/** With time so short that {@link letTimeRunOut} changes no age that is told. */
const timeoutMs = 12_000;
const start = (): Promise<Lambda> => scene.start('outbox', { timeoutMs });

/** Takes from the invocation under way what it has left, so that it gives up a room that may yet answer. */
const letTimeRunOut = (): void => scene.clock.jump(timeoutMs);

/** Answers like this, and lets the time run out once both rooms were asked again. */
const inVain = (code: 429 | 500): Answer => {
  const before = scene.room.posts.length;
  return (response) => {
    if (scene.room.posts.length === before + 4) letTimeRunOut();
    response.writeHead(code).end();
  };
};

/** A round that fails before the function is asked, as while Lambda itself is down: SQS counts it all the same. */
const takeWithoutAsking = async (): Promise<number> => {
  scene.clock.jump(visibilityMs);
  return (await scene.outbox.receive(batchSize)).length;
};

const lines = (): readonly LeftoversLine[] => [...earlier, outbox].flatMap(scene.lines);

const secretName = (): string => String(functionEnvironment('outbox')['WEBHOOK_SECRET_ID']);

/** A process that has read the secret before goes on with what it said then; a fresh one cannot. */
const coldStart = async (): Promise<void> => {
  await outbox.stop();
  earlier.push(outbox);
  outbox = await start();
};

/** Every way in which nobody can be told; each is there and gone again. */
const troubles: readonly (readonly [name: string, begin: () => unknown, end: () => unknown])[] = [
  [
    'the secret is empty',
    () => {
      scene.secrets.empty(secretName());
      return coldStart();
    },
    () => scene.fillSecret('dooray', 'slack'),
  ],
  [
    'the secret names no room',
    () => {
      scene.secrets.put(secretName(), 'to be filled in');
      return coldStart();
    },
    () => scene.fillSecret('dooray', 'slack'),
  ],
  [
    'the webhooks are gone',
    () => scene.room.willAnswer(status(410)),
    () => scene.room.willAnswer(ok()),
  ],
  [
    'the rooms say no in a 200',
    () => scene.room.willAnswer(okButNo()),
    () => scene.room.willAnswer(ok()),
  ],
  [
    'a cold start cannot read the secret',
    async () => {
      await scene.secrets.stop();
      await coldStart();
    },
    () => scene.secrets.start(),
  ],
  [
    'the rooms answer 500',
    () => scene.room.willAnswer(inVain(500)),
    () => scene.room.willAnswer(ok()),
  ],
  [
    'the rooms are overrun',
    () => scene.room.willAnswer(inVain(429)),
    () => scene.room.willAnswer(ok()),
  ],
  [
    'nobody listens',
    async () => {
      await scene.room.close();
      // Nobody sees when it is asked again; sooner or later, all is kept.
      setTimeout(letTimeRunOut, 1_500);
    },
    () => scene.room.open(),
  ],
];

describe('the room is down for two days, in every way there is', () => {
  test(
    'nothing is told, deleted or lost meanwhile, its age is reported, and then all is told at once',
    async () => {
      const uses = [
        rootCall('CreateUser'),
        rootCall('CreateUser'),
        rootCall('StopLogging', {
          eventSource: 'cloudtrail.amazonaws.com',
          sourceIPAddress: '198.51.100.7',
        }),
      ];
      await scene.put(...uses);

      let rounds = 0;
      let asked = 0;
      const round = async (afterMs = visibilityMs): Promise<void> => {
        asked += 1;
        const { outcome, kept, deleted } = await scene.nextRound(outbox, afterMs);
        expect(outcome.ok).toBe(true);
        expect(deleted).toHaveLength(0);
        expect(kept).toHaveLength(uses.length);
      };
      const [secretIsEmpty, ...others] = troubles;
      for (const [name, begin, end] of others) {
        await begin();
        await round(rounds === 0 ? delayMs : visibilityMs);
        const line = lines().at(-1);
        expect(line, name).toMatchObject({ level: 'ERROR', told: 0, kept: uses.length });
        expect(line?.reasons, name).not.toEqual([]);
        expect(line).not.toHaveProperty('SecretEmpty');
        await end();
        rounds += 1;
      }
      await secretIsEmpty?.[1]();
      for (; rounds < roundsOfTwoDays - 1; rounds += 1) {
        if (rounds % askedEvery === 0) await round();
        else expect(await takeWithoutAsking()).toBe(uses.length);
      }
      await round();
      await secretIsEmpty?.[2]();

      const ages = lines().map(({ OldestUntoldSeconds }) => OldestUntoldSeconds);
      expect(ages).toHaveLength(asked);
      expect(ages).toEqual([...ages].sort((a, b) => a - b));
      expect(ages[0]).toBeGreaterThanOrEqual(delayMs / 1_000);
      expect(ages.at(-1)).toBeGreaterThan((twoDaysMs - 2 * visibilityMs) / 1_000);
      expect(lines().at(-1)).toMatchObject({ SecretEmpty: 1 });
      for (const row of (await scene.ledgerRows()).values()) {
        expect(row).not.toHaveProperty('toldAt');
        expect(row).not.toHaveProperty('told');
      }

      const before = scene.room.posts.length;
      const { kept, deleted } = await scene.nextRound(outbox);

      expect(kept).toHaveLength(0);
      expect(deleted).toHaveLength(uses.length);
      const posts = scene.room.posts.slice(before);
      for (const token of ['dooray', 'slack']) {
        const told = posts.filter((post) => post.token === token).map(readPost);
        expect(told.map(({ headline }) => headline)).toEqual([
          `[${ko.severity.high}] AWS root 계정이 IAM 사용자를 생성했습니다 (${ko.digestOthers(1)})`,
          `[${ko.severity.critical}] AWS root 계정이 CloudTrail 추적의 로깅을 중지했습니다`,
        ]);
        expect(sumOfCounts(told[0]?.facts.get(ko.label.events))).toBe(2);
        for (const { summary } of told)
          expect(summary).toContain(`${ko.late} (${ko.duration(48 * 3_600)}) · `);
      }
      expect(lines().at(-1)).toMatchObject({
        level: 'INFO',
        told: uses.length,
        digests: 2,
        kept: 0,
        OldestUntoldSeconds: 0,
      });
      const rows = [...(await scene.ledgerRows()).values()];
      expect(rows).toHaveLength(uses.length);
      for (const row of rows) {
        expect(row).toMatchObject({
          told: new Set(['dooray', 'slack']),
          toldAt: expect.any(Number),
        });
        expect(row).not.toHaveProperty('leaseUntil');
      }
      expect(await scene.outbox.content()).toEqual({ ready: [], delayed: [], inFlight: [] });
      expect((await scene.undelivered.content()).ready).toEqual([]);
    },
    testTimeoutMs,
  );
});

test(
  'what nobody took in 480 rounds, 52 hours, lies in the dead-letter queue as it came',
  async () => {
    const { maxReceiveCount } = resource('Outbox').Properties['RedrivePolicy'] as {
      maxReceiveCount: number;
    };
    expect(maxReceiveCount * visibilityMs).toBeGreaterThan(twoDaysMs);
    scene.secrets.empty(secretName());
    const use = rootCall('CreateUser');
    await scene.put(use);

    // The test above shows what the function does in each of them.
    const asked = new Set([0, 1, maxReceiveCount - 1]);
    for (let round = 0; round < maxReceiveCount; round += 1) {
      if (asked.has(round)) {
        expect((await scene.nextRound(outbox)).kept).toHaveLength(1);
      } else {
        expect(await takeWithoutAsking()).toBe(1);
      }
    }

    await expect(scene.nextRound(outbox)).rejects.toThrow('nothing lies in the outbox');
    expect((await scene.undelivered.content()).ready).toEqual([JSON.stringify(use)]);
  },
  testTimeoutMs,
);
