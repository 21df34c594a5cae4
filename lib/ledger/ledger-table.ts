import { randomUUID } from 'node:crypto';
import type { DynamoDb, DynamoDbError, Item } from '../aws/dynamodb.ts';
import type { Clock } from '../clock.ts';

/** Input of an UpdateItem, without its table. */
export interface Update {
  readonly Key: Item;
  readonly UpdateExpression: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues: Item;
  readonly ReturnValues?: 'ALL_OLD' | 'ALL_NEW';
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD';
}

/** Input of a Scan, without its table. */
export interface Scan {
  readonly FilterExpression: string;
  readonly ProjectionExpression: string;
  readonly ExpressionAttributeValues: Item;
}

/** The one table that the ledger writes, with what all its rows need. */
export interface LedgerTable {
  /** @throws {DynamoDbError} as DynamoDB does. */
  readonly update: (input: Update) => Promise<Item | undefined>;
  /** @throws {DynamoDbError} as DynamoDB does. */
  readonly get: (key: Item) => Promise<Item | undefined>;
  /**
   * Every row that passes a filter, page by page.
   *
   * @throws {DynamoDbError} as DynamoDB does.
   */
  readonly scan: (input: Scan) => AsyncIterable<Item>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A value for `writtenBy`: it tells the second try of a call, whose answer was lost, from a call of another process. */
  readonly newWriter: () => Item[string];
}

export function createLedgerTable(dynamoDb: DynamoDb, name: string, clock: Clock): LedgerTable {
  return {
    update: async (input) =>
      (await dynamoDb('UpdateItem', { TableName: name, ...input })).attributes,
    get: async (key) => (await dynamoDb('GetItem', { TableName: name, Key: key })).item,
    async *scan(input) {
      let nextKey: Item | undefined;
      do {
        const page = await dynamoDb('Scan', {
          TableName: name,
          ...input,
          ...(nextKey && { ExclusiveStartKey: nextKey }),
        });
        yield* page.items ?? [];
        nextKey = page.nextKey;
      } while (nextKey !== undefined);
    },
    now: () => clock.now(),
    newWriter: () => ({ S: randomUUID() }),
  };
}

export const number = (value: number) => ({ N: String(value) });

/** By its name: a file that is loaded late has a class of errors of its own, of the same name (plugin/build/esbuild-plugins.ts). */
export const isConditionFailed = (error: unknown): error is DynamoDbError =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

/** What a conditional write gives. Undefined: its condition did not hold. */
export async function conditionally<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isConditionFailed(error)) return undefined;
    throw error;
  }
}
