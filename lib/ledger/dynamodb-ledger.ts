import { randomUUID } from 'node:crypto';
import { type DynamoDb, DynamoDbError, type Item } from '../aws/dynamodb.ts';
import type { Clock } from '../clock.ts';
import { type Claim, type Ledger, rowTtlSeconds, type UseCount, useWindowMs } from './ledger.ts';

/** What is said of an UpdateItem besides its table. */
interface Update {
  readonly Key: Item;
  readonly UpdateExpression: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues: Item;
  readonly ReturnValues?: 'ALL_OLD' | 'ALL_NEW';
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD';
}

/**
 * The ledger in DynamoDB. Rows: `event#<id>` with `seenAt`, `leaseUntil`, `told` (rooms), `toldAt`
 * and, for DynamoDB's TTL, `expiresAt`; `account#<account>` with `windowStart`, `uses`, `actions`,
 * `lastUseAt`, `accountName`, and `state#<name>` with `text`, `keptAt`, which are few and stay. Times are milliseconds since 1970, but `expiresAt` is seconds.
 * `writtenBy` tells the second try of a call, whose answer was lost, from somebody else's call.
 */
export function createDynamoDbLedger(dynamoDb: DynamoDb, table: string, clock: Clock): Ledger {
  /** Windows this process knows to be open: saves a call for each use after the first. */
  const openWindows = new Map<string, number>();

  const update = async (input: Update) =>
    (await dynamoDb('UpdateItem', { TableName: table, ...input })).attributes;

  const get = async (key: Item) => (await dynamoDb('GetItem', { TableName: table, Key: key })).item;

  const expiresAt = () => number(Math.floor(clock.now() / 1000) + rowTtlSeconds);

  async function claim(id: string, leaseMs: number): Promise<Claim> {
    const now = clock.now();
    try {
      const before = await update({
        Key: eventKey(id),
        UpdateExpression:
          'SET leaseUntil = :until, writtenBy = :me, expiresAt = :expires, seenAt = if_not_exists(seenAt, :now)',
        ConditionExpression:
          'attribute_not_exists(toldAt) AND (attribute_not_exists(leaseUntil) OR leaseUntil < :now OR writtenBy = :me)',
        ExpressionAttributeValues: {
          ':until': number(now + leaseMs),
          ':me': { S: randomUUID() },
          ':expires': expiresAt(),
          ':now': number(now),
        },
        ReturnValues: 'ALL_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return { state: 'claimed', told: before?.['told']?.SS ?? [] };
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      // DynamoDB shows the row in the way; what only speaks like it, such as an emulator, may not.
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
        ...(isDone ? { ':now': number(clock.now()) } : {}),
      },
    });
  }

  async function countUse(account: string, isReadOnly: boolean): Promise<UseCount> {
    const knownSince = openWindows.get(account);
    if (knownSince !== undefined && clock.now() - knownSince < useWindowMs) {
      const count = await addToWindow(account, isReadOnly).catch(throttledToMany);
      if (count !== undefined) return count;
    }
    return (
      (await openWindow(account, isReadOnly)) ??
      (await addToWindow(account, isReadOnly)) ??
      // Two windows cannot close between two calls: whoever gets here met a clock that jumped.
      firstUse(isReadOnly)
    );
  }

  /** Undefined: a window is open already. */
  async function openWindow(account: string, isReadOnly: boolean): Promise<UseCount | undefined> {
    const now = clock.now();
    const count = firstUse(isReadOnly);
    const opened = await conditionally(
      update({
        Key: accountKey(account),
        UpdateExpression:
          'SET windowStart = :now, lastUseAt = :now, uses = :uses, actions = :actions, writtenBy = :me',
        ConditionExpression:
          'attribute_not_exists(windowStart) OR windowStart <= :closed OR writtenBy = :me',
        ExpressionAttributeValues: {
          ':me': { S: randomUUID() },
          ':now': number(now),
          ':closed': number(now - useWindowMs),
          ':uses': number(count.uses),
          ':actions': number(count.actions),
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    openWindows.set(account, now);
    return opened && toCount(opened);
  }

  /** Undefined: no window is open. */
  async function addToWindow(account: string, isReadOnly: boolean): Promise<UseCount | undefined> {
    const now = clock.now();
    const updated = await conditionally(
      update({
        Key: accountKey(account),
        UpdateExpression: 'SET lastUseAt = :now ADD uses :uses, actions :actions',
        ConditionExpression: 'windowStart > :closed',
        ExpressionAttributeValues: {
          ':now': number(now),
          ':closed': number(now - useWindowMs),
          ':uses': number(1),
          ':actions': number(isReadOnly ? 0 : 1),
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return updated && toCount(updated);
  }

  async function accountName(account: string): Promise<string | undefined> {
    const row = await get(accountKey(account));
    return row?.['accountName']?.S;
  }

  async function nameAccount(account: string, name: string): Promise<void> {
    await update({
      Key: accountKey(account),
      UpdateExpression: 'SET accountName = :name',
      ExpressionAttributeValues: { ':name': { S: name } },
    });
  }

  async function state(name: string): Promise<string | undefined> {
    const row = await get(stateKey(name));
    return row?.['text']?.S;
  }

  async function keepState(name: string, text: string): Promise<void> {
    await update({
      Key: stateKey(name),
      UpdateExpression: 'SET #text = :text, keptAt = :now',
      ExpressionAttributeNames: { '#text': 'text' },
      ExpressionAttributeValues: { ':text': { S: text }, ':now': number(clock.now()) },
    });
  }

  return { claim, find, recordTold, countUse, accountName, nameAccount, state, keepState };
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
 * A row takes a thousand writes a second (Amazon DynamoDB Developer Guide, "Partition key design"). An account whose
 * window is open, and whose row takes no more, is in a burst: were each use told singly because it cannot be counted,
 * whoever makes enough of them could drown the room.
 */
function throttledToMany(error: unknown): UseCount {
  if (!(error instanceof DynamoDbError && error.isThrottling)) throw error;
  return { uses: Number.POSITIVE_INFINITY, actions: Number.POSITIVE_INFINITY };
}

const isConditionFailed = (error: unknown): error is DynamoDbError =>
  error instanceof DynamoDbError && error.name === 'ConditionalCheckFailedException';

async function conditionally<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isConditionFailed(error)) return undefined;
    throw error;
  }
}

const firstUse = (isReadOnly: boolean): UseCount => ({ uses: 1, actions: isReadOnly ? 0 : 1 });
const number = (value: number) => ({ N: String(value) });
const eventKey = (id: string) => ({ pk: { S: `event#${id}` } });
const stateKey = (name: string) => ({ pk: { S: `state#${name}` } });
const accountKey = (account: string) => ({ pk: { S: `account#${account}` } });
