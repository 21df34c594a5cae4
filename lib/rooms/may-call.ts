import type { Message } from '../messages/message.ts';

/** Whether a message may call people by name at all: a drill and a quiet message never do. */
export function mayCall({ isDrill, isQuiet }: Pick<Message, 'isDrill' | 'isQuiet'>): boolean {
  return !isDrill && !isQuiet;
}
