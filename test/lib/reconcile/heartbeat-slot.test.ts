import { describe, expect, test } from 'vitest';
import { heartbeatSlot } from '../../../lib/reconcile/heartbeat-slot.ts';

const slot = (moment: string, every: 'daily' | 'weekly', timeZone = 'Asia/Seoul') =>
  heartbeatSlot(Date.parse(moment), timeZone, every);

describe('a weekly heartbeat', () => {
  test.each([
    ['is due from Monday at nine in Seoul', '2026-11-16T00:00:00Z', '2026-11-16'],
    ['is that of the week before until then', '2026-11-15T23:59:59Z', '2026-11-09'],
    ['stays so until the next Monday at nine', '2026-11-22T23:59:59Z', '2026-11-16'],
    ['comes again then', '2026-11-23T00:00:00Z', '2026-11-23'],
    ['finds its Monday across the turn of a year', '2027-01-01T12:00:00Z', '2026-12-28'],
  ])('%s', (_, moment, expected) => {
    expect(slot(moment, 'weekly')).toBe(expected);
  });

  test('goes by the zone of the team', () => {
    expect(slot('2026-11-16T12:00:00Z', 'weekly', 'America/Los_Angeles')).toBe('2026-11-09');
    expect(slot('2026-11-16T17:00:00Z', 'weekly', 'America/Los_Angeles')).toBe('2026-11-16');
  });
});

describe('a daily heartbeat', () => {
  test.each([
    ['2026-11-16T23:59:59Z', '2026-11-16'],
    ['2026-11-17T00:00:00Z', '2026-11-17'],
  ])('%s is of the day %s', (moment, expected) => {
    expect(slot(moment, 'daily')).toBe(expected);
  });

  test('that becomes a weekly one is not doubled', () => {
    expect(slot('2026-11-18T01:00:00Z', 'weekly') <= slot('2026-11-18T00:30:00Z', 'daily')).toBe(
      true,
    );
  });
});
