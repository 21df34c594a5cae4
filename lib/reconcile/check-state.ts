import { maxClockSkewMs } from '../ledger/use-window.ts';
import { maxCursorAheadMs, maxLookBackMs } from './look-back-span.ts';
import type { ReconcileState } from './state.ts';

const dayMs = 24 * 3_600_000;

/** A state that can be worked with, and what of it nobody of us can have written. */
export interface CheckedState {
  readonly state: ReconcileState;
  /** Names of the fields that were replaced. */
  readonly replaced: readonly string[];
}

/**
 * Replaces what would keep reconcile from looking, or from sending a heartbeat: a time in the future. Instead of it the
 * look-back begins as early as the ledger remembers, and the heartbeat counts as not sent. That may tell a use that is
 * older than the deployment, and leaves out none.
 */
export function checkState(state: ReconcileState, nowMs: number): CheckedState {
  const replaced: string[] = [];
  const isOurs = (name: string, is: boolean): boolean => {
    if (!is) replaced.push(name);
    return is;
  };
  const latestMs = nowMs + maxClockSkewMs;
  const lookedUntilMs = Object.fromEntries(
    Object.entries(state.lookedUntilMs).filter(([region, ms]) =>
      isOurs(`lookedUntilMs.${region}`, ms <= latestMs + maxCursorAheadMs),
    ),
  );
  const sinceMs = isOurs('sinceMs', state.sinceMs <= latestMs)
    ? state.sinceMs
    : nowMs - maxLookBackMs;
  const { heartbeat, ...rest } = state;
  // Somewhere it is tomorrow already.
  const latestDay = new Date(nowMs + dayMs).toISOString().slice(0, 10);
  const isSent = heartbeat !== undefined && isOurs('heartbeat', isDay(heartbeat, latestDay));
  const checked = { ...rest, lookedUntilMs, sinceMs, ...(isSent && { heartbeat }) };
  return { state: replaced.length === 0 ? state : checked, replaced };
}

function isDay(text: string, latestDay: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && text <= latestDay;
}
