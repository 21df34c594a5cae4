import { describe, expect, test } from 'vitest';
import { markLate } from '../../../lib/messages/mark-late.ts';
import { ko } from '../../../lib/messages/words-ko.ts';
import { message } from '../plain-message.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('a late message', () => {
  test('says so first in its summary and in its facts, and is otherwise as it was', () => {
    expect(markLate(message, 7 * minute, { locale: 'ko' })).toEqual({
      ...message,
      summary: `${ko.label.late} (${ko.lateBy(7)}) · ${message.summary}`,
      facts: [{ label: ko.label.late, value: ko.lateBy(7) }, ...message.facts],
    });
  });

  test.each([
    ['ko', 119 * minute, '발생 후 119분'],
    ['ko', 2 * hour, '발생 후 약 2시간'],
    ['ko', 48 * hour, '발생 후 약 48시간'],
    ['en', 2 * minute, '2 min after it happened'],
    ['en', 52.4 * hour, 'about 52 h after it happened'],
  ] as const)('says how late, in %s after %i ms: %s', (locale, lateMs, value) => {
    expect(markLate(message, lateMs, { locale }).facts[0]?.value).toBe(value);
  });

  test.each([0, 29_000, -5 * hour])(
    'is never said to come before what it tells of: %i ms',
    (lateMs) => {
      expect(markLate(message, lateMs, { locale: 'en' }).facts[0]?.value).toBe(
        '1 min after it happened',
      );
    },
  );
});
