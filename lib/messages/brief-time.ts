import { localClock } from './format-time.ts';
import type { MessageContext } from './message-context.ts';

/** `17:42:09 UTC`, with the date where it is not that of the message. Undefined: a time is missing. */
export function utcClock(
  occurredAt: Date | undefined,
  { toldAt }: MessageContext,
): string | undefined {
  return occurredAt && toldAt && `${localClock(occurredAt, 'UTC', toldAt)} UTC`;
}
