import { BatchGetItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';

/** From then on, it was not the function that is called at once, but the outbox. */
export const outboxDelayMs = 110_000;
/** A digest comes after the outbox's delay and its batching window, and some seconds. */
const patienceMs = 300_000;
const quickUntilMs = 20_000;
const quickPollMs = 1_000;
const slowPollMs = 5_000;
/** So many actions of an account are told singly in a window of ten minutes (lib/ledger/burst-budget.ts, lib/ledger/ledger.ts). */
const singleActions = 10;
const windowMs = 10 * 60_000;

/**
 * What the ledger showed of one id. Times are milliseconds from the start of the drill to the look that showed it, so
 * that no other clock than ours comes into it.
 *
 * @typedef {object} Sighting
 * @property {number | undefined} arrivedMs when root-alert had it
 * @property {ReadonlyMap<string, number>} toldMs when each room had it
 * @property {number | undefined} doneMs when every room had it
 *
 * @typedef {object} Time
 * @property {() => number} now
 * @property {(ms: number) => Promise<unknown>} sleep
 */

/**
 * How many actions of this account's drills are still told singly now.
 *
 * @param {import('@aws-sdk/client-dynamodb').DynamoDBClient} client
 * @param {string} table
 * @param {string} accountId
 * @param {number} nowMs
 */
export async function singlesLeft(client, table, accountId, nowMs) {
  const { Item = {} } = await client.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: `account#drill-${accountId}` } } }),
  );
  if (nowMs - Number(Item['windowStart']?.N ?? 0) >= windowMs) return singleActions;
  return Math.max(0, singleActions - Number(Item['actions']?.N ?? 0));
}

/**
 * Watches the ledger until every id was told to every room, or patience is over.
 *
 * @param {import('@aws-sdk/client-dynamodb').DynamoDBClient} client
 * @param {string} table
 * @param {readonly string[]} ids at most 100
 * @param {Time} time
 * @param {(done: number) => void} onProgress called when more are done than at the last call
 * @returns {Promise<{ sightings: ReadonlyMap<string, Sighting>, failure: unknown }>} `failure` is why the last look
 *   failed, if it did: then what seems missing may only be unknown
 */
export async function watchLedger(client, table, ids, { now, sleep }, onProgress) {
  const startedAt = now();
  /** @type {Map<string, Sighting & { toldMs: Map<string, number> }>} */
  const sightings = new Map(
    ids.map((id) => [id, { arrivedMs: undefined, toldMs: new Map(), doneMs: undefined }]),
  );
  let doneBefore = 0;
  for (;;) {
    const waiting = ids.filter((id) => sightings.get(id)?.doneMs === undefined);
    if (waiting.length === 0) return { sightings, failure: undefined };
    /** @type {unknown} */
    let failure;
    try {
      const rows = await rowsOf(client, table, waiting);
      const atMs = now() - startedAt;
      for (const row of rows) {
        const sighting = sightings.get(row['pk']?.S?.slice('event#'.length) ?? '');
        if (sighting === undefined) continue;
        sighting.arrivedMs ??= atMs;
        for (const room of row['told']?.SS ?? []) {
          if (!sighting.toldMs.has(room)) sighting.toldMs.set(room, atMs);
        }
        if (row['toldAt'] !== undefined) sighting.doneMs = atMs;
      }
    } catch (error) {
      failure = error;
    }
    const done = [...sightings.values()].filter(({ doneMs }) => doneMs !== undefined).length;
    if (done > doneBefore) onProgress(done);
    doneBefore = done;
    const elapsedMs = now() - startedAt;
    if (done < ids.length && elapsedMs >= patienceMs) return { sightings, failure };
    if (done < ids.length) await sleep(elapsedMs < quickUntilMs ? quickPollMs : slowPollMs);
  }
}

/**
 * @param {import('@aws-sdk/client-dynamodb').DynamoDBClient} client
 * @param {string} table
 * @param {readonly string[]} ids
 */
async function rowsOf(client, table, ids) {
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
  // What DynamoDB leaves unprocessed is asked for again by the next look.
  return Responses[table] ?? [];
}
