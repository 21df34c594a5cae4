import { inFixedZone } from './fixed-zones.ts';

/**
 * A moment in the team's time zone and in UTC, to the second:
 * `2026-11-22 03:12:45 Asia/Seoul · 2026-11-21 18:12:45 UTC`.
 *
 * @param timeZone an IANA name that `Intl` knows.
 */
export function formatTime(moment: Date, timeZone: string): string {
  const utc = `${inZone(moment, 'UTC')} UTC`;
  return timeZone === 'UTC' ? utc : `${inZone(moment, timeZone)} ${timeZone} · ${utc}`;
}

/** The time of day in the team's time zone, to the second: `03:12:45`. */
export function formatClock(moment: Date, timeZone: string): string {
  return inZone(moment, timeZone).slice(-8);
}

function inZone(moment: Date, timeZone: string): string {
  const fixed = inFixedZone(moment, timeZone);
  if (fixed !== undefined) return fixed;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`;
}
