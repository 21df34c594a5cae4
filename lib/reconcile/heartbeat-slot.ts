import { localDay } from '../messages/format-time.ts';

/** People are at work then. Nobody would miss a heartbeat that failed to come at night. */
const hourOfDay = 9;
const dayMs = 24 * 3_600_000;

/**
 * The day whose heartbeat is the latest that is due by now. Daily, it is today or yesterday; weekly, it is a Monday.
 * Each is due at nine in the team's zone. A heartbeat has to be sent when this day is later than that of the last one.
 *
 * @returns a text such as `2026-11-16`, so that later days are greater texts.
 */
export function heartbeatSlot(nowMs: number, timeZone: string, every: 'daily' | 'weekly'): string {
  // Nine hours earlier it is still yesterday until nine.
  const day = localDay(new Date(nowMs - hourOfDay * 3_600_000), timeZone);
  if (every === 'daily') return day;
  const midnight = new Date(`${day}T00:00:00Z`);
  const daysSinceMonday = (midnight.getUTCDay() + 6) % 7;
  return new Date(midnight.getTime() - daysSinceMonday * dayMs).toISOString().slice(0, 10);
}
