import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ko } from '../../lib/messages/words-ko.ts';
import type { Post } from './support/chat-room.ts';
import { deliverBatch } from './support/event-source-mapping.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { type LiveMemory, startLiveMemory } from './support/live-memory.ts';
import {
  batchSize,
  delayMs,
  type OutboxScene,
  startOutboxScene,
  visibilityMs,
} from './support/outbox-scene.ts';
import { functionProperties } from './support/packaged-service.ts';
import { readPost, sumOfCounts } from './support/read-post.ts';
import { rootCall } from './support/root-call.ts';

/** What one attacker does in a minute: enough for six full batches. `npm run bench` does it with ten thousand. */
const uses = 6_000;
/**
 * So many of them also go through rootEvent, in processes side by side; the others reach only the outbox, as when
 * Lambda has no room to run it. The first ten and the first of each kind are told singly, and all the rest is the outbox's.
 */
const throughRootEvent = 100;
const rootEvents = 4;
/** More than Lambda gives them: here they share the processors with SQS, DynamoDB and whatever else there is to do. */
const timeoutMs = 240_000;
/** As the template's MaximumConcurrency has it. */
const outboxes = 2;

let scene: OutboxScene;
let memories: LiveMemory[] = [];
beforeEach(async () => {
  scene = await startOutboxScene();
  scene.fillSecret('dooray');
  memories = Array.from({ length: outboxes }, startLiveMemory);
});
afterEach(async () => {
  await scene.stop();
  for (const memory of memories) memory.stop();
});

/** Lets the room take one message a second, and ask for a second's patience otherwise. Gives what it took. */
function takeOneASecond(): readonly Post[] {
  const taken: Post[] = [];
  scene.room.willAnswer((response) => {
    const post = scene.room.posts.at(-1);
    const isTooSoon = post === undefined || post.atMs - (taken.at(-1)?.atMs ?? 0) < 1_000;
    if (isTooSoon) {
      response.writeHead(429, { 'Retry-After': '1' }).end();
      return;
    }
    taken.push(post);
    response.end();
  });
  return taken;
}

describe('six thousand root actions of one account in a minute, in a room that takes one message a second', () => {
  test('are one message at once, a few singles and a few dozen digests that count every one of them', async () => {
    const events = Array.from({ length: uses }, (_, index) =>
      rootCall(['RunInstances', 'CreateUser', 'PutBucketPolicy'][index % 3] ?? '', {
        awsRegion: ['us-east-1', 'eu-west-1'][index % 2],
        sourceIPAddress: `203.0.113.${index % 2}`,
        ...(index % 5 === 0 && { errorCode: 'AccessDenied' }),
      }),
    );
    const taken = takeOneASecond();
    await scene.outbox.send(...events);

    const waiting = events.slice(0, throughRootEvent).values();
    const outcomes: unknown[] = [];
    await Promise.all(
      Array.from({ length: rootEvents }, async () => {
        const rootEvent = await scene.start('rootEvent', { timeoutMs });
        for (const event of waiting) outcomes.push(await rootEvent.invoke(event));
      }),
    );

    expect(outcomes).toEqual(Array(throughRootEvent).fill({ ok: true, result: null }));
    expect(scene.room.posts[0]).toBe(taken[0]);
    // The first ten actions, and the first of each of six kinds, from each of two addresses.
    expect(taken.length).toBeGreaterThanOrEqual(10);
    expect(taken.length).toBeLessThanOrEqual(18);
    const singles = taken.map((post) => readPost(post).facts.get(ko.label.eventId));
    expect(new Set(singles).size).toBe(taken.length);
    // The first message is of the first invocation of a process: nothing was waited for.
    const firstIds = events.slice(0, rootEvents).map(({ detail }) => detail.eventID);
    expect(firstIds).toContain(singles[0]);

    scene.clock.jump(delayMs);
    const live: number[][] = [];
    const consume = async (outbox: Lambda, memory: LiveMemory): Promise<void> => {
      const own: number[] = [];
      live.push(own);
      for (let delivery = await deliverBatch(scene.outbox, outbox, batchSize); delivery; ) {
        expect(delivery.outcome.ok).toBe(true);
        own.push(await memory.bytesOf(outbox));
        delivery = await deliverBatch(scene.outbox, outbox, batchSize);
      }
    };
    const { MemorySize } = functionProperties('outbox');
    const consumers = await Promise.all(
      memories.map(async (memory) => {
        const { NODE_OPTIONS, ...environment } = memory.environment;
        const env = {
          ...environment,
          NODE_OPTIONS: `${scene.clock.environment['NODE_OPTIONS']} ${NODE_OPTIONS}`,
        };
        // In a quarter of its memory: what it needs at once is far from what it has.
        return [
          await scene.start('outbox', { env, timeoutMs, memoryMb: MemorySize / 4 }),
          memory,
        ] as const;
      }),
    );
    const isEmpty = async (): Promise<boolean> =>
      Object.values(await scene.outbox.content()).every((bodies) => bodies.length === 0);
    for (let round = 0; round === 0 || (round < 5 && !(await isEmpty())); round += 1) {
      await Promise.all(consumers.map(([outbox, memory]) => consume(outbox, memory)));
      scene.clock.jump(visibilityMs);
    }

    expect(await isEmpty()).toBe(true);
    const digests = taken.slice(singles.length).map(readPost);
    // One that a slow ledger held back may come alone, and then reads like the alert that it is.
    const counted = digests.reduce(
      (sum, { count, facts }) => sum + (count > 1 ? sumOfCounts(facts.get(ko.label.events)) : 1),
      0,
    );
    expect(singles.length + counted).toBe(uses);
    expect(singles.length + digests.reduce((sum, { count }) => sum + count, 0)).toBe(uses);
    expect(digests.length).toBeLessThanOrEqual(22);
    const rows = [...(await scene.ledgerRows()).values()];
    expect(rows).toHaveLength(uses);
    expect(rows.filter((row) => row['toldAt'] === undefined)).toHaveLength(0);

    expect(live.flat().length).toBeGreaterThanOrEqual(uses / batchSize);
    const busiest = live.reduce((most, own) => (own.length > most.length ? own : most));
    // The first batch is what compiles code and opens connections; what comes after leaves nothing behind.
    const kept = (busiest.at(-1) ?? 0) - (busiest[1] ?? 0);
    const batchBytes = JSON.stringify(events.slice(0, batchSize)).length;
    expect(kept).toBeLessThan((batchBytes * (busiest.length - 2)) / 2);
  }, 600_000);
});
