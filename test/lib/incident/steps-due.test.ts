import { expect, test } from 'vitest';
import type { IncidentAnswer } from '../../../lib/incident/answer.ts';
import type { IncidentRecord } from '../../../lib/incident/incident-record.ts';
import { stepsDue } from '../../../lib/incident/steps-due.ts';

const minuteMs = 60_000;
const toldAtMs = Date.parse('2026-11-21T18:12:50Z');
const critical: IncidentRecord = {
  id: 'a',
  counter: '111122223333',
  severity: 'critical',
  cloud: 'aws',
  isDrill: false,
  accounts: ['111122223333'],
  toldAtMs,
};
const answer = (minutes: number, more: Partial<IncidentAnswer> = {}): IncidentAnswer => ({
  id: `answer-${minutes}`,
  verdict: 'planned',
  atMs: toldAtMs + minutes * minuteMs,
  via: 'link',
  isFromSession: false,
  ...more,
});

const known = { first: undefined, lastToldAtMs: undefined };
const noFollowUps = { hasFollowUps: false };

/** What is due so many minutes after it was told, and when the next is. */
const after = (
  minutes: number,
  {
    answers = [],
    escalateMs = 10 * minuteMs,
    asked = critical,
  }: {
    answers?: readonly IncidentAnswer[];
    escalateMs?: number | undefined;
    asked?: IncidentRecord | undefined;
  } = {},
) => {
  const { due, nextAtMs } = stepsDue(
    { ...known, critical: asked, answers },
    { ...noFollowUps, escalateMs },
    toldAtMs + minutes * minuteMs,
  );
  return {
    due: due.map((step) => (step.kind === 'unanswered' ? step.nth : step.kind)),
    next: nextAtMs === undefined ? undefined : (nextAtMs - toldAtMs) / minuteMs,
  };
};

test.each([
  [0, [], 10],
  [9.9, [], 10],
  [10, [1], 20],
  [20, [1, 2], 30],
  [30, [1, 3], undefined],
  [60, [1, 3], undefined],
  // A day after the first, there are two; a day after the last, nobody is woken any more.
  [24 * 60 + 10, [3], undefined],
  [24 * 60 + 30, [], undefined],
])(
  '%s minutes after it was told, nobody having answered: %j, and the next at %s',
  (minutes, due, next) => {
    expect(after(minutes)).toEqual({ due, next });
  },
);

test('an answer stops it, whenever it comes', () => {
  for (const minutes of [1, 12, 25]) {
    expect(after(40, { answers: [answer(minutes)] })).toEqual({ due: [], next: undefined });
  }
});

test('"planned" from the address of the session itself stops nothing', () => {
  const answers = [answer(1, { isFromSession: true })];
  expect(after(10, { answers })).toEqual({ due: [1], next: 20 });
});

test('an answer to what was told before stops nothing: it was not about it', () => {
  expect(after(10, { answers: [answer(-1)] })).toEqual({ due: [1], next: 20 });
});

test('"not us" escalates at once, though somebody says later that it was planned', () => {
  const notUs = answer(3, { verdict: 'notUs' });
  expect(after(3, { answers: [notUs] })).toEqual({ due: ['notUs'], next: undefined });
  expect(after(9, { answers: [notUs, answer(4)] })).toEqual({ due: ['notUs'], next: undefined });
});

test('of "not us" from an address of the session, too: it costs nothing to look', () => {
  const notUs = answer(3, { verdict: 'notUs', isFromSession: true });
  expect(after(3, { answers: [notUs] }).due).toEqual(['notUs']);
});

test('where nobody is asked, or nothing is critical, nothing is due', () => {
  const off = stepsDue(
    { ...known, critical, answers: [] },
    { ...noFollowUps, escalateMs: undefined },
    toldAtMs + 1e9,
  );
  expect(off).toEqual({ due: [], nextAtMs: undefined });
  const lesser = stepsDue(
    { ...known, critical: undefined, answers: [] },
    { ...noFollowUps, escalateMs: 1 },
    toldAtMs,
  );
  expect(lesser).toEqual({ due: [], nextAtMs: undefined });
});

test('a time years ahead, which somebody else wrote, keeps nobody from being woken', () => {
  const asked = { ...critical, toldAtMs: toldAtMs + 1e12 };
  expect(after(0, { asked })).toMatchObject({ due: [1], next: 10 });
});
