import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { MessageContext } from './message-context.ts';
import type { Words } from './words.ts';

/** The message with the remark of its context as the first fact, if there is one. */
export function withRemark(message: Message, { remark }: MessageContext, words: Words): Message {
  if (remark === undefined) return message;
  return {
    ...message,
    facts: [...knownFacts([[words.label.remark, remark(words)]]), ...message.facts],
  };
}
