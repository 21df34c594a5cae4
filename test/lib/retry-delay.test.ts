import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retryDelay } from '../../lib/retry-delay.ts';

const delay = (changes: Partial<Parameters<typeof retryDelay>[0]>) =>
  retryDelay({
    attempts: 1,
    retryAfterMs: undefined,
    remainingMs: 60_000,
    random: 1,
    ...changes,
  });

describe('the delay before the next attempt', () => {
  test.each([
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [4, 4_000],
    [5, 8_000],
    [6, 8_000],
    [2_000, 8_000],
  ])('after attempt %i is at most %i ms', (attempts, longestMs) => {
    expect(delay({ attempts })).toBe(longestMs);
  });

  test('is anywhere from nothing to that', () => {
    expect(delay({ attempts: 3, random: 0 })).toBe(0);
    expect(delay({ attempts: 3, random: 0.25 })).toBe(500);
  });

  test('is never less than the room asked for', () => {
    expect(delay({ random: 0, retryAfterMs: 7_000 })).toBe(7_000);
  });

  test('may be more than the room asked for', () => {
    expect(delay({ attempts: 5, retryAfterMs: 1_000 })).toBe(8_000);
  });
});

describe('the time that is left', () => {
  test('is enough when the delay and 1.5 s for the attempt fit in', () => {
    expect(delay({ remainingMs: 2_000 })).toBe(500);
  });

  test('is not enough when they do not', () => {
    expect(delay({ remainingMs: 1_999 })).toBeUndefined();
  });

  test('is not enough when the room asks for longer', () => {
    expect(delay({ retryAfterMs: 58_501 })).toBeUndefined();
  });

  test('is not enough when it is over', () => {
    expect(delay({ random: 0, remainingMs: -1 })).toBeUndefined();
  });
});

test('whatever is asked, the delay is a whole number of milliseconds that fits and honours the room', () => {
  const question = fc.record({
    attempts: fc.integer({ min: 1, max: 10_000 }),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 1e12 }), { nil: undefined }),
    remainingMs: fc.integer({ min: -60_000, max: 900_000 }),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(question, (asked) => {
      const delayMs = retryDelay(asked);
      if (delayMs === undefined) return;
      expect(delayMs).toBeGreaterThanOrEqual(asked.retryAfterMs ?? 0);
      expect(delayMs).toBeLessThanOrEqual(Math.max(8_000, asked.retryAfterMs ?? 0));
      expect(delayMs).toBeLessThan(asked.remainingMs);
      expect(Number.isInteger(delayMs)).toBe(true);
    }),
  );
});
