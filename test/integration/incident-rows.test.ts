import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDynamoDb } from '../../lib/aws/dynamodb.ts';
import {
  type IncidentUse,
  isIncidentId,
  maxAnswers,
  maxIncidentMs,
  maxSessions,
  quietMs,
} from '../../lib/incident/incident.ts';
import { precursorGapMs } from '../../lib/incident/precursor.ts';
import { maxDeedsOfEach } from '../../lib/incident/uses-note.ts';
import { createDynamoDbLedger } from '../../lib/ledger/dynamodb-ledger.ts';
import { type Ledger, overdueStepMs } from '../../lib/ledger/ledger.ts';
import { createMemoryLedger } from '../../lib/ledger/memory-ledger.ts';
import { createFakeClock, type FakeClock } from '../lib/fake-clock.ts';
import { type DynamoDb, startDynamoDb } from './support/dynamodb.ts';
import { template } from './support/packaged-service.ts';

let dynamoDb: DynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  await dynamoDb.createTableFrom(template(), 'Ledger');
});
afterAll(() => dynamoDb.stop());

let counters = 0;
const inDynamoDb = (clock: FakeClock): Ledger => {
  const env = {
    ...dynamoDb.environment,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  return createDynamoDbLedger(createDynamoDb(env, clock), 'root-alert-ledger-prod', clock);
};

describe.each([
  ['DynamoDB', inDynamoDb],
  ['memory', createMemoryLedger],
])('an incident in %s', (_, open) => {
  function start() {
    const clock = createFakeClock(Date.parse('2026-11-21T18:12:50Z'));
    const ledger = open(clock);
    counters += 1;
    const counter = `1111${counters}`;
    const use = (id: string, more: Partial<IncidentUse> = {}): IncidentUse => ({
      counter,
      id,
      session: 'one',
      isCritical: false,
      ...more,
    });
    const idOf = async (it: IncidentUse) => (await ledger.joinIncident(it))?.id;
    return { clock, ledger, counter, use, idOf };
  }

  test('is opened by a first use, and has an id that people can read out', async () => {
    const { ledger, use, clock } = start();
    const incident = await ledger.joinIncident(use('a'));
    expect(incident).toMatchObject({ openedAtMs: clock.now(), isTimer: true });
    expect(isIncidentId(incident?.id ?? '')).toBe(true);
  });

  test('takes the other sessions of its time, and the later uses of its own', async () => {
    const { clock, use, idOf } = start();
    const id = await idOf(use('a'));
    clock.advance(quietMs - 1);
    expect(await idOf(use('b', { session: 'two' }))).toBe(id);
    clock.advance(5 * quietMs);
    expect(await idOf(use('c', { session: 'two' }))).toBe(id);
    expect(await idOf(use('d', { session: undefined }))).toBe(id);
  });

  test('takes no other session after an hour of quiet', async () => {
    const { clock, use, idOf } = start();
    const id = await idOf(use('a'));
    clock.advance(quietMs);
    expect(await idOf(use('b', { session: 'two' }))).not.toBe(id);
  });

  test('takes nobody of another account', async () => {
    const { use, idOf } = start();
    const id = await idOf(use('a'));
    expect(await idOf(use('a', { counter: 'another' }))).not.toBe(id);
  });

  test('takes no other session once it is answered: the answer was not about that', async () => {
    const { ledger, counter, use, idOf } = start();
    const id = (await idOf(use('a'))) ?? '';
    await ledger.markAnswered(counter, id);
    expect(await idOf(use('b'))).toBe(id);
    expect(await idOf(use('c', { session: 'thief' }))).not.toBe(id);
  });

  test('an answer to an earlier one changes nothing of the latest', async () => {
    const { clock, ledger, counter, use, idOf } = start();
    const earlier = (await idOf(use('a'))) ?? '';
    clock.advance(quietMs);
    const latest = await idOf(use('b', { session: 'two' }));
    await ledger.markAnswered(counter, earlier);
    expect(await idOf(use('c', { session: 'three' }))).toBe(latest);
  });

  test('is over after twelve hours, whoever still uses its session', async () => {
    const { clock, use, idOf } = start();
    const id = await idOf(use('a'));
    clock.advance(maxIncidentMs);
    expect(await idOf(use('b'))).not.toBe(id);
  });

  test('is timed by its first use and by its first critical one, each however often it is told', async () => {
    const { ledger, use } = start();
    const isTimer = async (it: IncidentUse) => (await ledger.joinIncident(it))?.isTimer;
    expect(await isTimer(use('a'))).toBe(true);
    expect(await isTimer(use('b'))).toBe(false);
    expect(await isTimer(use('c', { isCritical: true }))).toBe(true);
    expect(await isTimer(use('d', { isCritical: true }))).toBe(false);
    expect(await isTimer(use('c', { isCritical: true }))).toBe(true);
    expect(await isTimer(use('a'))).toBe(true);
  });

  test('what becomes critical after an answer is a timer again', async () => {
    const { ledger, counter, use, idOf } = start();
    const id = (await idOf(use('a', { isCritical: true }))) ?? '';
    await ledger.markAnswered(counter, id);
    const later = await ledger.joinIncident(use('b', { isCritical: true }));
    expect(later).toMatchObject({ id, isTimer: true });
  });

  test('a use that opened one opens the same, told again by another sandbox', async () => {
    const { clock, ledger, counter, use, idOf } = start();
    const id = (await idOf(use('a'))) ?? '';
    await ledger.markAnswered(counter, id);
    clock.advance(quietMs);
    expect(await idOf(use('a'))).toBe(id);
  });

  test('of very many sessions becomes another, so that its row stays small', async () => {
    const { use, idOf } = start();
    const id = await idOf(use('a', { session: '0' }));
    for (let session = 1; session < maxSessions; session += 1) {
      expect(await idOf(use(`b${session}`, { session: `${session}` }))).toBe(id);
    }
    expect(await idOf(use('c', { session: 'one more' }))).not.toBe(id);
  });

  const about = (id: string, text: string) => ({ id, text });

  test('keeps what it is about, and the answers to it, as they were given first', async () => {
    const { ledger, counter } = start();
    expect(await ledger.incident(counter)).toBeUndefined();
    await ledger.describeIncident(counter, 'first', about('a', 'one'));
    await ledger.describeIncident(counter, 'first', about('b', 'two'));
    await ledger.describeIncident(counter, 'critical', about('c', 'three'));
    await ledger.describeIncident(counter, 'critical', about('c', 'three, told again'));
    await ledger.addAnswer(counter, 'planned');
    await ledger.addAnswer(counter, 'planned');
    await ledger.addAnswer(counter, 'not us');
    const row = await ledger.incident(counter);
    expect(row).toMatchObject({ first: 'one', critical: 'three' });
    expect(row?.answers.toSorted()).toEqual(['not us', 'planned']);
  });

  test('is asked about by another critical use, where there is one: that after an answer', async () => {
    const { ledger, counter } = start();
    await ledger.describeIncident(counter, 'critical', about('a', 'one'));
    await ledger.describeIncident(counter, 'critical', about('b', 'two'));
    expect(await ledger.incident(counter)).toMatchObject({ critical: 'two' });
  });

  test('has a next step until it is done, and one at once when somebody answers', async () => {
    const { ledger, counter, clock } = start();
    const next = async () => (await ledger.incident(counter))?.nextStepAtMs;
    const dueAtMs = clock.now() + 600_000;
    await ledger.describeIncident(counter, 'critical', about('a', 'one'), dueAtMs);
    expect(await next()).toBe(dueAtMs);
    await ledger.keepNextStep(counter, undefined);
    expect(await next()).toBeUndefined();
    await ledger.keepNextStep(counter, dueAtMs);
    await ledger.addAnswer(counter, 'planned');
    expect(await next()).toBe(clock.now());
  });

  test('whose step is overdue is found, and no other', async () => {
    const { ledger, counter, clock } = start();
    const of = (name: string) => `${counter}-${name}`;
    await ledger.keepNextStep(of('overdue'), clock.now() - overdueStepMs - 1);
    await ledger.keepNextStep(of('due'), clock.now() - overdueStepMs);
    await ledger.keepNextStep(of('later'), clock.now() + 60_000);
    await ledger.keepNextStep(of('done'), undefined);
    const { incidents } = await ledger.findOverdue(1_000);
    expect(incidents.filter((id) => id.startsWith(counter))).toEqual([of('overdue')]);
  });

  test('has a thread in each room, the first that was named', async () => {
    const { ledger, counter } = start();
    await ledger.keepThread(counter, 'slackBot', '1.1');
    await ledger.keepThread(counter, 'slackBot', '2.2');
    await ledger.keepThread(counter, '보안 방', '3.3');
    expect([...((await ledger.incident(counter))?.threads ?? [])].toSorted()).toEqual([
      ['slackBot', '1.1'],
      ['보안 방', '3.3'],
    ]);
  });

  test('adds up what messages told of it, and keeps the first deeds alone', async () => {
    const { ledger, counter, clock } = start();
    const note = (nth: number, failed = 0) => ({
      uses: 10,
      failed,
      regions: [`us-east-${nth}`],
      critical: [`deed ${nth}`],
      lesser: [],
    });
    await ledger.noteUses(counter, note(1, 2));
    clock.advance(5_000);
    for (let nth = 2; nth <= maxDeedsOfEach + 3; nth += 1)
      await ledger.noteUses(counter, note(nth));
    const noted = (await ledger.incident(counter))?.noted;
    expect(noted).toMatchObject({ uses: 90, failed: 2, lastToldAtMs: clock.now(), lesser: [] });
    expect(noted?.critical.toSorted()).toEqual(
      Array.from({ length: maxDeedsOfEach }, (_, index) => `deed ${index + 1}`),
    );
    expect(await ledger.incident(`${counter}-other`)).toBeUndefined();
  });

  test('has what came before it in its account, by kind, with those within the hour', async () => {
    const { ledger, counter, clock } = start();
    expect(await ledger.precursors(counter)).toEqual({});
    await ledger.notePrecursors(counter, 'refusedSignIn', 3);
    clock.advance(precursorGapMs);
    const sinceMs = clock.now();
    await ledger.notePrecursors(counter, 'refusedSignIn', 1);
    clock.advance(60_000);
    await ledger.notePrecursors(counter, 'refusedSignIn', 4);
    await ledger.notePrecursors(counter, 'recovery', 1);
    const lastAtMs = clock.now();
    expect(await ledger.precursors(counter)).toEqual({
      refusedSignIn: { uses: 5, sinceMs, lastAtMs },
      recovery: { uses: 1, sinceMs: lastAtMs, lastAtMs },
    });
  });

  test('takes so many answers and no more', async () => {
    const { ledger, counter } = start();
    for (let index = 0; index < maxAnswers; index += 1) {
      expect(await ledger.addAnswer(counter, `${index}`)).toBeDefined();
    }
    expect(await ledger.addAnswer(counter, 'one more')).toBeUndefined();
  });

  test('a told use says of which incident it is a timer', async () => {
    const { ledger, counter } = start();
    await ledger.claim(counter, 1_000);
    await ledger.recordTold(counter, ['dooray'], true, 'AAAA000000');
    expect(await ledger.claim(counter, 1_000)).toEqual({ state: 'told', timerOf: 'AAAA000000' });
  });
});
