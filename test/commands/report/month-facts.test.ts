import { describe, expect, test } from 'vitest';
import { absenceOf } from '../../../commands/report/absence.ts';
import { type LogLine, readLogLine } from '../../../commands/report/log-line.ts';
import { readMonth } from '../../../commands/report/month.ts';
import { monthFacts } from '../../../commands/report/month-facts.ts';
import { evidenceOf } from './evidence-of.ts';
import { alertLineOf, at, runLineOf, runsBetween } from './report-lines.ts';

const nowMs = at('2026-11-26T12:00:00Z');
const october = readMonth('2026-10', 'UTC', nowMs);
const factsOf = (...lines: readonly LogLine[]) => monthFacts(lines, october, nowMs);
/** Runs over the whole month and a day more. */
const quiet = runsBetween(october.startMs, october.endMs + 86_400_000);

describe('a line of the log', () => {
  test('is read as Lambda writes it, after the time and the id of the request', () => {
    const json = JSON.stringify({ level: 'INFO', message: 'alert', id: 'a', outcome: 'told' });
    const text = `2026-10-03T17:42:13.000Z\t8f5e\tINFO\t${json}\n`;
    expect(readLogLine(text, 'rootEvent', 1)).toMatchObject({ message: 'alert', id: 'a', atMs: 1 });
    expect(readLogLine(json, 'rootEvent', 1)).toMatchObject({ id: 'a' });
  });

  test.each([
    'START RequestId: 8f5e Version: $LATEST',
    '{"message":"alert"}',
    '{"message":"alert","id":1,"outcome":"told"}',
    '{"message":"other","id":"a","outcome":"told"}',
    '{"message":"alert","id":"a","outcome":"told"',
    '',
  ])('that is none of ours is left out: %s', (text) => {
    expect(readLogLine(text, 'rootEvent', 1)).toBeUndefined();
  });

  test('with a time that is none keeps the rest', () => {
    const json = '{"message":"alert","id":"a","outcome":"told","occurredAt":"yesterday"}';
    expect(readLogLine(json, 'rootEvent', 1)).toMatchObject({ id: 'a', occurredAt: undefined });
  });
});

describe('a use', () => {
  test('that was told at once has its rooms, its time and its path', () => {
    expect(factsOf(alertLineOf()).uses).toEqual([
      {
        id: 'a',
        kind: 'use',
        account: '111122223333',
        event: 'ConsoleLogin',
        severity: 'critical',
        occurredAtMs: at('2026-10-03T17:42:09Z'),
        path: 'atOnce',
        rooms: [{ room: 'dooray', atMs: at('2026-10-03T17:42:13Z') }],
        toldAtMs: [at('2026-10-03T17:42:13Z')],
        latencyMs: 4_200,
        incident: undefined,
        mismatches: [],
      },
    ]);
  });

  test('is one, however many lines it has, and each room has it from the first that says so', () => {
    const failed = alertLineOf({
      outcome: 'failed',
      rooms: [
        { room: 'dooray', isTold: true },
        { room: 'slack', isTold: false },
      ],
    });
    const later = alertLineOf({
      writtenBy: 'outbox',
      atMs: at('2026-10-03T17:50:00Z'),
      rooms: [{ room: 'slack', isTold: true }],
      latencyMs: 471_000,
    });
    const duplicate = alertLineOf({ outcome: 'duplicate', rooms: [], atMs: later.atMs + 1 });
    expect(factsOf(failed, later, duplicate).uses).toMatchObject([
      {
        path: 'outbox',
        latencyMs: 471_000,
        rooms: [
          { room: 'dooray', atMs: failed.atMs },
          { room: 'slack', atMs: later.atMs },
        ],
      },
    ]);
  });

  test('that nobody told is not told, whatever else was logged of it', () => {
    const lines = [
      alertLineOf({ outcome: 'leftToDigest', rooms: [] }),
      alertLineOf({ outcome: 'failed', rooms: [] }),
    ];
    expect(factsOf(...lines).uses).toMatchObject([{ path: 'untold', latencyMs: undefined }]);
  });

  test.each([
    ['rootEvent', 'atOnce'],
    ['ncloudActivity', 'atOnce'],
    ['outbox', 'outbox'],
    ['reconcile', 'lookBack'],
    ['rootAlarm', 'alarm'],
  ])('told by %s came %s', (writtenBy, path) => {
    expect(factsOf(alertLineOf({ writtenBy })).uses).toMatchObject([{ path }]);
  });

  test('belongs to the month in which it happened, also when it was told in the next', () => {
    const last = at('2026-10-31T23:59:00Z');
    const told = alertLineOf({ occurredAt: last, atMs: at('2026-11-01T08:00:00Z') });
    const next = alertLineOf({ id: 'b', occurredAt: october.endMs, atMs: october.endMs + 1 });
    expect(factsOf(told, next).uses.map(({ id }) => id)).toEqual(['a']);
  });

  test('is no drill, no change by others, no alarm, no answer, and nothing that is told of rooms', () => {
    const facts = factsOf(
      alertLineOf({ id: 'drill-1' }),
      alertLineOf({ id: 'b', isDrill: true }),
      alertLineOf({ id: 'c', isByOther: true }),
      alertLineOf({ id: 'alarm-1' }),
      alertLineOf({ id: 'planned-1-closed' }),
      alertLineOf({ id: 'contain-1' }),
      alertLineOf({ id: 'escalation-drill-1' }),
      alertLineOf({ id: 'escalation-drill-1-topic' }),
      alertLineOf({ id: 'dooray-room-1-a' }),
      alertLineOf({ id: 'incident-AAAA000000-answer-1' }),
    );
    expect(facts.uses).toEqual([]);
    expect(facts.drills.map(({ id }) => id)).toEqual(['drill-1', 'b']);
    expect(facts.changes.map(({ id }) => id)).toEqual(['c']);
  });
});

