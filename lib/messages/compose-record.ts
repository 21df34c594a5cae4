import type { RootUse, UnreadableRecord } from '../root-activity.ts';
import { composeNcloud } from './compose-ncloud.ts';
import { composeUnreadable } from './compose-unreadable.ts';
import { composeUse } from './compose-use.ts';
import { severityOfGuesses } from './guessing.ts';
import { headline } from './headline.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { withIncident } from './with-incident.ts';
import { withRemark } from './with-remark.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words-by-cloud.ts';

/** Words the message about one record: all that rootEvent tells. */
export function composeRecord(
  record: RootUse | UnreadableRecord,
  settings: WordSettings,
  context: MessageContext = {},
): Message {
  const words = wordsOf(record, settings.words);
  const message = asGuessing(composeByKind(record, settings, context, words), context, words);
  return withIncident(withRemark(message, context, words), context, words);
}

/** A failed sign-in that is one of many is about all of them. */
function asGuessing(message: Message, { guesses }: MessageContext, words: Words): Message {
  if (guesses === undefined) return message;
  return {
    ...message,
    ...headline(false, severityOfGuesses(guesses), words.guesses(guesses), words),
  };
}

function composeByKind(
  record: RootUse | UnreadableRecord,
  settings: WordSettings,
  context: MessageContext,
  words: Words,
): Message {
  if (record.kind === 'unreadable') return composeUnreadable(record, settings, context, words);
  return record.cloud === 'ncloud'
    ? composeNcloud(record, settings, context, settings.words.ncloud)
    : composeUse(record, settings, context, words);
}
