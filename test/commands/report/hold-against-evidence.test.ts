import { describe, expect, test } from 'vitest';
import { absenceOf } from '../../../commands/report/absence.ts';
import type { LogLine } from '../../../commands/report/log-line.ts';
import { readMonth } from '../../../commands/report/month.ts';
import { monthFacts } from '../../../commands/report/month-facts.ts';
import type { Evidence } from '../../../commands/report/read-evidence.ts';
import { evidenceOf, keptUse } from './evidence-of.ts';
import { alertLineOf, at, runsBetween } from './report-lines.ts';

const nowMs = at('2026-11-26T12:00:00Z');
const october = readMonth('2026-10', 'UTC', nowMs);
const factsOf = (evidence: Evidence, ...lines: readonly LogLine[]) =>
  monthFacts(lines, october, nowMs, [], evidence);

describe('a use', () => {
  test('of which both say the same has its object, and nothing else is said', () => {
    const facts = factsOf(evidenceOf([keptUse()]), alertLineOf());
    expect(facts.uses).toMatchObject([
      { id: 'a', path: 'atOnce', latencyMs: 4_000, object: 1, mismatches: [] },
    ]);
    expect(facts.evidence).toMatchObject({ mismatches: 0, used: 1 });
  });

  test('whose lines somebody deleted is in the report, with when and where it was told', () => {
    const facts = factsOf(evidenceOf([keptUse()]));
    expect(facts.uses).toMatchObject([
      {
        id: 'a',
        event: 'ConsoleLogin',
        path: 'told',
        latencyMs: 4_000,
        rooms: [{ room: 'dooray', atMs: at('2026-10-03T17:42:13Z') }],
        mismatches: ['notInLog'],
      },
    ]);
    expect(absenceOf(facts, '111122223333')).toEqual({ kind: 'used', count: 1 });
  });

  test('whose lines are gone by their age is in the report, and that is no difference', () => {
    const later = at('2027-03-01T00:00:00Z');
    const facts = monthFacts([], october, later, [], evidenceOf([keptUse()]));
    expect(facts.uses).toMatchObject([{ path: 'told', mismatches: [] }]);
  });

  test('that somebody wrote into the log, or whose object is gone, is not in the evidence', () => {
    const facts = factsOf(evidenceOf([]), alertLineOf());
    expect(facts.uses).toMatchObject([{ id: 'a', mismatches: ['notInEvidence'] }]);
  });

  test.each([
    ['before there was any evidence', { beginsAtMs: at('2026-10-03T17:00:00Z') }, {}],
    ['which nobody was told', {}, { outcome: 'failed' as const, rooms: [] }],
  ])('%s needs none', (_, more, line) => {
    const facts = factsOf(evidenceOf([], more), alertLineOf(line));
    expect(facts.uses).toMatchObject([{ mismatches: [] }]);
  });

  test('that was told just now needs none yet', () => {
    const soon = at('2026-10-03T18:00:00Z');
    const facts = monthFacts([alertLineOf()], october, soon, [], evidenceOf([]));
    expect(facts.uses).toMatchObject([{ mismatches: [] }]);
  });

  test.each([
    ['otherAccount', { account: '999999999999' }],
    ['otherEvent', { event: 'ListBuckets' }],
    ['otherTime', { occurredAt: at('2026-09-03T17:42:09Z') }],
    ['otherKind', { isDrill: true as const }],
    ['otherKind', { isByOther: true as const }],
    ['otherTelling', { outcome: 'failed' as const }],
    ['otherTelling', { atMs: at('2026-10-03T18:42:13Z') }],
    [
      'moreRooms',
      {
        rooms: [
          { room: 'dooray', isTold: true },
          { room: 'slack', isTold: true },
        ],
      },
    ],
  ])(
    'of which a line of the log says otherwise (%s) is as the evidence has it',
    (mismatch, line) => {
      const facts = factsOf(evidenceOf([keptUse()]), alertLineOf(line));
      expect(facts.uses).toMatchObject([
        {
          kind: 'use',
          account: '111122223333',
          event: 'ConsoleLogin',
          occurredAtMs: at('2026-10-03T17:42:09Z'),
          latencyMs: 4_000,
          mismatches: [mismatch],
        },
      ]);
      expect(facts.drills).toEqual([]);
      expect(facts.changes).toEqual([]);
    },
  );

  test('whose severity differs has the graver one: what a room shows may depend on what the ledger knew', () => {
    const graver = factsOf(evidenceOf([keptUse()]), alertLineOf({ severity: 'low' }));
    expect(graver.uses).toMatchObject([{ severity: 'critical', mismatches: [] }]);
    const kept = keptUse({ verdict: { severity: 'medium' } });
    const logged = factsOf(evidenceOf([kept]), alertLineOf());
    expect(logged.uses).toMatchObject([{ severity: 'critical', mismatches: [] }]);
  });

  test('whose object does not say whose change it was is what the log says, but no drill', () => {
    const old = keptUse({ isByOther: undefined });
    const change = factsOf(evidenceOf([old]), alertLineOf({ isByOther: true }));
    expect(change.changes).toMatchObject([{ mismatches: [] }]);
    const drill = factsOf(evidenceOf([old]), alertLineOf({ isDrill: true }));
    expect(drill.uses).toMatchObject([{ kind: 'use', mismatches: ['otherKind'] }]);
  });
});

