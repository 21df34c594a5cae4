import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isSuccess } from '../answer-status.ts';
import { isFailureCode } from '../refusal-in.ts';
import type { RoomType } from '../room-type.ts';
import { asShown } from './dooray-as-shown.ts';
import { doorayPayload } from './dooray-payload.ts';

/** An incoming webhook of Dooray Messenger. */
export const dooray: RoomType = {
  requestsFor: (message, { sender }) => [{ payload: doorayPayload(message, sender) }],
  asShown: (message, { sender }) => asShown(doorayPayload(message, sender)),
  readAnswer: ({ status, body }) => (isSuccess(status) && saysYes(body) ? 'yes' : undefined),
};

/** `{"header": {"isSuccessful": true, "resultCode": 0, …}}` (Dooray's service API; its hooks answer in the same form). */
function saysYes(body: string): boolean {
  const header = fieldsOf(fieldsOf(readAnswerJson(body)).get('header'));
  return header.get('issuccessful') === true && !isFailureCode(header.get('resultcode'));
}
