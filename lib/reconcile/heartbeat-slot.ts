/** When people are at work: a sign of life in the night is one that nobody misses. */
const hourOfDay = 9;
const dayMs = 24 * 3_600_000;

/**
 * The day of the last heartbeat that is due by now: today's or yesterday's, or that of the last Monday,
 * each at nine in the team's zone. A heartbeat is due when this is later than that of the last one.
 *
 * @returns `2026-11-16`, so that later days are greater texts.
 */
export function heartbeatSlot(nowMs: number, timeZone: string, every: 'daily' | 'weekly'): string {
  // As if the day began at nine.
  const day = dayIn(nowMs - hourOfDay * 3_600_000, timeZone);
  if (every === 'daily') return day;
  const midnight = new Date(`${day}T00:00:00Z`);
  const daysSinceMonday = (midnight.getUTCDay() + 6) % 7;
  return new Date(midnight.getTime() - daysSinceMonday * dayMs).toISOString().slice(0, 10);
}

/** The date in a zone, as ISO has it. */
function dayIn(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(ms));
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}
