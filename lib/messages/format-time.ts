import { fixedZoneName, inFixedZone } from './fixed-zones.ts';

/** `2026-11-03 17:42:09 UTC`. */
export function utcTime(moment: Date): string {
  return `${inZone(moment, 'UTC')} UTC`;
}

/**
 * A moment as people of the time zone read it: `03:12:45 KST`, or `11-22 03:12:45 KST` where it is not the day of `now`,
 * with the year where that is another.
 *
 * @param timeZone an IANA name that `Intl` knows.
 * @param now undefined: not known, so that the date is shown.
 */
export function localTime(moment: Date, timeZone: string, now: Date | undefined): string {
  return `${localClock(moment, timeZone, now)} ${zoneName(moment, timeZone)}`;
}

/** The same without the name of the zone. */
export function localClock(moment: Date, timeZone: string, now: Date | undefined): string {
  const time = inZone(moment, timeZone);
  const today = now && inZone(now, timeZone);
  if (today?.slice(0, 10) === time.slice(0, 10)) return time.slice(11);
  return today === undefined || today.slice(0, 4) === time.slice(0, 4) ? time.slice(5) : time;
}

/** The time of day in the team's time zone, to the second: `03:12:45`. */
export function formatClock(moment: Date, timeZone: string): string {
  return inZone(moment, timeZone).slice(-8);
}

/** The day of a moment in the team's time zone: `2026-11-22`. */
export function localDay(moment: Date, timeZone: string): string {
  return inZone(moment, timeZone).slice(0, 10);
}

/** What people call the zone: `KST`. One without such a name is told by its distance from UTC: `GMT+1`. */
function zoneName(moment: Date, timeZone: string): string {
  return fixedZoneName(timeZone) ?? nameByIntl(moment, timeZone);
}

function nameByIntl(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    timeZoneName: 'short',
  }).formatToParts(moment);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** A moment in a time zone, without the zone's name: `2026-11-22 03:12:45`. */
export function inZone(moment: Date, timeZone: string): string {
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
