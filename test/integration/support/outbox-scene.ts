import { type ChatRoom, startChatRoom } from './chat-room.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb.ts';
import { type Delivery, deliverBatch } from './event-source-mapping.ts';
import { type Lambda, startLambda } from './lambda-runtime.ts';
import { functionEnvironment, template } from './packaged-service.ts';
import { type SecretsManager, startSecretsManager } from './secrets-manager.ts';
import { type ShiftedClock, startShiftedClock } from './shifted-clock.ts';
import { type Queue, type Sqs, startSqs } from './sqs.ts';

/** Everything around `rootEvent` and `outbox`, with a clock that can jump. */
export type OutboxScene = {
  /** Webhooks `dooray` and, if there are two rooms, `slack`. Another one after `renew`. */
  readonly room: ChatRoom;
  readonly secrets: SecretsManager;
  readonly dynamoDb: DynamoDb;
  readonly sqs: Sqs;
  readonly outbox: Queue;
  readonly undelivered: Queue;
  readonly clock: ShiftedClock;
  /** Puts the webhooks of both rooms, or of one, into the secret. */
  fillSecret(...rooms: readonly ('dooray' | 'slack')[]): void;
  /** Starts a packaged function that sees all this, or gives one that was started so before the last `renew`. */
  start(
    functionName: 'rootEvent' | 'guard' | 'outbox' | 'reconcile' | 'evidence' | 'respond',
    options?: {
      readonly timeoutMs?: number;
      readonly memoryMb?: number;
      readonly isReusable?: boolean;
      readonly env?: Readonly<Record<string, string>>;
    },
  ): Promise<Lambda>;
  /** What the rule does with an event for the outbox. */
  put(...bodies: readonly unknown[]): Promise<void>;
  /**
   * Lets time pass, by default the visibility timeout, and delivers one batch of what is visible then.
   *
   * @throws when nothing is.
   */
  nextRound(outbox: Lambda, afterMs?: number): Promise<Delivery>;
  /** What the outbox says of its batches, one line each. */
  lines(outbox: Lambda): readonly LeftoversLine[];
  /** Rows of activities in the ledger, by the id after `event#`. */
  ledgerRows(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>;
  /**
   * Makes all as it was in the beginning, for the next test, but for the clock, which goes on by longer than functions keep
   * a secret. They stay warm, at the addresses that they know.
   */
  renew(): Promise<void>;
  stop(): Promise<void>;
};

/** The fields of the log line that tests look at; metrics have capitals. */
export type LeftoversLine = {
  readonly level: string;
  readonly received: number;
  readonly told: number;
  readonly digests: number;
  readonly kept: number;
  readonly reasons: readonly string[];
  readonly ledgerFaults: readonly string[];
  readonly OldestUntoldSeconds: number;
  readonly SecretEmpty?: number;
};

/** How the template has it: a message shows up after so long, */
export const delayMs = 120_000;
/** comes back after so long, */
export const visibilityMs = 390_000;
/** and comes in a batch of at most so many. */
export const batchSize = 1_000;

/** More than the template's WEBHOOK_CACHE_SECONDS, and less than the five minutes by which the SDK knows that a clock is wrong. */
const renewalMs = 2 * 60_000;

/** A function that was started, for one test after the other. */
type Started = {
  readonly settings: string;
  readonly lambda: Lambda;
  isIdle: boolean;
  /** A test ended it, or its process. */
  isSpent: boolean;
};

/**
 * Starts room, secret, ledger and queues as the template makes them, the secret filled with a Dooray and a Slack.
 *
 * @throws when the table or a queue of the template cannot be made.
 */
export async function startOutboxScene(): Promise<OutboxScene> {
  const clock = startShiftedClock();
  let room = await startChatRoom();
  const [secrets, dynamoDb, sqs] = await Promise.all([
    startSecretsManager(),
    startDynamoDb(),
    startSqs(),
  ]);
  const table = await dynamoDb.createTableFrom(template(), 'Ledger');
  const undelivered = await sqs.createQueueFrom(template(), 'Undelivered');
  const outbox = await sqs.createQueueFrom(template(), 'Outbox');
  const secretName = String(functionEnvironment('outbox')['WEBHOOK_SECRET_ID']);
  let functions: Started[] = [];

  const fillSecret: OutboxScene['fillSecret'] = (...rooms) => {
    const urls = rooms.map((name) => [name, room.urlFor(name)]);
    secrets.put(secretName, JSON.stringify(Object.fromEntries(urls)));
  };
  fillSecret('dooray', 'slack');

  return {
    get room() {
      return room;
    },
    secrets,
    dynamoDb,
    sqs,
    outbox,
    undelivered,
    clock,
    fillSecret,
    async start(functionName, { env = {}, ...limits } = {}) {
      const settings = JSON.stringify([functionName, env, limits]);
      let warm = functions.find((it) => it.isIdle && it.settings === settings);
      if (warm === undefined) {
        const lambda = await startLambda({
          functionName,
          ...limits,
          env: { ...secrets.environment, ...dynamoDb.environment, ...clock.environment, ...env },
        });
        warm = { settings, lambda, isIdle: false, isSpent: false };
        functions.push(warm);
      }
      warm.isIdle = false;
      return asOneTestSees(warm);
    },
    async put(...bodies) {
      await outbox.send(...bodies);
    },
    async nextRound(lambda, afterMs = visibilityMs) {
      clock.jump(afterMs);
      const delivery = await deliverBatch(outbox, lambda, batchSize);
      if (delivery === undefined) throw new Error('nothing lies in the outbox');
      return delivery;
    },
    lines: (lambda) =>
      lambda
        .log()
        .split('\n')
        .filter((line) => line.includes('"message":"leftovers"'))
        .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as LeftoversLine),
    async ledgerRows() {
      const rows = await dynamoDb.scan(table);
      return new Map(
        rows
          .map((row) => [String(row['pk']), row] as const)
          .filter(([key]) => key.startsWith('event#'))
          .map(([key, row]) => [key.slice('event#'.length), row]),
      );
    },
    async renew() {
      clock.jump(renewalMs);
      const spent = functions.filter(({ isSpent }) => isSpent);
      functions = functions.filter(({ isSpent }) => !isSpent);
      for (const it of functions) it.isIdle = true;
      for (const { lambda } of spent) await lambda.stop();
      await Promise.all([secrets.recover(), sqs.recover(), outbox.empty(), undelivered.empty()]);
      await renewLedger(dynamoDb, table);
      await room.close();
      room = await startChatRoom();
      secrets.remove(secretName);
      fillSecret('dooray', 'slack');
    },
    async stop() {
      try {
        for (const { lambda } of functions) await lambda.stop();
        await Promise.all([room.close(), secrets.stop(), dynamoDb.stop(), sqs.stop()]);
      } finally {
        // The next test has the right time, whatever failed.
        clock.stop();
      }
    },
  };
}

function asOneTestSees(started: Started): Lambda {
  const { lambda } = started;
  const before = lambda.log().length;
  return {
    ...lambda,
    log: () => lambda.log().slice(before),
    kill(signal) {
      started.isSpent = true;
      return lambda.kill(signal);
    },
    stop() {
      started.isSpent = true;
      return lambda.stop();
    },
  };
}

async function renewLedger(dynamoDb: DynamoDb, table: string): Promise<void> {
  dynamoDb.permit(() => true);
  await dynamoDb.recover();
  await dynamoDb.clear(table);
}
