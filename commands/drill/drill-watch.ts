import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
} from '@aws-sdk/client-dynamodb';
import { singleActions } from '../../lib/ledger/burst-budget.ts';
import { isOpenWindow } from '../../lib/ledger/use-window.ts';

/** What is delivered later than this was delivered by the outbox, and not by the function that is called at once. */
export const outboxDelayMs = 110_000;
/** A digest takes the outbox's delay, its batching window, and some seconds. */
const maxWaitMs = 300_000;
const quickUntilMs = 20_000;
const quickPollMs = 1_000;
const slowPollMs = 5_000;

/**
 * What the ledger showed of one id. Times are milliseconds from the start of the drill to the look that showed it, so
 * that only our own clock counts.
 */
export interface Sighting {
  /** When root-alert had it. */
  readonly arrivedMs: number | undefined;
  /** When each room had it. */
  readonly toldMs: ReadonlyMap<string, number>;
  /** When every room had it. */
  readonly doneMs: number | undefined;
}

interface GrowingSighting extends Sighting {
  arrivedMs: number | undefined;
  readonly toldMs: Map<string, number>;
  doneMs: number | undefined;
}
export interface Time {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** How many more actions of this account's drills are told one by one now. */
export async function singlesLeft(
  client: DynamoDBClient,
  table: string,
  accountId: string,
  nowMs: number,
): Promise<number> {
  const { Item = {} } = await client.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: `account#drill-${accountId}` } } }),
  );
  if (!isOpenWindow(Number(Item['windowStart']?.N ?? 0), nowMs)) return singleActions;
  return Math.max(0, singleActions - Number(Item['actions']?.N ?? 0));
}

/**
 * Watches the ledger until every room was told of every id, or {@link maxWaitMs} are over.
 *
 * @param ids at most 100
 * @param onProgress called when more ids are done than at the last call
 * @returns `failure` is the error of the last look, if it failed. Then what seems missing may only be unknown.
 */
export async function watchLedger(
  client: DynamoDBClient,
  table: string,
  ids: readonly string[],
  { now, sleep }: Time,
  onProgress: (done: number) => void,
): Promise<{ sightings: ReadonlyMap<string, Sighting>; failure: unknown }> {
  const startedAt = now();
  const sightings = new Map<string, GrowingSighting>(
    ids.map((id) => [id, { arrivedMs: undefined, toldMs: new Map(), doneMs: undefined }]),
  );
  let doneBefore = 0;
  for (;;) {
    const waiting = ids.filter((id) => sightings.get(id)?.doneMs === undefined);
    if (waiting.length === 0) return { sightings, failure: undefined };
    let failure: unknown;
    try {
      const rows = await readRows(client, table, waiting);
      for (const row of rows) noteRow(sightings, row, now() - startedAt);
    } catch (error) {
      failure = error;
    }
    const done = [...sightings.values()].filter(({ doneMs }) => doneMs !== undefined).length;
    if (done > doneBefore) onProgress(done);
    doneBefore = done;
    const elapsedMs = now() - startedAt;
    if (done < ids.length && elapsedMs >= maxWaitMs) return { sightings, failure };
    if (done < ids.length) await sleep(elapsedMs < quickUntilMs ? quickPollMs : slowPollMs);
  }
}

type Row = Readonly<Record<string, AttributeValue>>;

function noteRow(sightings: ReadonlyMap<string, GrowingSighting>, row: Row, atMs: number): void {
  const sighting = sightings.get(row['pk']?.S?.slice('event#'.length) ?? '');
  if (sighting === undefined) return;
  sighting.arrivedMs ??= atMs;
  for (const room of row['told']?.SS ?? []) {
    if (!sighting.toldMs.has(room)) sighting.toldMs.set(room, atMs);
  }
  if (row['toldAt'] !== undefined) sighting.doneMs = atMs;
}

async function readRows(
  client: DynamoDBClient,
  table: string,
  ids: readonly string[],
): Promise<readonly Row[]> {
  const { Responses = {} } = await client.send(
    new BatchGetItemCommand({
      RequestItems: {
        [table]: {
          Keys: ids.map((id) => ({ pk: { S: `event#${id}` } })),
          ConsistentRead: true,
        },
      },
    }),
  );
  // The next look asks again for keys that DynamoDB left unprocessed.
  return Responses[table] ?? [];
}
