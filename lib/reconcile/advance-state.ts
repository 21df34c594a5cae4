import type { RegionScan } from './scan-region.ts';
import type { LookBackResult } from './scan-regions.ts';
import { cursorMsOf, type ReconcileState } from './state.ts';

/**
 * The state after the look-back. The cursor of a region moves past everything that was looked at, unless a use
 * found there is still untold or not all of the account's names were looked up: then the next run looks again.
 *
 * @param untold ids of the missed uses that could not be told.
 */
export function advanceState(
  before: ReconcileState,
  { scans, isWhole }: LookBackResult,
  untold: ReadonlySet<string>,
): ReconcileState {
  const lookedUntilMs: Record<string, number> = {};
  let { uses, missed } = before;
  for (const scan of scans) {
    const cursorMs = cursorMsOf(before, scan.region);
    const told = scan.missed.filter(({ id }) => !untold.has(id));
    const movedToMs =
      isWhole && told.length === scan.missed.length ? movedCursor(scan, cursorMs) : cursorMs;
    missed += told.length;
    // Told uses that came to the history late lie before the cursor, so the interval does not count them.
    uses += told.filter(({ occurredAt }) => (occurredAt?.getTime() ?? 0) <= cursorMs).length;
    uses += [...scan.useTimes.values()].filter((ms) => ms > cursorMs && ms <= movedToMs).length;
    lookedUntilMs[scan.region] = movedToMs;
  }
  return { ...before, lookedUntilMs, uses, missed };
}

function movedCursor({ untilMs }: RegionScan, cursorMs: number): number {
  return untilMs === undefined ? cursorMs : Math.max(cursorMs, untilMs);
}
