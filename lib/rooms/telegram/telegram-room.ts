import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isGone } from '../answer-status.ts';
import type { MessageEnvelope, RoomType } from '../room-type.ts';
import { safeMessage, wholeText } from '../safe-message.ts';
import { limits, telegramPayload } from './telegram-payload.ts';

/** A chat in Telegram, by a bot. */
export const telegram: RoomType = {
  requestsFor: (message, envelope) => [
    { payload: telegramPayload(message, envelope), url: methodUrl(envelope) },
  ],
  asShown: (message) => wholeText(safeMessage(message, limits)),
  readAnswer: ({ status, body }) => {
    const answer = fieldsOf(readAnswerJson(body));
    if (status === 200) return answer.get('ok') === true ? 'yes' : undefined;
    // A token that is none, a bot that was thrown out, a chat that is gone or has another number now.
    if (isGone({ status, body }, [401, 403, 404])) return 'dead';
    const said = `${answer.get('description')}`;
    return status === 400 && /chat not found|chat was upgraded|chat_id is empty/i.test(said)
      ? 'dead'
      : undefined;
  },
  retryAfterMsIn: (body) => {
    const { parameters } = Object.fromEntries(fieldsOf(readAnswerJson(body)));
    const seconds = fieldsOf(parameters).get('retryafter');
    return typeof seconds === 'number' && seconds >= 0 ? seconds * 1_000 : undefined;
  },
};

function methodUrl({ to: { url, key } }: MessageEnvelope): URL {
  return new URL(`${url.href.replace(/\/?$/, '/')}bot${key}/sendMessage`);
}