describe('an answer', () => {
  const atMs = at('2026-10-03T17:50:00Z');
  const line: LogLine = {
    message: 'incidentAnswer',
    state: 'kept',
    incident: '7F3K2M9QXA',
    verdict: 'planned',
    via: 'slack',
    writtenBy: 'respond',
    atMs,
  };
  const answers: Evidence['answers'] = [
    {
      kind: 'answer',
      incident: '7F3K2M9QXA',
      uses: ['a'],
      answer: {
        id: 'x',
        verdict: 'planned',
        via: 'slack',
        atMs,
        by: 'kim',
        why: 'rotation',
        isFromSession: false,
      },
    },
  ];

  test('has who and why from the evidence', () => {
    expect(factsOf(evidenceOf([], { answers }), line, line).answers).toMatchObject([
      { by: 'kim', why: 'rotation', mismatches: [] },
    ]);
  });

  test('that one of them alone has is said to be so', () => {
    expect(factsOf(evidenceOf([], { answers })).answers).toMatchObject([
      { mismatches: ['notInLog'] },
    ]);
    expect(factsOf(evidenceOf([]), line).answers).toMatchObject([
      { mismatches: ['notInEvidence'] },
    ]);
  });
});

describe('a window for planned work', () => {
  const openedAtMs = at('2026-10-10T00:00:00Z');
  const window = {
    id: '7F3K2M9QXA',
    account: '111122223333',
    by: 'arn:aws:iam::111122223333:user/kim',
    isByRoot: false,
    why: 'payment',
    openedAtMs,
    untilMs: openedAtMs + 7_200_000,
    allow: [],
  };
  const closed = { atMs: openedAtMs + 60_000, by: window.by, isReplaced: false };

  test('has why from the evidence, and its end from the object that tells of it', () => {
    const windows: Evidence['windows'] = [
      { kind: 'planned', deed: 'opened', window },
      { kind: 'planned', deed: 'closed', window: { ...window, closed } },
    ];
    const facts = factsOf(evidenceOf([], { windows }));
    expect(facts.windows).toMatchObject([
      { why: 'payment', untilMs: openedAtMs + 60_000, mismatches: ['notInLog'] },
    ]);
  });

  test('that somebody wrote into the log is not in the evidence', () => {
    const line: LogLine = {
      message: 'planned',
      action: 'open',
      window: window.id,
      account: window.account,
      by: window.by,
      openedAt: openedAtMs,
      until: window.untilMs,
      writtenBy: 'planned',
      atMs: openedAtMs,
    };
    const facts = factsOf(evidenceOf([]), line);
    expect(facts.windows).toMatchObject([{ mismatches: ['notInEvidence'] }]);
    expect(facts.evidence?.mismatches).toBe(1);
  });
});

test('that root was not used is not shown where the evidence has faults', () => {
  const quiet = runsBetween(october.startMs, october.endMs + 86_400_000);
  const whole = factsOf(evidenceOf([]), ...quiet);
  expect(absenceOf(whole, '111122223333')).toEqual({ kind: 'shown' });
  const broken = factsOf(evidenceOf([], { faults: [{ kind: 'bucketGone' }] }), ...quiet);
  expect(absenceOf(broken, '111122223333')).toEqual({
    kind: 'notShown',
    doubts: [{ kind: 'evidenceFaulty' }],
  });
});
