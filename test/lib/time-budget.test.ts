import { describe, expect, test } from 'vitest';
import { maxCallMs } from '../../lib/ledger/ledger.ts';
import {
  actionMs,
  actionReadingEndsAt,
  alertPostingEndsAt,
  batchPostingEndsAt,
  claimingEndsAt,
  firstLookTimeoutMs,
  heartbeatPostingEndsAt,
  isTimeForAccountNames,
  isTimeForDigest,
  isTimeForFindings,
  leaseFor,
  lookBackEndsAt,
  maxLedgerReadingMs,
  pollReadingEndsAt,
  remainingForMissed,
  reserveForRecordingMs,
  reserveForSecondLookMs,
  secondLookTimeoutMs,
  singlesEndAt,
  trailTimeoutMs,
  turnEndsAt,
} from '../../lib/time-budget.ts';

test('recording has the time of the slowest call of the ledger, and a second more', () => {
  expect(reserveForRecordingMs).toBe(maxCallMs + 1_000);
});

test.each([
  // remaining, lease
  [6_000, 6_000],
  [30_000, 30_000],
  [45_000, 45_000],
  [900_000, 45_000],
])('an invocation with %i ms left holds a claim for %i ms', (remainingMs, leaseMs) => {
  expect(leaseFor(remainingMs)).toBe(leaseMs);
});

test.each([
  // remaining, posting ends after
  [1_000, 750],
  [6_000, 4_500],
  [20_000, 15_000],
  [30_000, 25_000],
])('of %i ms, one alert may be posted for %i ms', (remainingMs, postingMs) => {
  expect(alertPostingEndsAt(100, remainingMs)).toBe(100 + postingMs);
});

describe('a batch', () => {
  test.each([
    // remaining, claiming ends after
    [30_000, 10_000],
    [60_000, 20_000],
    [90_000, 30_000],
    [600_000, 30_000],
  ])('of an invocation of %i ms is claimed for %i ms', (remainingMs, claimingMs) => {
    expect(claimingEndsAt(100, remainingMs)).toBeCloseTo(100 + claimingMs, 6);
  });

  test.each([
    // remaining, claiming took, posting ends after, because
    [30_000, 0, 25_000, 'recording takes one call'],
    [30_000, 2_500, 25_000, 'recording takes as long as claiming did'],
    [30_000, 10_000, 17_500, 'recording takes as long as claiming did'],
    [60_000, 0, 40_000, 'the lease ends'],
    [60_000, 20_000, 37_500, 'recording takes as long as claiming did'],
    [600_000, 30_000, 40_000, 'the lease ends'],
  ])(
    'of %i ms, claimed in %i ms, is posted until %i ms, since %s',
    (remainingMs, claimingMs, postingMs) => {
      expect(batchPostingEndsAt(100, remainingMs, claimingMs)).toBe(100 + postingMs);
    },
  );

  test.each([
    // left for posting, the last one, the turn
    [40_000, false, 12_000],
    [40_000, true, 40_000],
    [8_000, false, 8_000],
    [8_000, true, 8_000],
  ])(
    'with %i ms left, the last of its digests: %s, posts one for %i ms',
    (leftMs, isLast, turnMs) => {
      expect(turnEndsAt(100, 100 + leftMs, isLast)).toBe(100 + turnMs);
    },
  );

  test.each([
    // left for posting, a digest, findings, account names
    [3_999, false, false, false],
    [4_000, true, false, false],
    [6_000, true, false, false],
    [6_001, true, false, true],
    [10_000, true, false, true],
    [10_001, true, true, true],
  ])(
    'with %i ms left has time for a digest: %s, for findings: %s, for names: %s',
    (leftMs, ...isTime) => {
      const asked = [isTimeForDigest, isTimeForFindings, isTimeForAccountNames];
      expect(asked.map((ask) => ask(100, 100 + leftMs))).toEqual(isTime);
    },
  );
});

describe('behind an alarm', () => {
  test('no limit ends before the steps inside it can', () => {
    expect(trailTimeoutMs).toBeLessThan(maxLedgerReadingMs);
    expect(maxLedgerReadingMs).toBeLessThan(firstLookTimeoutMs);
    expect(secondLookTimeoutMs).toBeGreaterThanOrEqual(maxLedgerReadingMs + maxCallMs);
  });

  test('a second look begins only if what it finds can be posted and recorded', () => {
    const afterLookMs = reserveForSecondLookMs - secondLookTimeoutMs;
    expect(isTimeForDigest(0, batchPostingEndsAt(0, afterLookMs, 0))).toBe(true);
  });
});

describe('of Naver Cloud', () => {
  test('a poll of 60 s reads for 43 s, and delivers one by one for 20 s', () => {
    expect(pollReadingEndsAt(100, 60_000)).toBe(100 + 43_000);
    expect(singlesEndAt(100, 60_000)).toBe(100 + 20_000);
  });

  test('an action reads for 35 s', () => {
    expect(actionReadingEndsAt(100 + actionMs)).toBe(100 + 35_000);
  });
});

describe('reconcile', () => {
  test('looks back until 90 s before its end', () => {
    expect(lookBackEndsAt(300_000)).toBe(210_000);
  });

  test.each([
    // from the end, for missed uses, for the heartbeat
    [90_000, 45_000, 40_000],
    [45_000, 45_000, 40_000],
    [20_000, 20_000, 15_000],
  ])(
    '%i ms before its end delivers missed uses for %i ms, and posts a heartbeat for %i ms',
    (leftMs, missedMs, heartbeatMs) => {
      expect(remainingForMissed(100, 100 + leftMs)).toBe(missedMs);
      expect(heartbeatPostingEndsAt(100, 100 + leftMs)).toBe(100 + heartbeatMs);
    },
  );
});
