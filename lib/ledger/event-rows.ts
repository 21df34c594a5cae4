import type { Item } from '../aws/dynamodb.ts';
import { type Claim, type Ledger, overdueMs, rowTtlSeconds } from './ledger.ts';
import { isConditionFailed, type LedgerTable, number } from './ledger-table.ts';
import { maxClockSkewMs } from './use-window.ts';

const eventKey = (id: string) => ({ pk: { S: `event#${id}` } });

/** No invocation claims for longer. A lease that ends later, nobody of us took. */
export const maxLeaseMs = 60_000;

/**
 * Times that nobody of us can have written do not count: a row that was told in the future is not told, and a lease
 * without end is none. `NOT` of these is true too where an attribute is missing or is no number.
 */
const isTold = 'toldAt >= :zero AND toldAt <= :ahead';
const isLeased = 'leaseUntil >= :now AND leaseUntil <= :latest';

/** The rows `event#<id>`: one an activity. */
export function createEventRows({
  update,
  get,
  now,
  newWriter,
}: LedgerTable): Pick<Ledger, 'claim' | 'find' | 'recordTold'> {
  const expiresAt = () => number(Math.floor(now() / 1000) + rowTtlSeconds);

  async function claim(id: string, leaseMs: number, body?: string): Promise<Claim> {
    const nowMs = now();
    try {
      const before = await update({
        Key: eventKey(id),
        UpdateExpression: [
          'SET leaseUntil = :until, writtenBy = :me, expiresAt = :expires, seenAt = if_not_exists(seenAt, :now)',
          ...(body === undefined ? [] : ['body = if_not_exists(body, :body)']),
        ].join(', '),
        ConditionExpression: `(NOT (${isTold})) AND ((NOT (${isLeased})) OR writtenBy = :me)`,
        ExpressionAttributeValues: {
          ':until': number(nowMs + leaseMs),
          ':me': newWriter(),
          ':expires': expiresAt(),
          ':now': number(nowMs),
          ':zero': number(0),
          ':ahead': number(nowMs + maxClockSkewMs),
          ':latest': number(nowMs + maxLeaseMs + maxClockSkewMs),
          ...(body === undefined ? {} : { ':body': { S: body } }),
        },
        ReturnValues: 'ALL_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return { state: 'claimed', told: before?.['told']?.SS ?? [] };
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      // DynamoDB returns the row that made the condition fail. An emulator may not.
      const row = error.item ?? (await get(eventKey(id)));
      if (!wasTold(row, nowMs)) return { state: 'claimedElsewhere' };
      const timerOf = row?.['timerOf']?.S;
      return { state: 'told', ...(timerOf !== undefined && { timerOf }) };
    }
  }

  async function find(id: string): Promise<'told' | 'seen' | 'overdue' | undefined> {
    const nowMs = now();
    const row = await get(eventKey(id));
    if (row === undefined) return undefined;
    if (wasTold(row, nowMs)) return 'told';
    const seenMs = timeAt(row, 'seenAt', nowMs);
    const heldMs = timeAt(row, 'leaseUntil', nowMs + maxLeaseMs) ?? 0;
    const isHeld = seenMs !== undefined && nowMs - Math.max(seenMs, heldMs) <= overdueMs;
    return isHeld ? 'seen' : 'overdue';
  }

  async function recordTold(
    id: string,
    rooms: readonly string[],
    isDone: boolean,
    timerOf?: string,
  ): Promise<void> {
    const isTimer = timerOf !== undefined;
    await update({
      Key: eventKey(id),
      UpdateExpression: [
        `SET expiresAt = :expires${isDone ? ', toldAt = :now' : ''}${isTimer ? ', timerOf = :timerOf' : ''}`,
        `REMOVE leaseUntil${isDone ? ', body' : ''}`,
        ...(rooms.length > 0 ? ['ADD told :rooms'] : []),
      ].join(' '),
      ExpressionAttributeValues: {
        ':expires': expiresAt(),
        ...(rooms.length > 0 ? { ':rooms': { SS: [...rooms] } } : {}),
        ...(isDone ? { ':now': number(now()) } : {}),
        ...(isTimer ? { ':timerOf': { S: timerOf } } : {}),
      },
    });
  }

  return { claim, find, recordTold };
}

function wasTold(row: Item | undefined, nowMs: number): boolean {
  return row !== undefined && timeAt(row, 'toldAt', nowMs) !== undefined;
}

/** Undefined: the row has no such time, or one that nobody of us can have written. */
function timeAt(row: Item, name: string, nowMs: number): number | undefined {
  const ms = Number(row[name]?.N ?? Number.NaN);
  return ms >= 0 && ms <= nowMs + maxClockSkewMs ? ms : undefined;
}
