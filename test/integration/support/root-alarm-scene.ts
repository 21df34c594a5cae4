import { test as base } from 'vitest';
import { type ChatRoom, type Post, startChatRoom } from './chat-room.ts';
import { type CloudWatchLogs, startCloudWatchLogs } from './cloudwatch-logs.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb.ts';
import { type Lambda, startLambda } from './lambda-runtime.ts';
import { functionEnvironment, template } from './packaged-service.ts';
import { rootUseEvent } from './root-use-event.ts';
import { type SecretsManager, startSecretsManager } from './secrets-manager.ts';
import { type Queue, startSqs } from './sqs.ts';

/** Everything around rootAlarm: rooms, the webhook secret, the ledger, the trail's log, the outbox. */
export type Scene = {
  readonly room: ChatRoom;
  readonly otherRoom: ChatRoom;
  readonly secrets: SecretsManager;
  readonly dynamodb: DynamoDb;
  readonly logs: CloudWatchLogs;
  /** Without its delay. */
  readonly outbox: Queue;
  /** Starts a cold function as packaged; `env` is added to what the template gives. */
  start(functionName: string, env?: Readonly<Record<string, string>>): Promise<Lambda>;
  /** What each post to the room says, whichever part of it. */
  texts(): string[];
  /** Puts a use of root into the trail's log, so long before that time. */
  putUse(atMs: number, minutesBefore?: number, detail?: object): ReturnType<typeof rootUseEvent>;
  /** Ends every lease in the ledger, as if the invocations that took them were long over. */
  dropLeases(): Promise<void>;
};

export const { WEBHOOK_SECRET_ID: secretId = '', LEDGER_TABLE: table = '' } =
  functionEnvironment('rootAlarm');
export const trail = 'aws-cloudtrail-logs-111122223333';
export const minuteMs = 60_000;

export const textOf = ({ body }: Post): string => JSON.stringify(body);

/** A test with a `scene` of its own, so that tests can wait side by side. */
export const test = base.extend('scene', async ({ task: _ }, { onCleanup }): Promise<Scene> => {
  const [room, otherRoom, secrets, dynamodb, logs, sqs] = await Promise.all([
    startChatRoom(),
    startChatRoom(),
    startSecretsManager(),
    startDynamoDb(),
    startCloudWatchLogs(),
    startSqs(),
  ]);
  const lambdas: Lambda[] = [];
  onCleanup(async () => {
    await Promise.all(lambdas.map((lambda) => lambda.stop()));
    await Promise.all(
      [room.close(), otherRoom.close()].concat(
        [secrets, dynamodb, logs, sqs].map((endpoint) => endpoint.stop()),
      ),
    );
  });
  await dynamodb.createTableFrom(template(), 'Ledger');
  await sqs.createQueueFrom(template(), 'Undelivered');
  const outbox = await sqs.createQueueFrom(template(), 'Outbox', { DelaySeconds: '0' });
  secrets.put(secretId, JSON.stringify({ dooray: room.url }));
  logs.createLogGroup(trail);

  return {
    room,
    otherRoom,
    secrets,
    dynamodb,
    logs,
    outbox,
    async start(functionName, env = {}) {
      const lambda = await startLambda({
        functionName,
        env: {
          ...secrets.environment,
          ...dynamodb.environment,
          ...logs.environment,
          TRAIL_LOG_GROUP: trail,
          ...env,
        },
      });
      lambdas.push(lambda);
      return lambda;
    },
    texts: () => room.posts.map(textOf),
    putUse(atMs, minutesBefore = 8, detail = {}) {
      const usedAtMs = atMs - minutesBefore * minuteMs;
      const use = rootUseEvent({
        detail: { eventTime: new Date(usedAtMs).toISOString(), ...detail },
      });
      logs.put(trail, use.detail, usedAtMs);
      return use;
    },
    async dropLeases() {
      for (const { pk, leaseUntil } of await dynamodb.scan(table)) {
        if (leaseUntil === undefined) continue;
        await dynamodb.setNumber(table, String(pk), 'leaseUntil', Date.now() - 1);
      }
    },
  };
});
