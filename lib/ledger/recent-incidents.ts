import { OperationalError } from '../operational-error.ts';
import { incidentPrefix } from './incident-rows.ts';
import { rowTtlSeconds } from './ledger.ts';
import { type LedgerTable, number } from './ledger-table.ts';

/** Ids of the incidents in whose rows something was written lately: those with a critical use first, then the latest. */
export type RecentIncidents = (limit: number) => Promise<readonly string[]>;

/** Thrown where it takes too long: half a list would look like a whole one. */
class TooManyRowsError extends OperationalError {
  override name = 'TooManyRowsError' as const;
}

/** Somebody waits for it. */
const maxLookingMs = 8_000;

/**
 * Looks through the whole table, which holds a month of small rows: somebody asks for it by hand, and an index would cost every alert
 * a second write. Of each row it asks for three short attributes alone, and no more may be asked for by this way.
 */
export function createRecentIncidents(
  { scan, now }: Pick<LedgerTable, 'scan' | 'now'>,
  recentMs: number,
): RecentIncidents {
  return async (limit) => {
    // Each write to such a row moves its end.
    const startedAtMs = now();
    const endsAfter = Math.floor((startedAtMs - recentMs) / 1_000) + rowTtlSeconds;
    const found: { id: string; isCritical: boolean; endsAt: number }[] = [];
    const rows = scan({
      FilterExpression: 'begins_with(pk, :prefix) AND expiresAt > :recent',
      ProjectionExpression: 'pk, expiresAt, criticalId',
      ExpressionAttributeValues: {
        ':prefix': { S: incidentPrefix },
        ':recent': number(endsAfter),
      },
    });
    for await (const { pk, expiresAt, criticalId } of rows) {
      if (now() - startedAtMs > maxLookingMs) throw new TooManyRowsError('The ledger is too long.');
      const id = pk?.S?.slice(incidentPrefix.length);
      if (id === undefined) continue;
      found.push({ id, isCritical: criticalId !== undefined, endsAt: Number(expiresAt?.N ?? 0) });
    }
    const first = found.toSorted(
      (a, b) => Number(b.isCritical) - Number(a.isCritical) || b.endsAt - a.endsAt,
    );
    return first.slice(0, limit).map(({ id }) => id);
  };
}
