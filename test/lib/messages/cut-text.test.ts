import { expect, test } from 'vitest';
import { cutText } from '../../../lib/messages/cut-text.ts';

test('text of exactly the limit is kept', () => {
  expect(cutText('abcd', 4)).toBe('abcd');
});

test('longer text is cut, and an ellipsis says so within the limit', () => {
  expect(cutText('abcde', 4)).toBe('abc…');
});

test('a character of two UTF-16 units is not cut in half', () => {
  expect(cutText('ab💩de', 4)).toBe('ab…');
  expect(cutText('a💩cde', 4)).toBe('a💩…');
});
