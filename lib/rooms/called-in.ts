import type { Message } from '../messages/message.ts';
import { mayCall } from './may-call.ts';
import type { Destination } from './room-type.ts';

/** Whom a message calls by name: whoever the secret names, and only for what cannot wait. Undefined: nobody. */
export function calledIn(message: Message, { mention }: Destination): string | undefined {
  const isGrave = message.severity === 'critical' || message.severity === 'high';
  return isGrave && mayCall(message) ? mention : undefined;
}
