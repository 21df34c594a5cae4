import type { Message } from '../messages/message.ts';

/**
 * Whether a message goes below the first of its incident. What is critical, or calls somebody, stands in the channel: who does
 * not follow a thread does not see what is below.
 */
export function isBelow({ severity, isCall }: Message): boolean {
  return severity !== 'critical' && isCall !== true;
}
