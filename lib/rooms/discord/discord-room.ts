import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isGone, isSuccess } from '../answer-status.ts';
import type { RoomType } from '../room-type.ts';
import { safeMessage, wholeText } from '../safe-message.ts';
import { withQuery } from '../with-query.ts';
import { discordPayload, limits } from './discord-payload.ts';

/** A webhook of a channel in Discord. With `wait`, its yes is the message that it made. */
export const discord: RoomType = {
  requestsFor: (message, envelope) => [
    {
      payload: discordPayload(message, envelope),
      url: withQuery(envelope.to.url, 'wait=true'),
    },
  ],
  asShown: (message) => wholeText(safeMessage(message, limits)),
  readAnswer: (answer) => {
    if (isSuccess(answer.status)) {
      return typeof fieldsOf(readAnswerJson(answer.body)).get('id') === 'string'
        ? 'yes'
        : undefined;
    }
    // 50027: a wrong token. 10015: no such webhook.
    return isGone(answer, [401, 403, 404]) ? 'dead' : undefined;
  },
  retryAfterMsIn: (body) => {
    const seconds = fieldsOf(readAnswerJson(body)).get('retryafter');
    return typeof seconds === 'number' && seconds >= 0 ? Math.ceil(seconds * 1_000) : undefined;
  },
};
