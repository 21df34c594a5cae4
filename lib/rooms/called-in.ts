import type { Message } from '../messages/message.ts';
import type { Destination } from './room-type.ts';

/** Whom a message calls by name: whoever the secret names, and only for what cannot wait. Undefined: nobody. */
export function calledIn(
  { severity, isDrill, isQuiet }: Message,
  { mention }: Destination,
): string | undefined {
  const isGrave = severity === 'critical' || severity === 'high';
  return isGrave && !isDrill && !isQuiet ? mention : undefined;
}
