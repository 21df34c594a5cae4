import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inFixedZone, isFixedZone } from '../../../lib/messages/fixed-zones.ts';

const since = new Date('1989-01-01T00:00:00Z');
const until = new Date('9998-12-31T00:00:00Z');

describe('a zone without summer time', () => {
  test.each(['UTC', 'Asia/Seoul', 'Asia/Tokyo'])('%s reads as Intl reads it', (timeZone) => {
    const intl = new Intl.DateTimeFormat('sv', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    fc.assert(
      fc.property(fc.date({ min: since, max: until, noInvalidDate: true }), (moment) => {
        expect(inFixedZone(moment, timeZone)).toBe(intl.format(moment));
      }),
    );
  });

  test.each([
    '1988-12-31T23:59:59Z',
    '9999-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '-000001-01-01T00:00:00Z',
  ])('%s needs Intl', (time) => {
    expect(inFixedZone(new Date(time), 'Asia/Seoul')).toBeUndefined();
  });

  test.each(['Europe/Berlin', 'Asia/seoul', '', 'toString'])('%s is not one', (timeZone) => {
    expect(isFixedZone(timeZone)).toBe(false);
    expect(inFixedZone(since, timeZone)).toBeUndefined();
  });
});
