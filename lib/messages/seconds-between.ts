/**
 * Whole seconds from one moment to a later one. Clocks differ a little, so up to a minute in the wrong order counts
 * as 0. Undefined: it is more than that.
 */
export function secondsBetween(earlier: Date, later: Date): number | undefined {
  const seconds = Math.round((later.getTime() - earlier.getTime()) / 1_000);
  return seconds < -60 ? undefined : Math.max(0, seconds);
}
