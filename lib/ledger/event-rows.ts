import { type Claim, type Ledger, rowTtlSeconds } from './ledger.ts';
import { isConditionFailed, type LedgerTable, number } from './ledger-table.ts';

const eventKey = (id: string) => ({ pk: { S: `event#${id}` } });

/** The rows `event#<id>`: one an activity. */
export function createEventRows({
  update,
  get,
  now,
  newWriter,
}: LedgerTable): Pick<Ledger, 'claim' | 'find' | 'recordTold'> {
  const expiresAt = () => number(Math.floor(now() / 1000) + rowTtlSeconds);

  async function claim(id: string, leaseMs: number): Promise<Claim> {
    const nowMs = now();
    try {
      const before = await update({
        Key: eventKey(id),
        UpdateExpression:
          'SET leaseUntil = :until, writtenBy = :me, expiresAt = :expires, seenAt = if_not_exists(seenAt, :now)',
        ConditionExpression:
          'attribute_not_exists(toldAt) AND (attribute_not_exists(leaseUntil) OR leaseUntil < :now OR writtenBy = :me)',
        ExpressionAttributeValues: {
          ':until': number(nowMs + leaseMs),
          ':me': newWriter(),
          ':expires': expiresAt(),
          ':now': number(nowMs),
        },
        ReturnValues: 'ALL_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return { state: 'claimed', told: before?.['told']?.SS ?? [] };
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      // DynamoDB returns the row that made the condition fail. An emulator may not.
      const row = error.item ?? (await get(eventKey(id)));
      return { state: row?.['toldAt'] === undefined ? 'claimedElsewhere' : 'told' };
    }
  }

  async function find(id: string): Promise<'told' | 'seen' | undefined> {
    const row = await get(eventKey(id));
    return row && (row['toldAt'] === undefined ? 'seen' : 'told');
  }

  async function recordTold(id: string, rooms: readonly string[], isDone: boolean): Promise<void> {
    await update({
      Key: eventKey(id),
      UpdateExpression: [
        `SET expiresAt = :expires${isDone ? ', toldAt = :now' : ''}`,
        'REMOVE leaseUntil',
        ...(rooms.length > 0 ? ['ADD told :rooms'] : []),
      ].join(' '),
      ExpressionAttributeValues: {
        ':expires': expiresAt(),
        ...(rooms.length > 0 ? { ':rooms': { SS: [...rooms] } } : {}),
        ...(isDone ? { ':now': number(now()) } : {}),
      },
    });
  }

  return { claim, find, recordTold };
}
