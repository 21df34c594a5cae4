import { test as base, expect, vi } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import { type ChatRoom, startChatRoom } from './chat-room.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb.ts';
import { type Lambda, startLambda } from './lambda-runtime.ts';
import { functionEnvironment, template } from './packaged-service.ts';
import { type SecretsManager, startSecretsManager } from './secrets-manager.ts';

/** A row `event#…` of the ledger. Times are epoch milliseconds. */
export type EventRow = {
  readonly seenAt?: number;
  readonly leaseUntil?: number;
  readonly toldAt?: number;
  /** Rooms that have it, in order of the alphabet. */
  readonly told: readonly string[];
};

/** The line that the function writes for an alert. */
export type AlertLine = {
  readonly outcome: string;
  readonly id: string;
  readonly ledgerFaults: readonly string[];
  readonly rooms?: readonly { readonly room: string; readonly attempts: number }[];
  readonly reason?: string;
  readonly [field: string]: unknown;
};

/** Everything around rootEvent: rooms, the webhook secret, the ledger. */
export type Scene = {
  readonly room: ChatRoom;
  /** A second room, on a server of its own. */
  readonly otherRoom: ChatRoom;
  readonly secrets: SecretsManager;
  readonly dynamodb: DynamoDb;
  /** A room that goes away with the scene. */
  openRoom(options: { readonly tls: boolean }): Promise<ChatRoom>;
  /** Puts a value into the webhook secret: text as it is, anything else as JSON. */
  putWebhook(value: string | Readonly<Record<string, unknown>>): void;
  /** Starts a cold rootEvent, or another function, as packaged; `env` is added to what the template gives. */
  coldStart(
    env?: Readonly<Record<string, string>>,
    functionName?: 'rootEvent' | 'guard' | 'planned',
  ): Promise<Lambda>;
  /** The same, once it has read the webhook secret. */
  start(
    env?: Readonly<Record<string, string>>,
    functionName?: 'rootEvent' | 'guard' | 'planned',
  ): Promise<Lambda>;
  /** What the ledger says of an event; undefined when it says nothing. */
  ledgerRow(id: string): Promise<EventRow | undefined>;
  /** Makes the lease on an event one that is over, having made sure that it would not have lasted longer than so long. */
  letLeasePass(id: string, longestMs: number): Promise<void>;
};

export const { WEBHOOK_SECRET_ID: webhookSecret = '', LEDGER_TABLE: ledgerTable = '' } =
  functionEnvironment('rootEvent');

/** The settings that the packaged function reads from its template. */
export const packagedConfig = readConfig(functionEnvironment('rootEvent'));

/**
 * A test with a `scene`. When the test is over its functions must have written no webhook, no value
 * of a secret and no access key, neither into a log nor into an error.
 */
export const test = base.extend('scene', async ({ task: _ }, { onCleanup }): Promise<Scene> => {
  const [room, otherRoom, secrets, dynamodb] = await Promise.all([
    startChatRoom(),
    startChatRoom(),
    startSecretsManager(),
    startDynamoDb(),
  ]);
  const rooms = [room, otherRoom];
  const lambdas: Lambda[] = [];
  const said: string[] = [];
  const secretValues: string[] = [];
  await dynamodb.createTableFrom(template(), 'Ledger');

  onCleanup(async () => {
    await Promise.all(lambdas.map((lambda) => lambda.stop()));
    await Promise.all([...rooms.map((it) => it.close()), secrets.stop(), dynamodb.stop()]);
    expectNothingSecretIn([...lambdas.map((lambda) => lambda.log()), ...said], secretValues);
  });

  const coldStart: Scene['coldStart'] = async (env = {}, functionName = 'rootEvent') => {
    const lambda = await startLambda({
      functionName,
      env: { ...secrets.environment, ...dynamodb.environment, ...env },
    });
    lambdas.push(lambda);
    return {
      ...lambda,
      async invoke(event, options) {
        const outcome = await lambda.invoke(event, options);
        said.push(JSON.stringify(outcome));
        return outcome;
      },
    };
  };

  const ledgerRow: Scene['ledgerRow'] = async (id) => {
    const rows = await dynamodb.scan(ledgerTable);
    const row = rows.find(({ pk }) => pk === `event#${id}`);
    if (row === undefined) return undefined;
    const told = row['told'] instanceof Set ? [...row['told']].sort() : [];
    return { ...row, told };
  };

  return {
    room,
    otherRoom,
    secrets,
    dynamodb,
    async openRoom(options) {
      const opened = await startChatRoom(options);
      rooms.push(opened);
      return opened;
    },
    putWebhook(value) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      secretValues.push(text);
      secrets.put(webhookSecret, text);
    },
    coldStart,
    async start(env, functionName) {
      const before = secrets.reads.length;
      const lambda = await coldStart(env, functionName);
      await vi.waitUntil(() => secrets.reads.length > before, patience);
      return lambda;
    },
    ledgerRow,
    async letLeasePass(id, longestMs) {
      const { leaseUntil = Number.POSITIVE_INFINITY } = (await ledgerRow(id)) ?? {};
      expect(leaseUntil).toBeLessThanOrEqual(Date.now() + longestMs);
      await dynamodb.setNumber(ledgerTable, `event#${id}`, 'leaseUntil', Date.now() - 1);
    },
  };
});

/** For `vi.waitUntil`: a machine with two cores and much to do. */
export const patience = { timeout: 20_000, interval: 10 };

/** The lines about alerts that a function has written so far, oldest first. */
export function alertLines(lambda: Lambda): AlertLine[] {
  return lambda
    .log()
    .split('\n')
    .filter((line) => line.includes('"message":"alert"'))
    .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as AlertLine);
}

/** What became of each alert that a function met so far. */
export function outcomes(lambda: Lambda): string[] {
  return alertLines(lambda).map(({ outcome }) => outcome);
}

const accessKey = /\bA(?:KI|SI)A[A-Z0-9]{12,}/;

function expectNothingSecretIn(texts: readonly string[], secretValues: readonly string[]): void {
  // Rooms and AWS alike are at this address, in a test.
  const secrets = new Set(['AWS4-HMAC-SHA256', '127.0.0.1', ...secretValues.flatMap(partsOf)]);
  for (const text of texts) {
    const found = [...secrets].filter((secret) => text.includes(secret));
    expect([...found, ...(accessKey.exec(text) ?? [])], text).toEqual([]);
  }
}

/** A value of the secret, and what must not be said of it by itself either. */
function partsOf(value: string): string[] {
  const keys = value.matchAll(/"(?:key|chatId)":"([^"]+)"/g);
  const paths = value.matchAll(/:\/\/[^/"]+([^"]*\/([^/"]+))/g);
  return [value, ...[...keys, ...paths].flatMap(([, ...parts]) => parts)];
}
