import { DynamoDbError, type Item } from '../aws/dynamodb.ts';
import { type Ledger, type UseCount, useWindowMs } from './ledger.ts';
import { isConditionFailed, type LedgerTable, number } from './ledger-table.ts';

const accountKey = (account: string) => ({ pk: { S: `account#${account}` } });

/** The rows `account#<account>`: how often root was used in the current window, and the name of the account. */
export function createAccountRows(
  table: LedgerTable,
): Pick<Ledger, 'countUse' | 'accountName' | 'nameAccount'> {
  const { update, get, now } = table;
  /** When each window began that this process knows to be open: saves a call for each use after the first. */
  const openWindows = new Map<string, number>();

  return {
    async countUse(account, isReadOnly) {
      const knownSince = openWindows.get(account);
      if (knownSince !== undefined && now() - knownSince < useWindowMs) {
        const count = await addToWindow(table, account, isReadOnly).catch(throttledToMany);
        if (count !== undefined) return count;
      }
      const nowMs = now();
      const opened = await openWindow(table, account, isReadOnly);
      openWindows.set(account, nowMs);
      return (
        opened ??
        (await addToWindow(table, account, isReadOnly)) ??
        // Two windows cannot close between two calls unless the clock jumped.
        firstUse(isReadOnly)
      );
    },

    async accountName(account) {
      const row = await get(accountKey(account));
      return row?.['accountName']?.S;
    },

    async nameAccount(account, name) {
      await update({
        Key: accountKey(account),
        UpdateExpression: 'SET accountName = :name',
        ExpressionAttributeValues: { ':name': { S: name } },
      });
    },
  };
}

/** Undefined: a window is open already. */
async function openWindow(
  { update, now, newWriter }: LedgerTable,
  account: string,
  isReadOnly: boolean,
): Promise<UseCount | undefined> {
  const nowMs = now();
  const count = firstUse(isReadOnly);
  const opened = await conditionally(
    update({
      Key: accountKey(account),
      UpdateExpression:
        'SET windowStart = :now, lastUseAt = :now, uses = :uses, actions = :actions, writtenBy = :me',
      ConditionExpression:
        'attribute_not_exists(windowStart) OR windowStart <= :closed OR writtenBy = :me',
      ExpressionAttributeValues: {
        ':me': newWriter(),
        ':now': number(nowMs),
        ':closed': number(nowMs - useWindowMs),
        ':uses': number(count.uses),
        ':actions': number(count.actions),
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return opened && toCount(opened);
}

/** Undefined: no window is open. */
async function addToWindow(
  { update, now }: LedgerTable,
  account: string,
  isReadOnly: boolean,
): Promise<UseCount | undefined> {
  const nowMs = now();
  const updated = await conditionally(
    update({
      Key: accountKey(account),
      UpdateExpression: 'SET lastUseAt = :now ADD uses :uses, actions :actions',
      ConditionExpression: 'windowStart > :closed',
      ExpressionAttributeValues: {
        ':now': number(nowMs),
        ':closed': number(nowMs - useWindowMs),
        ':uses': number(1),
        ':actions': number(isReadOnly ? 0 : 1),
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return updated && toCount(updated);
}

function toCount(row: Item): UseCount {
  const name = row['accountName']?.S;
  return {
    uses: Number(row['uses']?.N ?? 0),
    actions: Number(row['actions']?.N ?? 0),
    ...(name === undefined ? {} : { accountName: name }),
  };
}

/**
 * A row takes a thousand writes a second (Amazon DynamoDB Developer Guide, "Partition key design"). If the window of an
 * account is open and its row takes no more, the account is in a burst. If each use that cannot be counted were posted
 * by itself, an attacker could flood the room with enough of them.
 */
function throttledToMany(error: unknown): UseCount {
  if (!(error instanceof DynamoDbError && error.isThrottling)) throw error;
  return { uses: Number.POSITIVE_INFINITY, actions: Number.POSITIVE_INFINITY };
}

async function conditionally<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isConditionFailed(error)) return undefined;
    throw error;
  }
}

const firstUse = (isReadOnly: boolean): UseCount => ({ uses: 1, actions: isReadOnly ? 0 : 1 });
