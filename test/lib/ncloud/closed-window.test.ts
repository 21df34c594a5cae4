import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closedWindow } from '../../../lib/ncloud/closed-window.ts';

const minuteMs = 60_000;
const startMs = Date.parse('2026-11-22T00:00:00Z');
const delayMs = 3 * minuteMs;

test('a tick polls one whole minute, three minutes ago', () => {
  expect(closedWindow(startMs + 700, delayMs)).toEqual({
    fromMs: startMs - 4 * minuteMs,
    toMs: startMs - 3 * minuteMs,
  });
});

test('ticks up to ten seconds early or fifty late leave no gap, and have nothing twice', () => {
  const jitter = fc.integer({ min: -10_000, max: 49_999 });
  fc.assert(
    fc.property(fc.array(jitter, { minLength: 2, maxLength: 100 }), (jitters) => {
      const windows = jitters.map((ms, tick) =>
        closedWindow(startMs + tick * minuteMs + ms, delayMs),
      );
      windows.slice(1).forEach(({ fromMs }, index) => {
        expect(fromMs).toBe(windows[index]?.toMs);
      });
    }),
  );
});

test('a tick of another minute has another minute', () => {
  const [one, other] = [49_999, 50_000].map((ms) => closedWindow(startMs + ms, delayMs).fromMs);
  expect(other).toBe((one ?? 0) + minuteMs);
});
