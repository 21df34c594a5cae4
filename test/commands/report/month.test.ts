import { expect, test } from 'vitest';
import { monthBefore, readMonth } from '../../../commands/report/month.ts';

const nowMs = Date.parse('2026-11-26T12:00:00Z');

test('a month begins and ends at midnight of its time zone', () => {
  const { startMs, endMs, dayStartsMs } = readMonth('2026-10', 'Asia/Seoul', nowMs);
  expect(new Date(startMs).toISOString()).toBe('2026-09-30T15:00:00.000Z');
  expect(new Date(endMs).toISOString()).toBe('2026-10-31T15:00:00.000Z');
  expect(dayStartsMs).toHaveLength(31);
});

test('a month in which clocks change is an hour longer', () => {
  const { startMs, endMs, dayStartsMs } = readMonth('2026-10', 'Europe/Berlin', nowMs);
  expect((endMs - startMs) / 3_600_000).toBe(31 * 24 + 1);
  expect(dayStartsMs.at(-1)).toBe(Date.parse('2026-10-30T23:00:00Z'));
});

test.each(['2026-13', '2026-1', 'October', '26-10', '2026-10-01', ''])('%s is no month', (text) => {
  expect(() => readMonth(text, 'UTC', nowMs)).toThrow(
    '--month: expected a year and a month, such as 2026-10.',
  );
});

test('a month that has not begun is refused', () => {
  expect(() => readMonth('2026-12', 'UTC', nowMs)).toThrow('--month: 2026-12 has not begun.');
  expect(readMonth('2026-12', 'Asia/Seoul', Date.parse('2026-11-30T15:00:01Z')).name).toBe(
    '2026-12',
  );
});

test('the month before is that of the time zone', () => {
  expect(monthBefore(nowMs, 'UTC')).toBe('2026-10');
  expect(monthBefore(Date.parse('2026-12-31T15:00:00Z'), 'Asia/Seoul')).toBe('2026-12');
  expect(monthBefore(Date.parse('2027-01-15T00:00:00Z'), 'UTC')).toBe('2026-12');
});
