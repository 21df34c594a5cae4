import type { Message } from '../../messages/message.ts';
import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isSuccess } from '../answer-status.ts';
import type { RoomType } from '../room-type.ts';
import { safeMessage, textThenLinks, wholeText } from '../safe-message.ts';

/** The JSON that public code posts. There may be a button, too, whose form is not known, so links stand in the text. */
interface NaverWorksPayload {
  readonly title: string;
  readonly body: { readonly text: string };
}

/** No limit is known; these are ours. */
const limits = { headline: 200, summary: 300, advice: 500, facts: 700, details: 300 };
const maxTextLength = 2_000;

function naverWorksPayload(message: Message): NaverWorksPayload {
  const shown = safeMessage(message, limits);
  const text = textThenLinks({ ...shown, headline: '' }, maxTextLength);
  return { title: shown.headline, body: { text: text || shown.headline } };
}

/** An incoming webhook of NAVER WORKS. */
export const naverWorks: RoomType = {
  requestsFor: (message) => [{ payload: naverWorksPayload(message) }],
  asShown: (message) => wholeText(safeMessage(message, limits)),
  /** `{"code": 200, "description": "success"}`: a number or a text (fixtures of public code). */
  readAnswer: ({ status, body }) => {
    if (!isSuccess(status)) return [404, 410].includes(status) ? 'dead' : undefined;
    const code = fieldsOf(readAnswerJson(body)).get('code');
    if (code === undefined) return undefined;
    if (`${code}` === '200') return 'yes';
    return /^E?(?:429|5\d\d)$/.test(`${code}`) ? 'tryAgain' : 'no';
  },
};
