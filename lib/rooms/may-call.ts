import type { Message } from '../messages/message.ts';

/** Whether a message may call people by name at all: a drill, a quiet message and a planned use never do. */
export function mayCall({
  isDrill,
  isQuiet,
  isPlanned = false,
}: Pick<Message, 'isDrill' | 'isQuiet' | 'isPlanned'>): boolean {
  return !isDrill && !isQuiet && !isPlanned;
}
