import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { MessageContext } from './message-context.ts';
import type { Words } from './words.ts';

/** The message with the incident that it belongs to as the first of its details, if it is known. */
export function withIncident(
  message: Message,
  { incidentId }: MessageContext,
  words: Words,
): Message {
  if (incidentId === undefined) return message;
  return {
    ...message,
    details: [...knownFacts([[words.label.incident, incidentId]]), ...message.details],
  };
}
