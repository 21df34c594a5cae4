import { inZone, localDay } from '../../lib/messages/format-time.ts';
import { UserError } from '../../plugin/user-error.ts';

/** A calendar month in a time zone. Times are milliseconds since 1970. */
export interface Month {
  /** `2026-10`. */
  readonly name: string;
  readonly timeZone: string;
  readonly startMs: number;
  /** When the next month begins. */
  readonly endMs: number;
  /** When each of its days begins. */
  readonly dayStartsMs: readonly number[];
}

/** @throws {UserError} for what is no month, or one that has not begun. */
export function readMonth(text: string, timeZone: string, nowMs: number): Month {
  const [, year, month] = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  if (year === undefined || month === undefined) {
    throw new UserError('--month: expected a year and a month, such as 2026-10.');
  }
  const first = new Date(Date.UTC(Number(year), Number(month) - 1));
  const next = new Date(Date.UTC(Number(year), Number(month)));
  const days = Math.round((next.getTime() - first.getTime()) / 86_400_000);
  const dayStartsMs = Array.from({ length: days }, (_, day) =>
    midnight(new Date(Date.UTC(Number(year), Number(month) - 1, day + 1)), timeZone),
  );
  const startMs = midnight(first, timeZone);
  if (startMs > nowMs) throw new UserError(`--month: ${text} has not begun.`);
  return { name: text, timeZone, startMs, endMs: midnight(next, timeZone), dayStartsMs };
}

/** The month before the one of a moment: `2026-10`. */
export function monthBefore(nowMs: number, timeZone: string): string {
  const [year, month] = localDay(new Date(nowMs), timeZone).split('-');
  return new Date(Date.UTC(Number(year), Number(month) - 2)).toISOString().slice(0, 7);
}

/** When a day begins in a zone. A zone whose clocks change at midnight is off by that hour at most. */
function midnight(dayInUtc: Date, timeZone: string): number {
  const utcMs = dayInUtc.getTime();
  const guessMs = utcMs - offsetMs(utcMs, timeZone);
  return utcMs - offsetMs(guessMs, timeZone);
}

function offsetMs(atMs: number, timeZone: string): number {
  const local = Date.parse(`${inZone(new Date(atMs), timeZone).replace(' ', 'T')}Z`);
  return local - Math.floor(atMs / 1000) * 1000;
}
