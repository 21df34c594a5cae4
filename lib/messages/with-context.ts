import { severityOfGuesses } from './guessing.ts';
import { headline } from './headline.ts';
import type { Message } from './message.ts';
import type { MessageContext } from './message-context.ts';
import { withIncident } from './with-incident.ts';
import { withRemark } from './with-remark.ts';
import type { Words } from './words.ts';

/** The message about a record, with what is known besides it. */
export function withContext(message: Message, context: MessageContext, words: Words): Message {
  return withIncident(
    withRemark(asGuessing(message, context, words), context, words),
    context,
    words,
  );
}

/** A failed sign-in that is one of many is about all of them. */
function asGuessing(message: Message, { guesses }: MessageContext, words: Words): Message {
  if (guesses === undefined) return message;
  return {
    ...message,
    ...headline(false, severityOfGuesses(guesses), words.guesses(guesses), words),
  };
}
