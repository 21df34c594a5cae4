import type { Mention } from '../config.ts';
import type { Message } from '../messages/message.ts';

/**
 * Whether a message mentions people. A drill and a quiet message never do. Text from outside has no part in it, and no
 * escape of a room lets it make a mention of its own.
 */
export function mentionsPeople(
  { severity, isDrill, isQuiet }: Pick<Message, 'severity' | 'isDrill' | 'isQuiet'>,
  mention: Mention | undefined,
): boolean {
  if (mention === undefined || isDrill || isQuiet) return false;
  return mention.when === 'all' || (mention.when === 'critical' && severity === 'critical');
}
