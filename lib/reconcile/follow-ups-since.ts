import { maxLookBackMs } from './look-back-span.ts';
import { cursorMsOf, type ReconcileState } from './state.ts';

/**
 * Since when each use of root of this account is followed. What happened while root-alert was down the look-back still finds, as far
 * as it goes: after a longer gap nobody knows what was used meanwhile. Undefined: nobody asked for follow-ups.
 */
export function followUpsSince(
  before: ReconcileState,
  homeRegion: string,
  hasFollowUps: boolean,
  nowMs: number,
): number | undefined {
  if (!hasFollowUps) return undefined;
  const hasGap = nowMs - cursorMsOf(before, homeRegion) >= maxLookBackMs;
  return hasGap ? nowMs : Math.min(before.followUpsSinceMs ?? nowMs, nowMs);
}
