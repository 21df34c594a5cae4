const minuteMs = 60_000;
/** A tick that comes this much before its minute still counts for it. */
const earlyMs = 10_000;

/**
 * The minute that a tick polls when nothing is kept between ticks: whole, over, and long enough ago that what
 * shows up late is there. Ticks that come once a minute, at most ten seconds early or fifty late, have windows
 * that neither overlap nor leave gaps.
 *
 * @param delayMs how long to wait after a minute is over.
 * @returns from, and to but not with, in milliseconds since 1970.
 */
export function closedWindow(
  nowMs: number,
  delayMs: number,
): { readonly fromMs: number; readonly toMs: number } {
  const tickMs = Math.floor((nowMs + earlyMs) / minuteMs) * minuteMs;
  const toMs = tickMs - delayMs;
  return { fromMs: toMs - minuteMs, toMs };
}
