import { describe, expect, test } from 'vitest';
import { markLate } from '../../../lib/messages/mark-late.ts';
import { plainText } from '../../../lib/messages/plain-text.ts';
import { ko } from '../../../lib/messages/words-ko.ts';
import { message } from '../plain-message.ts';
import { shown } from '../shown-message.ts';
import { wordsIn } from '../words-in.ts';

const minute = 60;
const hour = 60 * minute;

describe('a late message', () => {
  test('says so at the start of its summary, and nothing else changes', () => {
    expect(markLate(message, 7 * minute, { words: wordsIn.ko })).toEqual({
      ...message,
      summary: [plainText(`${ko.late} (${ko.duration(7 * minute)})`), ...message.summary],
    });
  });

  test.each([
    ['ko', 119, '119초'],
    ['ko', 119 * minute, '119분'],
    ['ko', 2 * hour, '약 2시간'],
    ['ko', 47.6 * hour, '약 48시간'],
    ['ko', 48 * hour, '약 2일'],
    ['en', 2 * minute, '2 min'],
    ['en', 40.4 * hour, 'about 40 h'],
    ['en', 52.4 * hour, 'about 2 days'],
  ] as const)('says how late, in %s after %i s: %s', (locale, lateSeconds, value) => {
    expect(shown(markLate(message, lateSeconds, { words: wordsIn[locale] })).summary).toContain(
      `(${value})`,
    );
  });
});
