import { expect, test } from 'vitest';
import { followUpsDue, isFollowed } from '../../../lib/incident/follow-ups.ts';

const minuteMs = 60_000;
const openedAtMs = Date.parse('2026-11-21T18:12:50Z');

/** What is due so many minutes after the first use was told, and the next look. */
const after = (minutes: number, lastMinutes: number) => {
  const nowMs = openedAtMs + minutes * minuteMs;
  const { due, nextAtMs } = followUpsDue(openedAtMs, openedAtMs + lastMinutes * minuteMs, nowMs);
  return [
    due.map((it) => (it.kind === 'quiet' ? it.kind : it.nth)),
    nextAtMs === undefined ? undefined : (nextAtMs - openedAtMs) / minuteMs,
  ];
};

test.each([
  // What happens, the minute, that of the latest use, what is due, when it is looked at again.
  ['nothing yet', 1, 0, [], 2],
  ['the first message, in any case', 2, 0, [1], 15],
  ['no second one where nothing was told since', 15, 1, [1], 61],
  ['a second one where it goes on', 15, 14, [2], 74],
  ['a second one where it goes on later', 40, 39, [2], 99],
  ['a third one after two hours of it', 120, 119, [3], 179],
  ['the last line after an hour of rest', 60, 0, ['quiet'], undefined],
  ['the last line a day late', 61 + 24 * 60, 0, [], undefined],
] as const)('%s', (_, minutes, last, due, next) => {
  expect(after(minutes, last)).toEqual([due, next]);
});

test('an incident of twelve hours has four messages at most, whenever root acts', () => {
  for (const everyMinutes of [1, 7, 14, 59, 61]) {
    const told = new Set<string>();
    for (let minute = 0; minute < 14 * 60; minute += 1) {
      const last = Math.min(12 * 60, minute - (minute % everyMinutes));
      const [due] = after(minute, last);
      for (const it of due as readonly (string | number)[]) told.add(`${it}`);
    }
    expect(told.size).toBeLessThanOrEqual(4);
    expect([...told]).toContain('quiet');
  }
});

test.each([
  ['111122223333', true],
  ['unknown', true],
  ['guess-111122223333', false],
  ['stranger-111122223333', false],
  ['guard-111122223333', false],
])('of the incidents of %s it is told how they go on: %s', (counter, isIt) => {
  expect(isFollowed(counter)).toBe(isIt);
});

test('a time years ahead, which somebody else wrote, does not make it go on for ever', () => {
  const nowMs = openedAtMs + 5 * minuteMs;
  const { nextAtMs } = followUpsDue(openedAtMs, openedAtMs + 1e12, nowMs);
  expect(nextAtMs).toBe(openedAtMs + 15 * minuteMs);
});
