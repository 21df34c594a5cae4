import { describe, expect, test } from 'vitest';
import {
  isToldSingly,
  type MarkedCount,
  type UseCount,
  type UseMarks,
} from '../../../lib/ledger/burst-budget.ts';

const isRead = true;
const many = 10_000;

const marks: UseMarks = {
  severity: 'high',
  isSignIn: false,
  isGuess: false,
  needsRoot: true,
  kind: 'CreateUser',
  source: '203.0.113.24',
  session: 'ASIAQ7RT2MVK4EXAMPLE',
};
const spent: MarkedCount = {
  criticals: many,
  signIns: many,
  kind: 'repeated',
  source: 'repeated',
  session: 'repeated',
};
/** A count in a window in which every budget is spent, but for what is given. */
const count = (marked: Partial<MarkedCount> = {}, counts: Partial<UseCount> = {}): UseCount => ({
  uses: many,
  actions: many,
  marked: { ...spent, ...marked },
  ...counts,
});

describe('a use that is counted without marks, such as a drill', () => {
  test.each([
    ['the first is told, read-only or not', { uses: 1, actions: 0 }, isRead, true],
    ['the first action is told', { uses: 1, actions: 1 }, !isRead, true],
    ['a read after the first is left to the digest', { uses: 2, actions: 0 }, isRead, false],
    ['the tenth action is told, whatever was read', { uses: 500, actions: 10 }, !isRead, true],
    ['the eleventh action is left to the digest', { uses: 11, actions: 11 }, !isRead, false],
  ])('%s', (_, counted, isReadOnly, isTold) => {
    expect(isToldSingly(counted, isReadOnly)).toBe(isTold);
  });
});

describe('whatever came before', () => {
  test.each<[string, Partial<UseMarks>, Partial<MarkedCount>, boolean]>([
    ['the first of its kind is told', {}, { kind: 'first' }, true],
    ['the first from a source is told', {}, { source: 'first' }, true],
    ['the first in a session is told', {}, { session: 'first' }, true],
    ['a repetition is left to the digest', {}, {}, false],
    ['what may be the first is not told', {}, { kind: 'unknown', source: 'unknown' }, false],
    ['a critical of a new kind is told', { severity: 'critical' }, { kind: 'first' }, true],
    ['a critical of unknown kind is told', { severity: 'critical' }, { kind: 'unknown' }, true],
    ['the 20th critical is told', { severity: 'critical' }, { criticals: 20 }, true],
    [
      'the 21st is, by which the room hears of the rest',
      { severity: 'critical' },
      { criticals: 21 },
      true,
    ],
    ['the 22nd critical of a kind is not', { severity: 'critical' }, { criticals: 22 }, false],
    ['the 40th is, and so each doubling', { severity: 'critical' }, { criticals: 40 }, true],
    ['the 60th is not', { severity: 'critical' }, { criticals: 60 }, false],
    [
      'a repeated critical from a new source is',
      { severity: 'critical' },
      { source: 'first' },
      true,
    ],
    [
      'a repeated critical in a new session is',
      { severity: 'critical' },
      { session: 'first' },
      true,
    ],
    [
      'one that cannot be counted is not',
      { severity: 'critical' },
      { criticals: Number.POSITIVE_INFINITY },
      false,
    ],
    ['the 20th sign-in is told', { isSignIn: true }, { signIns: 20 }, true],
    ['the 21st sign-in is not', { isSignIn: true }, { signIns: 21 }, false],
    ['a sign-in without MFA after 21 is not', { severity: 'critical', isSignIn: true }, {}, false],
  ])('%s', (_, changes, marked, isTold) => {
    expect(isToldSingly(count(marked), !isRead, { ...marks, ...changes })).toBe(isTold);
  });

  test('a read from a new source is told', () => {
    expect(isToldSingly(count({ source: 'first' }), isRead, marks)).toBe(true);
    expect(isToldSingly(count(), isRead, marks)).toBe(false);
  });
});

test('the tenth and the hundredth failed sign-in in a window are told, and none between', () => {
  const guess = { ...marks, severity: 'medium', isGuess: true, needsRoot: false } as const;
  const told = Array.from({ length: 200 }, (_, index) => index + 1).filter((uses) =>
    isToldSingly(count({}, { uses }), !isRead, guess),
  );
  expect(told).toEqual([1, 10, 100]);
});

describe('the first ten actions', () => {
  test('of root are told', () => {
    expect(isToldSingly(count({}, { actions: 10 }), !isRead, marks)).toBe(true);
    expect(isToldSingly(count({}, { actions: 11 }), !isRead, marks)).toBe(false);
  });

  test('of a stranger are not: only the first of each kind is', () => {
    const ofStranger = { ...marks, needsRoot: false };
    expect(isToldSingly(count({}, { actions: 2 }), !isRead, ofStranger)).toBe(false);
    expect(isToldSingly(count({ kind: 'first' }, { actions: 2 }), !isRead, ofStranger)).toBe(true);
  });
});
