import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isGone } from '../answer-status.ts';
import type { RoomType } from '../room-type.ts';
import { safeMessage, wholeText } from '../safe-message.ts';
import { withQuery } from '../with-query.ts';
import { googleChatPayload, limits } from './google-chat-payload.ts';

/** A webhook of a space in Google Chat. An incident is one thread but for what stands by itself (`isBelow`). */
export const googleChat: RoomType = {
  requestsFor: (message, envelope) => [
    {
      payload: googleChatPayload(message, envelope),
      url: withQuery(envelope.to.url, 'messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD'),
    },
  ],
  asShown: (message) => wholeText(safeMessage(message, limits)),
  readAnswer: (answer) => {
    // The message that was made, with its name.
    if (answer.status === 200) {
      return typeof fieldsOf(readAnswerJson(answer.body)).get('name') === 'string'
        ? 'yes'
        : undefined;
    }
    return isGone(answer, [401, 403, 404]) ? 'dead' : undefined;
  },
};
