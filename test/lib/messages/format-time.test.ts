import { expect, test } from 'vitest';
import { formatTime } from '../../../lib/messages/format-time.ts';

const moment = new Date('2026-11-21T18:12:45.678Z');

test('a moment is written in the time zone of the team and in UTC, to the second', () => {
  expect(formatTime(moment, 'Asia/Seoul')).toBe(
    '2026-11-22 03:12:45 Asia/Seoul · 2026-11-21 18:12:45 UTC',
  );
});

test('it is written once where the team uses UTC', () => {
  expect(formatTime(moment, 'UTC')).toBe('2026-11-21 18:12:45 UTC');
});

test('midnight is 00, not 24', () => {
  expect(formatTime(new Date('2026-11-21T15:00:00Z'), 'Asia/Seoul')).toBe(
    '2026-11-22 00:00:00 Asia/Seoul · 2026-11-21 15:00:00 UTC',
  );
});

test('summer time is kept', () => {
  expect(formatTime(new Date('2026-07-01T12:00:00Z'), 'Europe/Berlin')).toBe(
    '2026-07-01 14:00:00 Europe/Berlin · 2026-07-01 12:00:00 UTC',
  );
});

test('a zone may be off by part of an hour', () => {
  expect(formatTime(moment, 'Asia/Kathmandu')).toBe(
    '2026-11-21 23:57:45 Asia/Kathmandu · 2026-11-21 18:12:45 UTC',
  );
});
