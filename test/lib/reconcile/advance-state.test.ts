import { describe, expect, test } from 'vitest';
import { advanceState } from '../../../lib/reconcile/advance-state.ts';
import type { RegionScan } from '../../../lib/reconcile/scan-region.ts';
import type { ReconcileState } from '../../../lib/reconcile/state.ts';
import { rootUse } from '../root-use.ts';

const region = 'us-east-1';
const before: ReconcileState = {
  sinceMs: 0,
  lookedUntilMs: { [region]: 1_000 },
  toldFindings: [],
  troubles: [],
  toldInRoom: [],
  uses: 10,
  missed: 5,
};
const useAt = (ms: number) => ({ ...rootUse({}), id: `use-${ms}`, occurredAt: new Date(ms) });

/** A scan up to 2 s that saw uses at these moments, of which some were missed. */
const scan = (
  seenAtMs: readonly number[],
  missedAtMs: readonly number[],
  changes: Partial<RegionScan> = {},
): RegionScan => ({
  region,
  missed: missedAtMs.map(useAt),
  overdue: new Set(),
  untilMs: 2_000,
  isFailed: false,
  leftMs: 0,
  useTimes: new Map(seenAtMs.map((ms) => [`use-${ms}`, ms])),
  ...changes,
});

const advance = (it: RegionScan, untold: readonly string[] = [], isWhole = true) => {
  const { lookedUntilMs, uses, missed } = advanceState(
    before,
    { scans: [it], isWhole },
    new Set(untold),
  );
  return { cursorMs: lookedUntilMs[region], uses: uses - 10, missed: missed - 5 };
};

describe('the cursor of a region', () => {
  test.each<[string, RegionScan, string[], boolean, number]>([
    ['moves past what was looked at', scan([1_500], [1_500]), [], true, 2_000],
    ['stays while a use found there is untold', scan([1_500], [1_500]), ['use-1500'], true, 1_000],
    ['stays while the aliases of the account are unknown', scan([], []), [], false, 1_000],
    ['stays where nothing is known of it', scan([], [], { untilMs: undefined }), [], true, 1_000],
    ['never moves back', scan([], [], { untilMs: 500 }), [], true, 1_000],
    ['moves past a use that is untold elsewhere', scan([], []), ['use-1500'], true, 2_000],
  ])('%s', (_, it, untold, isWhole, cursorMs) => {
    expect(advance(it, untold, isWhole).cursorMs).toBe(cursorMs);
  });

  test('begins where the watch began, and is forgotten for a region that is switched off', () => {
    const { lookedUntilMs } = advanceState(
      before,
      { scans: [scan([], [], { region: 'me-south-1', untilMs: undefined })], isWhole: true },
      new Set(),
    );
    expect(lookedUntilMs).toEqual({ 'me-south-1': 0 });
  });
});

describe('a use is counted', () => {
  test('once it is behind the cursor, and not again by the overlap', () => {
    expect(advance(scan([900, 1_000, 1_500, 2_000, 2_001], []))).toMatchObject({ uses: 2 });
  });

  test('as missed and told when it came late to the history, from before the cursor', () => {
    expect(advance(scan([900], [900]))).toEqual({ cursorMs: 2_000, uses: 1, missed: 1 });
  });

  test('not while it is untold', () => {
    expect(advance(scan([1_500], [1_500]), ['use-1500'])).toMatchObject({ uses: 0, missed: 0 });
  });
});
