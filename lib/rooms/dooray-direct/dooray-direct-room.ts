import type { Message } from '../../messages/message.ts';
import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isSuccess } from '../answer-status.ts';
import { isFailureCode } from '../refusal-in.ts';
import type { MessageEnvelope, RoomType } from '../room-type.ts';
import { safeMessage, textThenLinks, wholeText } from '../safe-message.ts';

/** The JSON of "1:1 메시지 전송": no attachments are documented, so all of it is text. */
interface DoorayDirectPayload {
  readonly text: string;
  readonly organizationMemberId: string;
}

/** No limit is documented; these are ours. */
const limits = { headline: 300, summary: 300, advice: 600, facts: 900, details: 400 };
const maxTextLength = 3_000;

function doorayDirectPayload(message: Message, { to }: MessageEnvelope): DoorayDirectPayload {
  return {
    text: textThenLinks(safeMessage(message, limits), maxTextLength),
    organizationMemberId: to.chatId ?? '',
  };
}

/** A person in Dooray Messenger. */
export const doorayDirect: RoomType = {
  requestsFor: (message, envelope) => [
    {
      payload: doorayDirectPayload(message, envelope),
      headersFor: () => ({
        authorization: `dooray-api ${envelope.to.key}`,
        'content-type': 'application/json',
      }),
    },
  ],
  asShown: (message) => wholeText(safeMessage(message, limits)),
  readAnswer: ({ status, body }) => {
    // A token that is none, one without the right, and a member who is gone.
    if ([401, 403, 404].includes(status)) return 'dead';
    if (!isSuccess(status)) return undefined;
    const header = fieldsOf(fieldsOf(readAnswerJson(body)).get('header'));
    const isYes = header.get('issuccessful') === true && !isFailureCode(header.get('resultcode'));
    return isYes ? 'yes' : undefined;
  },
};
