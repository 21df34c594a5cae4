import { describe, expect, test } from 'vitest';
import { decideOpening } from '../../../lib/planned/decide-opening.ts';
import { maxWindows, type PlannedWindow } from '../../../lib/planned/planned-window.ts';
import { windowIdOf } from '../../../lib/planned/window-id.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = Date.parse('2026-11-21T18:00:00Z');
const account = '111122223333';
const kim = {
  arn: 'arn:aws:iam::111122223333:user/kim',
  isRoot: false,
  signature: 'a'.repeat(64),
};
const ask = { account, minutes: 120, why: 'x', allow: ['CreateAccessKey', 'CreateAccessKey'] };

const window = (fromMs: number, untilMs: number, of = account): PlannedWindow => ({
  id: windowIdOf(`${of} ${fromMs}`),
  account: of,
  by: kim.arn,
  isByRoot: false,
  why: 'x',
  openedAtMs: nowMs + fromMs,
  untilMs: nowMs + untilMs,
  allow: [],
});

const open = (
  before: readonly PlannedWindow[] = [],
  {
    minutes = 120,
    caller = kim,
    lastUseAtMs,
  }: { minutes?: number; caller?: typeof kim; lastUseAtMs?: number } = {},
) => decideOpening({ ...ask, minutes }, caller, before, lastUseAtMs, nowMs);

test('a first window is for as long as was asked, names what may be done, and has nothing odd', () => {
  expect(open()).toEqual({
    window: {
      id: windowIdOf(kim.signature),
      account,
      by: kim.arn,
      isByRoot: false,
      why: 'x',
      openedAtMs: nowMs,
      untilMs: nowMs + 2 * hourMs,
      allow: ['CreateAccessKey'],
    },
    flags: {
      isByRoot: false,
      usedBeforeMs: undefined,
      isExtension: false,
      inARowMs: undefined,
      nth: 1,
    },
    windows: [expect.objectContaining({ id: windowIdOf(kim.signature) })],
  });
});

test('root that opens one is flagged', () => {
  const root = { ...kim, arn: 'arn:aws:iam::111122223333:root', isRoot: true };
  expect(open([], { caller: root })).toMatchObject({
    window: { isByRoot: true },
    flags: { isByRoot: true },
  });
});

describe('a window that opens while root is in use', () => {
  test.each([
    [10 * minuteMs, 10 * minuteMs],
    [hourMs - 1, hourMs - 1],
    [hourMs, undefined],
    // Clocks differ a little.
    [-30_000, 0],
    [-hourMs, undefined],
  ])('%i ms ago is flagged: %s', (agoMs, usedBeforeMs) => {
    expect(open([], { lastUseAtMs: nowMs - agoMs })).toMatchObject({ flags: { usedBeforeMs } });
  });
});

describe('an open window', () => {
  const before = window(-hourMs, hourMs);

  test('is extended by another, which takes its place and says how long it is in all', () => {
    expect(open([before])).toMatchObject({
      flags: { isExtension: true, inARowMs: 3 * hourMs, nth: 2 },
      windows: [{ id: before.id, closed: { atMs: nowMs, isReplaced: true } }, { account }],
    });
  });

  test('is extended to eight hours in a row, and not by a minute more', () => {
    expect(open([before], { minutes: 7 * 60 })).toMatchObject({ flags: { inARowMs: 8 * hourMs } });
    expect(open([before], { minutes: 7 * 60 + 1 })).toMatch(/^A window of 111122223333 has been/);
  });

  test('of another account is left alone', () => {
    const other = window(-hourMs, hourMs, '444455556666');
    expect(open([other])).toMatchObject({
      flags: { isExtension: false, nth: 1 },
      windows: [other, { account }],
    });
  });
});

test('one small window after the other is said to go on with the first', () => {
  const chain = [window(-5 * hourMs, -3 * hourMs), window(-2 * hourMs, -10 * minuteMs)];
  expect(open(chain)).toMatchObject({
    flags: { isExtension: false, inARowMs: 7 * hourMs, nth: 3 },
  });
});

test('after more than an hour, a window is one of its own', () => {
  expect(open([window(-5 * hourMs, -hourMs - 1)])).toMatchObject({
    flags: { inARowMs: undefined, nth: 2 },
  });
});

test('with too many in a week, no further one opens, until the first is a week old', () => {
  const many = Array.from({ length: maxWindows }, (_, at) =>
    window((at - 160) * hourMs, (at - 159.5) * hourMs, '444455556666'),
  );
  expect(open(many)).toMatch(/^There were 30 windows in a week/);
  const [first, ...others] = many;
  const old = { ...first, openedAtMs: nowMs - 168 * hourMs } as PlannedWindow;
  expect(open([old, ...others])).toMatchObject({ flags: { nth: 1 } });
});

test('a request that comes again opens nothing', () => {
  const first = open();
  if (typeof first === 'string' || !('windows' in first)) throw new Error('refused');
  expect(open(first.windows)).toEqual({ openedBefore: first.window });
});
