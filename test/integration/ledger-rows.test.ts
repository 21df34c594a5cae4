import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoDb } from '../../lib/aws/dynamodb.ts';
import { isToldSingly, type UseMarks } from '../../lib/ledger/burst-budget.ts';
import { createDynamoDbLedger } from '../../lib/ledger/dynamodb-ledger.ts';
import { createMemoryLedger } from '../../lib/ledger/memory-ledger.ts';
import { createFakeClock } from '../lib/fake-clock.ts';
import { type DynamoDb, startDynamoDb } from './support/dynamodb.ts';
import { template } from './support/packaged-service.ts';

const account = '111122223333';
const table = 'root-alert-ledger-prod';

let dynamoDb: DynamoDb;
beforeEach(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createTableFrom(template(), 'Ledger');
});
afterEach(() => dynamoDb.stop());

const critical: UseMarks = {
  severity: 'critical',
  isSignIn: false,
  isGuess: false,
  needsRoot: true,
  kind: 'StopLogging',
  source: '203.0.113.24',
  session: 'ASIAQ7RT2MVK4EXAMPLE',
};

/** A ledger of a sandbox of its own. */
const open = (clock = createFakeClock()) => {
  const env = {
    ...dynamoDb.environment,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  return createDynamoDbLedger(createDynamoDb(env, clock), table, clock);
};

test('counts as the ledger of a process does, whichever sandbox asks', async () => {
  const clock = createFakeClock();
  const memory = createMemoryLedger(clock);
  const sandboxes = [open(clock), open(clock)];
  const uses = Array.from({ length: 60 }, (_, index) => ({
    ...critical,
    severity: index % 3 === 0 ? ('critical' as const) : ('high' as const),
    isSignIn: index % 5 === 0,
    kind: `Kind${index % 45}`,
    source: `198.51.100.${index % 13}`,
  }));
  for (const [index, marks] of uses.entries()) {
    const isRead = index % 4 === 0;
    const inProcess = await memory.countUse(account, isRead, marks);
    const counted = await sandboxes[index % 2]?.countUse(account, isRead, marks);
    expect(counted).toMatchObject({ uses: inProcess.uses, actions: inProcess.actions });
    expect(counted && isToldSingly(counted, isRead, marks)).toBe(
      isToldSingly(inProcess, isRead, marks),
    );
  }
});

describe('a row of the version before', () => {
  test('with an open window gets a new one, and keeps its name', async () => {
    const clock = createFakeClock();
    await open(clock).nameAccount(account, 'Payments');
    await dynamoDb.setNumber(table, `account#${account}`, 'windowStart', clock.now() - 1_000);
    await dynamoDb.setNumber(table, `account#${account}`, 'uses', 40);
    expect(await open(clock).countUse(account, false, critical)).toMatchObject({
      uses: 1,
      marked: { kind: 'first' },
      accountName: 'Payments',
    });
  });
});

describe('a time that nobody of us wrote', () => {
  const tenYearsMs = 10 * 365 * 24 * 3_600_000;

  test('does not keep a window open', async () => {
    const clock = createFakeClock();
    await open(clock).countUse(account, false, critical);
    await dynamoDb.setNumber(table, `account#${account}`, 'windowStart', clock.now() + tenYearsMs);
    await dynamoDb.setNumber(table, `account#${account}`, 'uses', 1_000);
    expect(await open(clock).countUse(account, false, critical)).toMatchObject({
      uses: 1,
      marked: { criticals: 1, kind: 'first' },
    });
  });

  test('does not claim an activity for ever', async () => {
    const clock = createFakeClock();
    await open(clock).claim('a', 1_000);
    await dynamoDb.setNumber(table, 'event#a', 'leaseUntil', clock.now() + tenYearsMs);
    expect(await open(clock).claim('a', 1_000)).toEqual({ state: 'claimed', told: [] });
  });

  test('does not make an activity told', async () => {
    const clock = createFakeClock();
    await open(clock).claim('a', 1_000);
    await dynamoDb.setNumber(table, 'event#a', 'toldAt', clock.now() + tenYearsMs);
    clock.advance(2_000);
    expect(await open(clock).find('a')).toBe('seen');
    expect(await open(clock).claim('a', 1_000)).toEqual({ state: 'claimed', told: [] });
  });

  test('does not keep the step of an incident back', async () => {
    const clock = createFakeClock();
    const ledger = open(clock);
    await ledger.keepNextStep('AAAAAAAAAA', clock.now() + 4 * 3_600_000);
    await ledger.keepNextStep('BBBBBBBBBB', clock.now() + 2 * 3_600_000);
    const { incidents, strange } = await ledger.findOverdue(10);
    expect(incidents).toEqual(['AAAAAAAAAA']);
    expect(strange).toEqual(['incident#AAAAAAAAAA']);
  });

  test('does not make an activity wait for ever', async () => {
    const clock = createFakeClock();
    await open(clock).claim('a', 1_000);
    await dynamoDb.setNumber(table, 'event#a', 'seenAt', clock.now() + tenYearsMs);
    expect(await open(clock).find('a')).toBe('overdue');
  });
});
