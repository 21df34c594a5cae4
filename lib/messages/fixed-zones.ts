/**
 * Hours east of UTC, for zones without summer time since 1988 (IANA Time Zone Database, file `asia`). The first
 * `Intl.DateTimeFormat` of a process adds 10 to 25 ms to a cold start, and these zones do not need it.
 */
const hoursEast: Readonly<Record<string, number>> = { UTC: 0, 'Asia/Seoul': 9, 'Asia/Tokyo': 9 };

const names: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  'Asia/Seoul': 'KST',
  'Asia/Tokyo': 'JST',
};

/** What people call the zone: `KST`. Undefined: {@link inFixedZone} does not know it. */
export function fixedZoneName(timeZone: string): string | undefined {
  return Object.hasOwn(names, timeZone) ? names[timeZone] : undefined;
}

const since = Date.UTC(1989, 0);
const until = Date.UTC(9999, 0);

/** Whether {@link inFixedZone} knows the zone. */
export function isFixedZone(timeZone: string): boolean {
  return Object.hasOwn(hoursEast, timeZone);
}

/**
 * The time in a zone, as `2026-11-22 03:12:45`. Undefined where `Intl` is needed: for other zones, and for
 * moments before 1989 or after 9998.
 */
export function inFixedZone(moment: Date, timeZone: string): string | undefined {
  const hours = isFixedZone(timeZone) ? hoursEast[timeZone] : undefined;
  const time = moment.getTime();
  if (hours === undefined || !(time >= since && time < until)) return undefined;
  return new Date(time + hours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
