import type { RootUse, UnreadableRecord } from '../root-activity.ts';
import { composeUnreadable } from './compose-unreadable.ts';
import { composeUse } from './compose-use.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { withContext } from './with-context.ts';
import { wordsOf } from './words-by-cloud.ts';

/** Words the message about one record of AWS: all that rootEvent tells. */
export function composeRecord(
  record: RootUse | UnreadableRecord,
  settings: WordSettings,
  context: MessageContext = {},
): Message {
  const words = wordsOf(record, settings.words);
  const message =
    record.kind === 'unreadable'
      ? composeUnreadable(record, settings, context, words)
      : composeUse(record, settings, context, words);
  return withContext(message, context, words);
}
