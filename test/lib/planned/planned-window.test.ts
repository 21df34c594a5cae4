import { describe, expect, test } from 'vitest';
import {
  maxWindows,
  type PlannedWindow,
  readWindows,
  windowAt,
  windowsText,
} from '../../../lib/planned/planned-window.ts';

const hourMs = 3_600_000;
const nowMs = Date.parse('2026-11-21T18:00:00Z');

const window = (changes: Partial<PlannedWindow> = {}): PlannedWindow => ({
  id: '7F3K2M9QXA',
  account: '111122223333',
  by: 'arn:aws:sts::111122223333:assumed-role/admin/kim',
  isByRoot: false,
  why: '결제 수단 변경',
  openedAtMs: nowMs - hourMs,
  untilMs: nowMs + hourMs,
  allow: ['CreateAccessKey'],
  ...changes,
});

const read = (...windows: readonly unknown[]) => readWindows(JSON.stringify(windows), nowMs);

test('what was kept is read as it was', () => {
  const kept = [window(), window({ id: '7F3K2M9QXB', account: '444455556666' })];
  expect(readWindows(windowsText(kept, nowMs), nowMs)).toEqual(kept);
});

describe('no window is', () => {
  test.each<[string, unknown]>([
    ['one of more than eight hours', window({ untilMs: nowMs + 7 * hourMs + 1 })],
    ['one that begins in the future', window({ openedAtMs: nowMs + 61_000 })],
    ['one that ends before it begins', window({ untilMs: nowMs - 2 * hourMs })],
    ['one of no account', { ...window(), account: '*' }],
    ['one with a time that is no number', { ...window(), untilMs: '9999999999999' }],
    ['one of endless time', { ...window(), untilMs: null }],
    ['one with an event that is a pattern', { ...window(), allow: ['Create*'] }],
    [
      'one that names more events than it may',
      { ...window(), allow: Array(21).fill('StopLogging') },
    ],
    ['one with a reason as long as a book', { ...window(), why: 'x'.repeat(201) }],
    ['a text', 'all'],
  ])('%s', (_, kept) => {
    expect(read(kept)).toEqual([]);
    // The others stay.
    expect(read(kept, window())).toEqual([window()]);
  });

  test.each([undefined, '', '{"all": true}', 'null', '[[[['])('in the text %s', (text) => {
    expect(readWindows(text, nowMs)).toEqual([]);
  });

  test('beyond the first so many', () => {
    expect(read(...Array(maxWindows + 5).fill(window()))).toHaveLength(maxWindows);
  });
});

test('one of eight hours just is', () => {
  expect(read(window({ untilMs: nowMs + 7 * hourMs }))).toHaveLength(1);
});

test('what is older than a week is not kept', () => {
  const old = window({ openedAtMs: nowMs - 168 * hourMs, untilMs: nowMs - 167 * hourMs });
  expect(windowsText([old, window()], nowMs)).toBe(JSON.stringify([window()]));
});

describe('a window holds', () => {
  test.each<[string, number, boolean]>([
    ['a moment before it opened', -hourMs - 1, false],
    ['the moment in which it opened', -hourMs, true],
    ['its last moment', hourMs - 1, true],
    ['its end', hourMs, false],
  ])('%s: %i', (_, offsetMs, isHeld) => {
    expect(windowAt([window()], '111122223333', nowMs + offsetMs) !== undefined).toBe(isHeld);
  });

  test('nothing of another account', () => {
    expect(windowAt([window()], '444455556666', nowMs)).toBeUndefined();
  });

  test('what happened before somebody closed it, and nothing after', () => {
    const closed = window({ closed: { atMs: nowMs, by: 'arn', isReplaced: false } });
    expect(windowAt([closed], '111122223333', nowMs - 1)).toEqual(closed);
    expect(windowAt([closed], '111122223333', nowMs)).toBeUndefined();
  });

  test('no more than its time, though somebody closed it later', () => {
    const closed = window({ closed: { atMs: nowMs + 9 * hourMs, by: 'arn', isReplaced: false } });
    expect(windowAt([closed], '111122223333', nowMs + hourMs)).toBeUndefined();
  });
});
