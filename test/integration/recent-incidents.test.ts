import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoDb } from '../../lib/aws/dynamodb.ts';
import { createDynamoDbLedger } from '../../lib/ledger/dynamodb-ledger.ts';
import { createLedgerTable } from '../../lib/ledger/ledger-table.ts';
import { createRecentIncidents } from '../../lib/ledger/recent-incidents.ts';
import { createFakeClock } from '../lib/fake-clock.ts';
import { type DynamoDb, startDynamoDb } from './support/dynamodb.ts';
import { template } from './support/packaged-service.ts';

const name = 'root-alert-ledger-prod';
const hourMs = 3_600_000;
let dynamoDb: DynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createTableFrom(template(), 'Ledger');
});
afterAll(() => dynamoDb.stop());

function start() {
  const clock = createFakeClock(Date.parse('2026-11-21T18:00:00Z'));
  const env = {
    ...dynamoDb.environment,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const client = createDynamoDb(env, clock);
  return {
    clock,
    ledger: createDynamoDbLedger(client, name, clock),
    table: createLedgerTable(client, name, clock),
  };
}

test('incidents of the last hours are found, those with a critical use first, then the latest, and no other row', async () => {
  const { clock, ledger, table } = start();
  const describe = (id: string, part: 'first' | 'critical') =>
    ledger.describeIncident(id, part, { id: `use of ${id}`, text: 'x' });
  await describe('TOO0000001', 'critical');
  clock.advance(73 * hourMs);
  await describe('CRITICAL01', 'first');
  await describe('CRITICAL01', 'critical');
  clock.advance(hourMs);
  await describe('EARLIER001', 'first');
  clock.advance(hourMs);
  await describe('LATER00001', 'first');
  await ledger.keepState('webhook-rooms', 'incident#');
  await ledger.claim('an activity', 60_000, 'body');
  const recentIncidents = createRecentIncidents(table, 72 * hourMs);
  expect(await recentIncidents(10)).toEqual(['CRITICAL01', 'LATER00001', 'EARLIER001']);
  expect(await recentIncidents(1)).toEqual(['CRITICAL01']);
});

test('a ledger that takes too long to look through gives no half of a list', async () => {
  const { clock, table } = start();
  async function* slowly() {
    for (let nth = 0; ; nth += 1) {
      clock.advance(3_000);
      yield { pk: { S: `incident#${nth}` } };
    }
  }
  const recentIncidents = createRecentIncidents({ ...table, scan: slowly }, 72 * hourMs);
  await expect(recentIncidents(10)).rejects.toThrow('The ledger is too long.');
});
