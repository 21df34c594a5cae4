import type { Item } from '../aws/dynamodb.ts';
import { maxLeaseMs } from './event-rows.ts';
import { type Ledger, overdueMs } from './ledger.ts';
import { isConditionFailed, type LedgerTable, number } from './ledger-table.ts';
import { maxClockSkewMs } from './use-window.ts';

/** The times in rows of every kind that something waits for. */
const times = ['seenAt', 'leaseUntil', 'toldAt', 'windowStart'] as const;

const overdue =
  'attribute_exists(body) AND attribute_not_exists(toldAt) AND seenAt < :overdue AND (attribute_not_exists(leaseUntil) OR leaseUntil < :overdue)';
const strange = times
  .map((time) => `(attribute_exists(${time}) AND (NOT (${time} BETWEEN :zero AND :latest)))`)
  .join(' OR ');

/**
 * Looks through the whole table, which holds a month of rows of a few hundred bytes each: the table is read four times an
 * hour, and in a quiet month that costs less than a cent. An index would cost every alert a second write, and a busy
 * index would hold the table's writes up.
 */
export function createFindOverdue({ scan, get, update, now }: LedgerTable): Ledger['findOverdue'] {
  /** Only if it is still what was found: since then it may have been replaced by what is right. */
  async function removeTime(key: Item, name: string, value: Item[string]): Promise<void> {
    try {
      await update({
        Key: key,
        UpdateExpression: 'REMOVE #time',
        ConditionExpression: '#time = :value',
        ExpressionAttributeNames: { '#time': name },
        ExpressionAttributeValues: { ':value': value },
      });
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
    }
  }

  return async (limit) => {
    const nowMs = now();
    const latestMs = nowMs + maxLeaseMs + maxClockSkewMs;
    const isStrange = (value: Item[string] | undefined): value is Item[string] => {
      const ms = Number(value?.N ?? Number.NaN);
      return value !== undefined && !(ms >= 0 && ms <= latestMs);
    };
    const bodies = new Map<string, string>();
    const strangeKeys: string[] = [];
    const rows = scan({
      FilterExpression: `(${overdue}) OR ${strange}`,
      ProjectionExpression: ['pk', ...times].join(', '),
      ExpressionAttributeValues: {
        ':overdue': number(nowMs - overdueMs),
        ':zero': number(0),
        ':latest': number(latestMs),
      },
    });
    for await (const row of rows) {
      const { pk } = row;
      if (pk?.S === undefined) continue;
      const wrong = times.filter((time) => isStrange(row[time]));
      if (wrong.length > 0) strangeKeys.push(pk.S);
      for (const time of wrong) {
        const value = row[time];
        if (value !== undefined && Object.keys(value).length > 0) {
          await removeTime({ pk }, time, value);
        }
      }
      if (wrong.length > 0 || bodies.size >= limit || !pk.S.startsWith('event#')) continue;
      const body = (await get({ pk }))?.['body']?.S;
      if (body !== undefined) bodies.set(pk.S.slice('event#'.length), body);
    }
    return { bodies, strange: strangeKeys };
  };
}
