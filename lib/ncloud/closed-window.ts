import type { TimeWindow } from './tracer-request.ts';

const minuteMs = 60_000;
/** A tick that comes up to this long before its minute still counts for it. */
const earlyMs = 10_000;

/**
 * The minute that a tick polls where nothing is kept between ticks. It is a whole minute that ended long enough ago
 * for late activities to have shown up. The windows of ticks that come once a minute, at most ten seconds early or
 * fifty late, neither overlap nor leave gaps.
 *
 * @param delayMs how long to wait after a minute is over.
 * @returns `fromMs` belongs to the window, `toMs` does not.
 */
export function closedWindow(nowMs: number, delayMs: number): TimeWindow {
  const tickMs = Math.floor((nowMs + earlyMs) / minuteMs) * minuteMs;
  const toMs = tickMs - delayMs;
  return { fromMs: toMs - minuteMs, toMs };
}
