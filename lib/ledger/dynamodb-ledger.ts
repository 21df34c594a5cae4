import type { DynamoDb } from '../aws/dynamodb.ts';
import type { Clock } from '../clock.ts';
import { lateMethods } from '../late-methods.ts';
import { createAccountRows } from './account-rows.ts';
import { createEventRows } from './event-rows.ts';
import { laterMethods } from './later-methods.ts';
import type { LaterRows } from './later-rows.ts';
import type { Ledger } from './ledger.ts';
import { createLedgerTable } from './ledger-table.ts';
import { createSessionRows } from './session-rows.ts';
import { createStateRows } from './state-rows.ts';

/**
 * The ledger in DynamoDB. Rows:
 * - `event#<id>` with `seenAt`, `leaseUntil`, `told` (rooms), `toldAt`, until it is told `body`, for the timer of an incident
 *   `timerOf`, and, for DynamoDB's TTL, `expiresAt`;
 * - `account#<account>`, and the same for `drill-<account>` and `stranger-<account>`, with `windowStart`, `uses`, `actions`,
 *   `criticals`, `signIns`, `firsts` (what the window has met, by a short hash), `lastUseAt`, `accountName`;
 * - `state#<name>` with `text`, `keptAt`;
 * - `session#<access key id>` with `accountId`, `taskPolicy`, `expiresAt`;
 * - `incidents#<account>`, and the same for other counters, with `incident`, `openedAt`, `lastUseAt`, `firstId`, `criticalId`,
 *   `sessions`, `answeredAt`, `expiresAt`: the latest incident;
 * - `incident#<id>` with `first`, `firstId`, `critical`, `criticalId`, `answers`, `nextStepAt`, `thread:<room>`, and with follow-ups `uses`, `failed`,
 *   `regions`, `criticalDeeds`, `lesserDeeds`, `lastToldAt`: what is known of one;
 * - `before#<account>` with, for each kind of precursor, `<kind>Uses`, `<kind>Since`, `<kind>At`;
 * - `evidence#<id>` with `waitsSince`, until it is written `evidence`, then `objectNumber`, `expiresAt`;
 * - `planned#<window>` with `uses`, `loud`, `expiresAt`: what was told in a planned window. The windows are in `state#planned`.
 *
 * Those of accounts and states are few and do not expire. Times are milliseconds since 1970, but `expiresAt` is in seconds.
 */
export function createDynamoDbLedger(dynamoDb: DynamoDb, tableName: string, clock: Clock): Ledger {
  const table = createLedgerTable(dynamoDb, tableName, clock);
  return {
    ...createEventRows(table),
    ...createAccountRows(table),
    ...createStateRows(table),
    ...createSessionRows(table),
    ...lateMethods<LaterRows>(laterMethods, async () => {
      const { createLaterRows } = await import('./later-rows.ts');
      return createLaterRows(table);
    }),
  };
}
