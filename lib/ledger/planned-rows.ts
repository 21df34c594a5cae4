import { type Ledger, rowTtlSeconds } from './ledger.ts';
import { type LedgerTable, number } from './ledger-table.ts';

const countKey = (windowId: string) => ({ pk: { S: `planned#${windowId}` } });

/** The rows `planned#<window>`: how many uses were told in a planned window, `loud` of them as ever. */
export function createPlannedRows({
  update,
  get,
  now,
}: LedgerTable): Pick<Ledger, 'countPlanned' | 'plannedCount'> {
  return {
    async countPlanned(windowId, uses, loud) {
      await update({
        Key: countKey(windowId),
        UpdateExpression: 'SET expiresAt = :expires ADD uses :uses, loud :loud',
        ExpressionAttributeValues: {
          ':uses': number(uses),
          ':loud': number(loud),
          ':expires': number(Math.floor(now() / 1000) + rowTtlSeconds),
        },
      });
    },

    async plannedCount(windowId) {
      const row = await get(countKey(windowId));
      return { uses: Number(row?.['uses']?.N ?? 0), loud: Number(row?.['loud']?.N ?? 0) };
    },
  };
}
