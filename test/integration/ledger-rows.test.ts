import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoDb } from '../../lib/aws/dynamodb.ts';
import { isToldSingly, type UseMarks } from '../../lib/ledger/burst-budget.ts';
import { createDynamoDbLedger } from '../../lib/ledger/dynamodb-ledger.ts';
import { useWindowMs } from '../../lib/ledger/ledger.ts';
import { createMemoryLedger } from '../../lib/ledger/memory-ledger.ts';
import { maxSessions } from '../../lib/ledger/session-counts.ts';
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
    clock.advance(1_000);
  }
  expect(await open(clock).lastUse(account)).toBe(clock.now() - 1_000);
  expect(await memory.lastUse(account)).toBe(clock.now() - 1_000);
  for (const ledger of [open(clock), memory]) expect(await ledger.lastUse('none')).toBeUndefined();
});

describe('a session', () => {
  const countIn = (ledger: ReturnType<typeof open>, session: string) =>
    ledger.countUse(account, false, { ...critical, session });

  test('is counted on, by every sandbox, when the window is over', async () => {
    const clock = createFakeClock();
    const sinceMs = clock.now();
    const [one, other] = [open(clock), open(clock)];
    expect(await countIn(one, 'ASIA1')).toMatchObject({ session: { uses: 1, sinceMs } });
    expect(await countIn(other, 'ASIA1')).toMatchObject({ session: { uses: 2, sinceMs } });
    clock.advance(3 * useWindowMs);
    expect(await countIn(open(clock), 'ASIA1')).toMatchObject({
      uses: 1,
      session: { uses: 3, sinceMs },
    });
    expect(await countIn(one, 'ASIA1')).toMatchObject({ uses: 2, session: { uses: 4, sinceMs } });
  });

  test('costs no call of its own', async () => {
    const clock = createFakeClock();
    const ledger = open(clock);
    await countIn(ledger, 'ASIA1');
    const before = dynamoDb.calls.length;
    await countIn(ledger, 'ASIA1');
    expect(dynamoDb.calls.length - before).toBe(1);
  });

  test('takes bounded room, however many there are, and the same as in one process', async () => {
    const clock = createFakeClock();
    const memory = createMemoryLedger(clock);
    const sandboxes = [open(clock), open(clock), open(clock)];
    for (let n = 0; n < 90; n += 1) {
      const session = `ASIA${n % 30}`;
      const sandbox = sandboxes[n % 3] ?? open(clock);
      const counted = await countIn(sandbox, session);
      const inProcess = await memory.countUse(account, false, { ...critical, session });
      if (n < maxSessions) expect(counted.session).toEqual(inProcess.session);
      clock.advance(20_000);
    }
    const [row] = await dynamoDb.scan(table);
    const counted = Object.keys(row ?? {}).filter((name) => name.startsWith('since-'));
    // Each sandbox drops what is too much for all that it has seen.
    expect(counted.length).toBeLessThanOrEqual(maxSessions + sandboxes.length);
    expect(counted.length).toBeGreaterThanOrEqual(maxSessions);
  });

  test('says nothing by a time that nobody of us can have written', async () => {
    const clock = createFakeClock();
    await countIn(open(clock), 'ASIA1');
    const [row] = await dynamoDb.scan(table);
    const name = Object.keys(row ?? {}).find((it) => it.startsWith('since-')) ?? '';
    await dynamoDb.setNumber(table, `account#${account}`, name, clock.now() + 3_600_000);
    expect(await countIn(open(clock), 'ASIA1')).not.toHaveProperty('session');
  });
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
