import type { Message } from '../../messages/message.ts';
import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isFailureCode } from '../refusal-in.ts';
import type { RoomRequest } from '../room-type.ts';
import { type SafeMessage, safeMessage, textThenLinks, wholeText } from '../safe-message.ts';

/** No limit is documented; these are ours. */
const limits = { headline: 300, summary: 300, advice: 600, facts: 900, details: 400 };
const maxTextLength = 3_000;

/** A message for Dooray's service API, which documents no attachments: all of it is text. */
export function doorayText(message: Message): string {
  return textThenLinks(shown(message), maxTextLength);
}

export function doorayTextAsShown(message: Message): string {
  return wholeText(shown(message));
}

function shown(message: Message): SafeMessage {
  return safeMessage(message, limits);
}

/** A call of the service API by the token of an account. */
export function doorayApiRequest(token: string | undefined, payload: object): RoomRequest {
  return {
    payload,
    headersFor: () => ({
      authorization: `dooray-api ${token}`,
      'content-type': 'application/json',
    }),
  };
}

/** `{"header": {"isSuccessful": true, "resultCode": 0, …}}`: Dooray's service API says so, and its hooks in the same form. */
export function saysYes(body: string): boolean {
  const header = fieldsOf(fieldsOf(readAnswerJson(body)).get('header'));
  return header.get('issuccessful') === true && !isFailureCode(header.get('resultcode'));
}
