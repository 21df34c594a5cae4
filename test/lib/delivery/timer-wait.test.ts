import { expect, test } from 'vitest';
import { timerWaitSeconds } from '../../../lib/delivery/timer-wait.ts';

const sentAtMs = Date.parse('2026-11-21T18:12:50Z');
const wait = (ageSeconds: number, inSeconds: number): number => {
  const nowMs = sentAtMs + ageSeconds * 1_000;
  return timerWaitSeconds(nowMs + inSeconds * 1_000, sentAtMs, nowMs);
};

test('a timer comes back when its next step is due, to the second', () => {
  expect(wait(120, 200.2)).toBe(201);
  expect(wait(3_600, 600)).toBe(600);
});

test('it does not come back at once, and not after hours', () => {
  expect(wait(120, -5)).toBe(30);
  expect(wait(3_600, 7_200)).toBe(900);
});

test('it is received more than three times before the alarm on the age of the oldest message looks at it', () => {
  // The longest time to answer, and the batching window before each receive.
  const [dueAt, window, delay, threshold] = [7_200, 30, 120, 1_200];
  let ageSeconds = delay + window;
  let receives = 1;
  while (receives < 4) {
    ageSeconds += wait(ageSeconds, dueAt - ageSeconds) + window;
    receives += 1;
  }
  expect(ageSeconds).toBeLessThan(threshold);
});
