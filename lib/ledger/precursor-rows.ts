import type { Item } from '../aws/dynamodb.ts';
import { type PrecursorCount, precursorGapMs, precursors } from '../incident/precursor.ts';
import { type Ledger, rowTtlSeconds } from './ledger.ts';
import { isConditionFailed, type LedgerTable, number } from './ledger-table.ts';
import { maxClockSkewMs } from './use-window.ts';

const key = (account: string) => ({ pk: { S: `before#${account}` } });

/** The rows `before#<account>`: what came before a use of root, counted by its kind. */
export function createPrecursorRows({
  update,
  get,
  now,
}: LedgerTable): Pick<Ledger, 'notePrecursors' | 'precursors'> {
  return {
    async notePrecursors(account, kind, uses) {
      const nowMs = now();
      const names = { '#last': `${kind}At`, '#uses': `${kind}Uses` };
      const values: Item = {
        ':now': number(nowMs),
        ':uses': number(uses),
        ':expires': number(Math.floor(nowMs / 1000) + rowTtlSeconds),
      };
      try {
        await update({
          Key: key(account),
          UpdateExpression: 'SET #last = :now, expiresAt = :expires ADD #uses :uses',
          ConditionExpression: '#last > :open AND #last <= :ahead',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: {
            ...values,
            ':open': number(nowMs - precursorGapMs),
            ':ahead': number(nowMs + maxClockSkewMs),
          },
        });
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        await update({
          Key: key(account),
          UpdateExpression: 'SET #last = :now, #since = :now, #uses = :uses, expiresAt = :expires',
          ExpressionAttributeNames: { ...names, '#since': `${kind}Since` },
          ExpressionAttributeValues: values,
        });
      }
    },

    async precursors(account) {
      const row = (await get(key(account))) ?? {};
      const counts = precursors.map((kind) => [kind, countIn(row, kind)] as const);
      return Object.fromEntries(counts.filter(([, count]) => count !== undefined));
    },
  };
}

function countIn(row: Item, kind: string): PrecursorCount | undefined {
  const [uses, sinceMs, lastAtMs] = ['Uses', 'Since', 'At'].map((name) =>
    Number(row[`${kind}${name}`]?.N ?? Number.NaN),
  );
  if (uses === undefined || sinceMs === undefined || lastAtMs === undefined) return undefined;
  return [uses, sinceMs, lastAtMs].every((it) => it >= 0) ? { uses, sinceMs, lastAtMs } : undefined;
}
