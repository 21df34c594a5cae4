/** Whole seconds, none below zero: clocks differ. Undefined where the difference is more than that. */
export function secondsBetween(earlier: Date, later: Date): number | undefined {
  const seconds = Math.round((later.getTime() - earlier.getTime()) / 1_000);
  return seconds < -60 ? undefined : Math.max(0, seconds);
}
