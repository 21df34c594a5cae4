import { expect, test } from 'vitest';
import { followUpsSince } from '../../../lib/reconcile/follow-ups-since.ts';
import { firstState } from '../../../lib/reconcile/state.ts';

const dayMs = 24 * 3_600_000;
const home = 'ap-northeast-2';
const nowMs = Date.parse('2026-11-21T00:00:00Z');
const state = (lookedUntilMs: number, followUpsSinceMs?: number) => ({
  ...firstState(0),
  lookedUntilMs: { [home]: lookedUntilMs },
  ...(followUpsSinceMs !== undefined && { followUpsSinceMs }),
});
const lastRunMs = nowMs - 900_000;
const since = (before: ReturnType<typeof state>, hasFollowUps = true) =>
  followUpsSince(before, home, hasFollowUps, nowMs);

test('begins with the first run that has follow-ups, and stays', () => {
  expect(since(state(lastRunMs))).toBe(nowMs);
  expect(since(state(lastRunMs, 5))).toBe(5);
});

test('ends when they are switched off', () => {
  expect(since(state(lastRunMs, 5), false)).toBeUndefined();
});

test('begins anew after a gap that the look-back does not reach over', () => {
  expect(since(state(nowMs - 27 * dayMs, 5))).toBe(5);
  expect(since(state(nowMs - 28 * dayMs, 5))).toBe(nowMs);
});

test('is not in the future, whoever wrote that', () => {
  expect(since(state(lastRunMs, nowMs + 5))).toBe(nowMs);
});
