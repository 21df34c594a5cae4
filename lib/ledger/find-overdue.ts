import type { Item } from '../aws/dynamodb.ts';
import { maxLeaseMs } from './event-rows.ts';
import { incidentPrefix } from './incident-rows.ts';
import { type Ledger, overdueMs, overdueStepMs } from './ledger.ts';
import { isConditionFailed, type LedgerTable, number } from './ledger-table.ts';
import { maxClockSkewMs } from './use-window.ts';

/** The times in rows of every kind that something waits for. */
const times = ['seenAt', 'leaseUntil', 'toldAt', 'windowStart', 'nextStepAt'] as const;

const overdue =
  'attribute_exists(body) AND attribute_not_exists(toldAt) AND seenAt < :overdue AND (attribute_not_exists(leaseUntil) OR leaseUntil < :overdue)';
/** No step of an incident is due later than the longest time that people have to answer. */
const maxStepAheadMs = 3 * 60 * 60_000;
const latestIn = (time: (typeof times)[number]): string =>
  time === 'nextStepAt' ? ':latestStep' : ':latest';
const strange = times
  .map(
    (time) => `(attribute_exists(${time}) AND (NOT (${time} BETWEEN :zero AND ${latestIn(time)})))`,
  )
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
    const isStrange = (row: Item, time: (typeof times)[number]): boolean => {
      const ms = Number(row[time]?.N ?? Number.NaN);
      const mostMs = time === 'nextStepAt' ? nowMs + maxStepAheadMs : latestMs;
      return row[time] !== undefined && !(ms >= 0 && ms <= mostMs);
    };
    const bodies = new Map<string, string>();
    const incidents: string[] = [];
    const strangeKeys: string[] = [];
    const rows = scan({
      FilterExpression: `(${overdue}) OR nextStepAt < :overdueStep OR ${strange}`,
      ProjectionExpression: ['pk', ...times].join(', '),
      ExpressionAttributeValues: {
        ':overdue': number(nowMs - overdueMs),
        ':overdueStep': number(nowMs - overdueStepMs),
        ':zero': number(0),
        ':latest': number(latestMs),
        ':latestStep': number(nowMs + maxStepAheadMs),
      },
    });
    for await (const row of rows) {
      const { pk } = row;
      if (pk?.S === undefined) continue;
      const wrong = times.filter((time) => isStrange(row, time));
      if (wrong.length > 0) strangeKeys.push(pk.S);
      for (const time of wrong) {
        const value = row[time];
        if (value !== undefined && Object.keys(value).length > 0) {
          await removeTime({ pk }, time, value);
        }
      }
      // A time that somebody else wrote must not keep a step back either.
      const incidentId = pk.S.startsWith(incidentPrefix) && pk.S.slice(incidentPrefix.length);
      if (incidentId && incidents.length < limit) incidents.push(incidentId);
      if (wrong.length > 0 || bodies.size >= limit || !pk.S.startsWith('event#')) continue;
      const body = (await get({ pk }))?.['body']?.S;
      if (body !== undefined) bodies.set(pk.S.slice('event#'.length), body);
    }
    return { bodies, strange: strangeKeys, incidents };
  };
}
