import { describe, expect, test } from 'vitest';
import { isRetryableStatus, retryAfterToMs } from '../../lib/http-retry.ts';

const nowMs = Date.parse('2026-11-22T00:00:00Z');

describe('a status', () => {
  test.each([408, 429, 500, 502, 503, 504, 599])('of %i may change: it is retryable', (status) => {
    expect(isRetryableStatus(status)).toBe(true);
  });

  test.each([200, 204, 301, 302, 307, 400, 401, 403, 404, 409, 410, 413, 428])(
    'of %i is final',
    (status) => {
      expect(isRetryableStatus(status)).toBe(false);
    },
  );
});

describe('Retry-After', () => {
  test.each([
    ['0', 0],
    ['30', 30_000],
    ['9999999999', 9_999_999_999_000],
    ['9'.repeat(400), Number.POSITIVE_INFINITY],
    ['Sun, 22 Nov 2026 00:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 23:59:00 GMT', 0],
  ])('of %j is %i ms', (value, expected) => {
    expect(retryAfterToMs(value, nowMs)).toBe(expected);
  });

  test.each([undefined, '', 'soon', '30 seconds'])('of %j says nothing', (value) => {
    expect(retryAfterToMs(value, nowMs)).toBeUndefined();
  });
});
