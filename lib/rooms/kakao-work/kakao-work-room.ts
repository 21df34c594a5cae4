import type { Message } from '../../messages/message.ts';
import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isSuccess } from '../answer-status.ts';
import type { RoomType } from '../room-type.ts';
import { safeMessage, textThenLinks, wholeText } from '../safe-message.ts';

/** The JSON that public code posts to a webhook. Blocks are documented for the Bot API alone, so all of it is text. */
interface KakaoWorkPayload {
  readonly text: string;
}

/** The Bot API takes 10,000 characters; of a webhook no limit is known, and this is ours. */
const limits = { headline: 200, summary: 300, advice: 500, facts: 700, details: 300 };
const maxTextLength = 2_000;

function kakaoWorkPayload(message: Message): KakaoWorkPayload {
  return { text: textThenLinks(safeMessage(message, limits), maxTextLength) };
}

/** An incoming webhook of KakaoWork. */
export const kakaoWork: RoomType = {
  requestsFor: (message) => [{ payload: kakaoWorkPayload(message) }],
  asShown: (message) => wholeText(safeMessage(message, limits)),
  /** `{"success": true}` (the Bot API; that a webhook answers so is a guess). False is a no for every kind of room. */
  readAnswer: ({ status, body }) => {
    if (!isSuccess(status)) return [404, 410].includes(status) ? 'dead' : undefined;
    return fieldsOf(readAnswerJson(body)).get('success') === true ? 'yes' : undefined;
  },
};
