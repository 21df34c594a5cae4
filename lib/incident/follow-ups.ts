import { quietMs } from './incident.ts';

/** A message of an incident that tells how it went on. */
export type FollowUp =
  /** `nth` from 1: after each of {@link followUpAfterMs}. */
  | { readonly kind: 'followUp'; readonly nth: number; readonly dueAtMs: number }
  /** The last one: for an hour nothing was told. */
  | { readonly kind: 'quiet'; readonly dueAtMs: number };

const minuteMs = 60_000;

/** After the first use was told: once in any case, then as long as it goes on. */
export const followUpAfterMs = [2 * minuteMs, 15 * minuteMs, 120 * minuteMs] as const;

/** After a day without a room that takes it, it helps nobody. */
const maxLateMs = 24 * 60 * minuteMs;

/**
 * Whether an incident is of what only root can do. Of what a stranger can cause, and of changes of root-alert itself, no message
 * tells how it went on: a stranger could have one sent at will (the counters are those of `lib/delivery/use-marks.ts`).
 */
export function isFollowed(counter: string): boolean {
  return !/^(?:guess|stranger|guard)-/.test(counter);
}

export interface FollowUpsDue {
  readonly due: readonly FollowUp[];
  /** When it is to be looked at again. Undefined: nothing comes any more. */
  readonly nextAtMs: number | undefined;
}

/**
 * The follow-up that is due, at most one: what is overdue is told by the next. Four at most an incident. That it was told already,
 * the ledger knows.
 *
 * @param openedAtMs when its first use was told.
 * @param lastToldAtMs when its latest use was told.
 */
export function followUpsDue(
  openedAtMs: number,
  lastToldAtMs: number,
  nowMs: number,
): FollowUpsDue {
  // A time that nobody of us can have written must not keep the last line back for ever.
  const lastAtMs = Math.min(Math.max(openedAtMs, lastToldAtMs), nowMs);
  const quietAtMs = lastAtMs + quietMs;
  if (quietAtMs <= nowMs) {
    const isLate = nowMs - quietAtMs >= maxLateMs;
    return { due: isLate ? [] : [{ kind: 'quiet', dueAtMs: quietAtMs }], nextAtMs: undefined };
  }
  const times = followUpAfterMs.map((afterMs, index) => ({
    nth: index + 1,
    dueAtMs: openedAtMs + afterMs,
    // Something was told since the one before.
    goesOn: index === 0 || lastAtMs > openedAtMs + (followUpAfterMs[index - 1] ?? 0),
  }));
  const due = times
    .filter(({ dueAtMs, goesOn }) => goesOn && dueAtMs <= nowMs)
    .slice(-1)
    .map(({ nth, dueAtMs }) => ({ kind: 'followUp' as const, nth, dueAtMs }));
  const next = times.find(({ dueAtMs }) => dueAtMs > nowMs)?.dueAtMs ?? quietAtMs;
  return { due, nextAtMs: Math.min(next, quietAtMs) };
}