describe('a line that says that it tells no use', () => {
  const isTelling = true as const;
  const { event: _, occurredAt: __, latencyMs: ___, ...plain } = alertLineOf({ isTelling });

  test('is none, whatever its id', () => {
    const lines = ['a', 'new-kind-of-telling-1'].map((id) => ({ ...plain, id }));
    expect(factsOf(...lines)).toMatchObject({ uses: [], drills: [], changes: [] });
  });

  test('leaves the other lines with its id what they are', () => {
    expect(factsOf({ ...plain, id: 'a' }, alertLineOf()).uses).toHaveLength(1);
  });

  const drill = {
    ...plain,
    id: 'escalation-drill-1',
    isDrill: true,
    writtenBy: 'reconcile',
  } as const;
  const ofTopic = {
    ...drill,
    id: 'escalation-drill-1-topic',
    rooms: [{ room: 'escalation topic', isTold: true }],
  };

  test('and a drill of escalation is one among the drills, with its rooms and the topic', () => {
    const facts = factsOf(ofTopic, drill);
    expect(facts.uses).toEqual([]);
    expect(facts.drills).toEqual([
      {
        id: 'escalation-drill-1',
        kind: 'drill',
        account: '111122223333',
        event: 'npm run drill -- --escalation',
        severity: 'critical',
        occurredAtMs: drill.atMs,
        path: 'atOnce',
        rooms: [
          { room: 'escalation topic', atMs: drill.atMs },
          { room: 'dooray', atMs: drill.atMs },
        ],
        toldAtMs: [drill.atMs, drill.atMs],
        latencyMs: undefined,
        incident: undefined,
        mismatches: [],
      },
    ]);
  });

  test('and a drill of escalation that the topic has not is not told', () => {
    const failed = { ...ofTopic, outcome: 'failed' as const, rooms: [] };
    expect(factsOf(drill, failed).drills).toMatchObject([{ path: 'untold' }]);
  });

  test('and a drill of escalation needs no evidence', () => {
    const facts = monthFacts([drill], october, nowMs, [], evidenceOf([]));
    expect(facts.drills).toMatchObject([{ mismatches: [] }]);
    expect(facts.evidence).toMatchObject({ mismatches: 0 });
  });
});

describe('when nobody watched', () => {
  test('a quiet month has none', () => {
    expect(factsOf(...quiet)).toMatchObject({ gaps: [], waits: [], findings: [], runs: 31 * 96 });
  });

  test('a gap is from the last run before it to the first after it', () => {
    const from = at('2026-10-10T00:00:00Z');
    const until = at('2026-10-10T06:00:00Z');
    const lines = quiet.filter(({ atMs }) => atMs <= from || atMs >= until);
    expect(factsOf(...lines).gaps).toEqual([{ what: 'reconcile', fromMs: from, untilMs: until }]);
  });

  test('a month without any run is one gap', () => {
    expect(factsOf().gaps).toMatchObject([{ fromMs: october.startMs, untilMs: october.endMs }]);
  });

  test('a finding lasts until the first run without it, or lasts still', () => {
    const findings = ['noForwarder eu-west-1'];
    const start = october.startMs;
    const lines = [
      runLineOf(start),
      runLineOf(start + 900_000, { findings }),
      runLineOf(start + 1_800_000, { findings }),
      runLineOf(start + 2_700_000, { findings: ['noTrail trail'] }),
    ];
    expect(factsOf(...lines).findings).toEqual([
      { what: 'noForwarder eu-west-1', fromMs: start + 900_000, untilMs: start + 2_700_000 },
      { what: 'noTrail trail', fromMs: start + 2_700_000, untilMs: undefined },
    ]);
  });

  test('rooms that take nothing are one time, from the oldest alert that waited', () => {
    const first = at('2026-10-10T00:10:00Z');
    const waiting = (atMs: number, kept: number): LogLine => ({
      message: 'leftovers',
      kept,
      oldestUntoldMs: atMs - first + 600_000,
      reasons: ['dooray answered 500'],
      writtenBy: 'outbox',
      atMs,
    });
    const lines = [waiting(first, 1), waiting(first + 390_000, 1), waiting(first + 780_000, 0)];
    expect(factsOf(...lines).waits).toEqual([
      { what: 'dooray answered 500', fromMs: first - 600_000, untilMs: first + 390_000 },
    ]);
  });
});

