import { deliverBatch } from '../test/integration/support/event-source-mapping.ts';
import type { Lambda } from '../test/integration/support/lambda-runtime.ts';
import {
  batchSize,
  delayMs,
  startOutboxScene,
  visibilityMs,
} from '../test/integration/support/outbox-scene.ts';
import { readPost } from '../test/integration/support/read-post.ts';
import { rootCall } from '../test/integration/support/root-call.ts';
import { peakMemoryMb } from './process-usage.ts';

/** What a burst of root actions in one account costs, in rootEvent and in the outbox. */
export type BurstResult = {
  readonly events: number;
  readonly singles: number;
  readonly digests: number;
  /** Calls of Secrets Manager and DynamoDB. Those of SQS are Lambda's own. */
  readonly awsCalls: number;
  /** Size of all bodies that the room accepted. */
  readonly postedBytes: number;
  /** The peak of any process of the function. Undefined where the system does not say. */
  readonly peakMemoryMb: {
    readonly rootEvent: number | undefined;
    readonly outbox: number | undefined;
  };
  /** From the first event to the room's acceptance, including the queue's delay of two minutes. */
  readonly firstMs: number;
  readonly lastMs: number;
};

/** Processes of rootEvent in parallel. */
const rootEvents = 2;
/** The template's MaximumConcurrency. */
const outboxes = 2;

/** @throws when a function fails, or an event is not told by the end. */
export async function measureBurst(size: number): Promise<BurstResult> {
  const scene = await startOutboxScene();
  try {
    scene.fillSecret('dooray');
    const events = Array.from({ length: size }, (_, index) =>
      rootCall(['RunInstances', 'CreateUser', 'PutBucketPolicy'][index % 3] ?? '', {
        awsRegion: ['us-east-1', 'eu-west-1'][index % 2],
        sourceIPAddress: `203.0.113.${index % 2}`,
      }),
    );
    for (const event of events) await scene.outbox.send(event);

    const startedAtMs = Date.now();
    const waiting = events.values();
    const tellers = await startAll(rootEvents, () =>
      scene.start('rootEvent', { isReusable: false }),
    );
    await inEach(tellers, async (rootEvent) => {
      for (const event of waiting) {
        const outcome = await rootEvent.invoke(event);
        if (!outcome.ok) throw new Error(JSON.stringify(outcome));
      }
    });

    scene.clock.jump(delayMs);
    const consumers = await startAll(outboxes, () => scene.start('outbox', { isReusable: false }));
    for (let round = 0; round < 10 && !(await isEmpty()); round += 1) {
      if (round > 0) scene.clock.jump(visibilityMs);
      await inEach(consumers, async (outbox) => {
        for (let more = true; more; ) {
          const delivery = await deliverBatch(scene.outbox, outbox, batchSize);
          if (delivery?.outcome.ok === false) throw new Error(JSON.stringify(delivery.outcome));
          more = delivery !== undefined;
        }
      });
    }

    const told = [...(await scene.ledgerRows()).values()].filter(({ toldAt }) => toldAt);
    if (told.length !== size) throw new Error(`${told.length} of ${size} were told`);
    const { posts } = scene.room;
    const digests = posts.filter((post) => readPost(post).count > 1);
    return {
      events: size,
      singles: posts.length - digests.length,
      digests: digests.length,
      awsCalls: scene.secrets.count() + scene.dynamoDb.count(),
      postedBytes: posts.reduce((sum, { rawBody }) => sum + Buffer.byteLength(rawBody), 0),
      peakMemoryMb: { rootEvent: peakOf(tellers), outbox: peakOf(consumers) },
      firstMs: (posts[0]?.atMs ?? Number.NaN) - startedAtMs,
      lastMs: (posts.at(-1)?.atMs ?? Number.NaN) - startedAtMs,
    };
  } finally {
    await scene.stop();
  }

  async function isEmpty(): Promise<boolean> {
    return Object.values(await scene.outbox.content()).every((bodies) => bodies.length === 0);
  }
}

function startAll(count: number, start: () => Promise<Lambda>): Promise<readonly Lambda[]> {
  return Promise.all(Array.from({ length: count }, start));
}

async function inEach(
  lambdas: readonly Lambda[],
  work: (lambda: Lambda) => Promise<void>,
): Promise<void> {
  await Promise.all(lambdas.map(work));
}

function peakOf(lambdas: readonly Lambda[]): number | undefined {
  const peaks = lambdas.flatMap((lambda) => peakMemoryMb(lambda.process().pid) ?? []);
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}
