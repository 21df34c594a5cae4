import type { Mention } from '../config.ts';
import type { Message } from '../messages/message.ts';
import { mayCall } from './may-call.ts';

/**
 * Whether a message mentions people. Text from outside has no part in it, and no
 * escape of a room lets it make a mention of its own.
 */
export function mentionsPeople(
  message: Pick<Message, 'severity' | 'isDrill' | 'isQuiet' | 'isPlanned' | 'isCall'>,
  mention: Mention | undefined,
): boolean {
  if (mention === undefined || !mayCall(message)) return false;
  if (message.isCall === true) return true;
  return mention.when === 'all' || (mention.when === 'critical' && message.severity === 'critical');
}