describe('a window for planned work', () => {
  const openedAt = at('2026-10-10T00:00:00Z');
  const opened: LogLine = {
    message: 'planned',
    action: 'open',
    window: '7F3K2M9QXA',
    account: '111122223333',
    by: 'arn:aws:sts::111122223333:assumed-role/admin/kim',
    openedAt,
    until: openedAt + 7_200_000,
    writtenBy: 'planned',
    atMs: openedAt + 1_000,
  };

  test('is one, and ends when somebody closed it', () => {
    const closed: LogLine = { ...opened, action: 'close', by: 'lee', atMs: openedAt + 600_000 };
    expect(factsOf(opened, closed).windows).toMatchObject([
      { id: '7F3K2M9QXA', by: opened.by, untilMs: openedAt + 600_000 },
    ]);
    expect(factsOf(opened).windows).toMatchObject([{ untilMs: openedAt + 7_200_000 }]);
  });

  test('that did not open is none', () => {
    const line = { message: 'planned', action: 'open', account: '1', refused: 'No.' };
    expect(readLogLine(JSON.stringify(line), 'planned', 1)).toBeUndefined();
  });
});

describe('what is older than the logs are kept', () => {
  test('is said to be gone, and nothing is said of a month whose logs are all there', () => {
    expect(factsOf().logsGoneBeforeMs).toBeUndefined();
    const later = at('2027-01-15T00:00:00Z');
    expect(monthFacts([], october, later).logsGoneBeforeMs).toBe(at('2026-10-17T00:00:00Z'));
  });
});

describe('that root was not used', () => {
  const account = '111122223333';

  test('is shown by a look-back that came past the month, without a gap', () => {
    expect(absenceOf(factsOf(...quiet), account)).toEqual({ kind: 'shown' });
  });

  test('is shown also where runs failed, since the next ones read what those could not', () => {
    const lines = quiet.filter(({ atMs }) => new Date(atMs).getUTCDate() !== 10);
    expect(absenceOf(factsOf(...lines), account)).toEqual({ kind: 'shown' });
  });

  test('is not shown by silence', () => {
    expect(absenceOf(factsOf(), account)).toMatchObject({
      kind: 'notShown',
      doubts: [{ kind: 'knownFrom' }, { kind: 'lookedUntil' }],
    });
  });

  test('is not shown where the log of a function that tells is gone', () => {
    const facts = monthFacts(quiet, october, nowMs, ['rootEvent', 'ncloudActivity']);
    expect(absenceOf(facts, account)).toEqual({
      kind: 'notShown',
      doubts: [{ kind: 'noLog', functions: ['rootEvent'] }],
    });
  });

  test('is not shown where the look-back stands still in some region', () => {
    const stuck = at('2026-10-20T00:00:00Z');
    const lines = quiet.map((line) => ({
      ...line,
      lookedUntil: Math.min(line.lookedUntil ?? 0, stuck),
    }));
    expect(absenceOf(factsOf(...lines), account)).toEqual({
      kind: 'notShown',
      doubts: [{ kind: 'lookedUntil', atMs: stuck }],
    });
  });

  test('is not shown of a month that the log knows in part', () => {
    const from = at('2026-10-15T00:00:00Z');
    const lines = quiet.filter(({ atMs }) => atMs >= from);
    expect(absenceOf(factsOf(...lines), account)).toEqual({
      kind: 'notShown',
      doubts: [{ kind: 'knownFrom', atMs: from }],
    });
  });

  test('is not said where it was, nor where a use has no account', () => {
    expect(absenceOf(factsOf(...quiet, alertLineOf()), account)).toEqual({
      kind: 'used',
      count: 1,
    });
    const { account: _, ...unknown } = alertLineOf();
    expect(absenceOf(factsOf(...quiet, unknown), account).kind).toBe('used');
  });

  test('is said of the account of the deployment, whatever others did', () => {
    const other = alertLineOf({ account: '444455556666' });
    expect(absenceOf(factsOf(...quiet, other), account)).toEqual({ kind: 'shown' });
  });

  test('of a month that goes on is shown up to now', () => {
    const now = at('2026-10-15T12:00:00Z');
    const lines = runsBetween(october.startMs, now);
    expect(absenceOf(monthFacts(lines, october, now), account)).toEqual({ kind: 'shown' });
  });
});
