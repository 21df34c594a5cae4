import type { Message } from './message.ts';
import type { Surroundings } from './message-context.ts';
import type { Words } from './words.ts';

/** The message with the remark that its circumstances ask for, if they do. */
export function withRemark(message: Message, { remark }: Surroundings, say: Words): Message {
  if (remark === undefined) return message;
  const fact = { label: say.label.remark, value: remark(say) };
  return { ...message, facts: [fact, ...message.facts] };
}
