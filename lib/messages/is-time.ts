/** Whether a `Date` can be made of it. */
export function isTime(ms: number | undefined): ms is number {
  return ms !== undefined && Math.abs(ms) <= 8_640_000_000_000_000;
}
