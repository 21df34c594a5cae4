import { expect, test } from 'vitest';
import { type DynamoDb, DynamoDbError, type Item } from '../../../lib/aws/dynamodb.ts';
import { createDynamoDbLedger } from '../../../lib/ledger/dynamodb-ledger.ts';
import { createFakeClock } from '../fake-clock.ts';

/** A table with one row, which a refused write shows or does not show. */
function claimOn(row: Item, isShown: boolean) {
  const operations: string[] = [];
  const dynamoDb: DynamoDb = async (operation) => {
    operations.push(operation);
    if (operation === 'GetItem') return { item: row, attributes: undefined };
    throw new DynamoDbError('ConditionalCheckFailedException', {
      item: isShown ? row : undefined,
      isTransient: false,
    });
  };
  const ledger = createDynamoDbLedger(dynamoDb, 'root-alert-ledger-prod', createFakeClock());
  return { operations, claim: () => ledger.claim('id', 30_000) };
}

const told: Item = { toldAt: { N: '1' } };
const leased: Item = { leaseUntil: { N: '9' } };

test.each([
  ['told', told],
  ['claimedElsewhere', leased],
])('a row that is %s is known from the refused claim alone', async (state, row) => {
  const { operations, claim } = claimOn(row, true);
  expect(await claim()).toEqual({ state });
  expect(operations).toEqual(['UpdateItem']);
});

test.each([
  ['told', told],
  ['claimedElsewhere', leased],
])('a row that is %s is asked for where a refused claim does not show it', async (state, row) => {
  const { operations, claim } = claimOn(row, false);
  expect(await claim()).toEqual({ state });
  expect(operations).toEqual(['UpdateItem', 'GetItem']);
});
