import { localClock } from './format-time.ts';
import type { MessageContext } from './message-context.ts';
import { secondsBetween } from './seconds-between.ts';

/** `17:42:09 UTC`, with the date where it is not that of the message. Undefined: a time is missing. */
export function utcClock(
  occurredAt: Date | undefined,
  { toldAt }: MessageContext,
): string | undefined {
  return occurredAt && toldAt && `${localClock(occurredAt, 'UTC', toldAt)} UTC`;
}

/** Whether a room's own time of the message does not show when it happened: what is told within a minute, it does. */
export function isLate(occurredAt: Date | undefined, { toldAt }: MessageContext): boolean {
  const seconds = occurredAt && toldAt && secondsBetween(occurredAt, toldAt);
  return seconds === undefined || seconds >= 60;
}
