import { describe, expect, test } from 'vitest';
import { localTime, utcTime } from '../../../lib/messages/format-time.ts';

const moment = new Date('2026-11-21T18:12:45.678Z');

describe('a moment for the second line', () => {
  test.each([
    ['of today has no date', '2026-11-21T18:13:00Z', '03:12:45 KST'],
    ['of yesterday has one, by the days of the zone', '2026-11-22T16:00:00Z', '11-22 03:12:45 KST'],
    ['that the clock runs behind has one, too', '2026-11-21T14:00:00Z', '11-22 03:12:45 KST'],
    ['of last year has the year', '2027-01-02T00:00:00Z', '2026-11-22 03:12:45 KST'],
  ])('%s', (_, now, expected) => {
    expect(localTime(moment, 'Asia/Seoul', new Date(now))).toBe(expected);
  });

  test('has the date where it is not known when it is read', () => {
    expect(localTime(moment, 'Asia/Seoul', undefined)).toBe('11-22 03:12:45 KST');
  });

  test.each([
    ['UTC', '18:12:45 UTC'],
    ['Asia/Tokyo', '03:12:45 JST'],
    ['America/New_York', '13:12:45 EST'],
    // English has no short name for it.
    ['Europe/Berlin', '19:12:45 GMT+1'],
    ['Asia/Kathmandu', '23:57:45 GMT+5:45'],
  ])('has the name of the zone %s', (timeZone, expected) => {
    expect(localTime(moment, timeZone, new Date('2026-11-21T18:12:50Z'))).toMatch(
      new RegExp(`${expected.replace('+', '\\+')}$`),
    );
  });

  test('keeps summer time', () => {
    const summer = new Date('2026-07-01T12:00:00Z');
    expect(localTime(summer, 'America/New_York', summer)).toBe('08:00:00 EDT');
  });

  test('at midnight says 00, not 24', () => {
    const midnight = new Date('2026-11-21T15:00:00Z');
    expect(localTime(midnight, 'Asia/Seoul', midnight)).toBe('00:00:00 KST');
  });
});

test('in the small print a moment is in UTC, with its year', () => {
  expect(utcTime(moment)).toBe('2026-11-21 18:12:45 UTC');
});
