import { describe, expect, test } from 'vitest';
import { crossedThreshold, withPlainDates } from '../../../lib/messages/alarm-reason.ts';

const reason = (datapoints: string, test = 'greater than or equal to the threshold (1.0)') =>
  `Threshold Crossed: ${datapoints} was ${test}.`;

describe('what CloudWatch says of a threshold', () => {
  test.each(['1 datapoint', '1 out of the last 1 datapoints'])('is read of %s', (datapoints) => {
    expect(crossedThreshold(reason(`${datapoints} [2.0 (03/11/26 17:45:00)]`))).toEqual({
      value: 2,
      threshold: 1,
      since: new Date('2026-11-03T17:45:00Z'),
    });
  });

  test.each([
    undefined,
    'root was used 2 times',
    reason('1 datapoint [2.0 (33/11/26 17:45:00)]'),
    reason('2 datapoints [2.0 (03/11/26 17:50:00), 1.0 (03/11/26 17:45:00)]'),
    reason('1 datapoint [0.0 (03/11/26 17:45:00)]', 'less than the threshold (1.0)'),
    `x ${reason('1 datapoint [2.0 (03/11/26 17:45:00)]')}`,
  ])('is left as it is where it is another: %j', (other) => {
    expect(crossedThreshold(other)).toBeUndefined();
  });
});

test('a date has the year first, and the zone', () => {
  expect(withPlainDates('1 datapoint [2.0 (03/11/26 17:45:00)]')).toBe(
    '1 datapoint [2.0 (2026-11-03 17:45:00 UTC)]',
  );
  expect(withPlainDates('3/4 of all')).toBe('3/4 of all');
});
