import type { RootActivity } from '../root-activity.ts';
import { composeAlarm } from './compose-alarm.ts';
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

/** Words the message about one activity. Pure: the same arguments always give the same message. */
export function compose(
  activity: RootActivity,
  settings: WordSettings,
  context: MessageContext = {},
): Message {
  const words = wordsOf(activity, settings.words);
  const message = asGuessing(composeByKind(activity, settings, context, words), context, words);
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
  activity: RootActivity,
  settings: WordSettings,
  context: MessageContext,
  words: Words,
): Message {
  switch (activity.kind) {
    case 'use':
      return activity.cloud === 'ncloud'
        ? composeNcloud(activity, settings, context, settings.words.ncloud)
        : composeUse(activity, settings, context, words);
    case 'unreadable':
      return composeUnreadable(activity, settings, context, words);
    case 'alarm':
      return composeAlarm(activity, settings, context, words);
  }
}
