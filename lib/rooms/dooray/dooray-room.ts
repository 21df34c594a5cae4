import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isGone, isSuccess } from '../answer-status.ts';
import { isFailureCode } from '../refusal-in.ts';
import type { RoomType } from '../room-type.ts';
import { asShown } from './dooray-as-shown.ts';
import { doorayPayload } from './dooray-payload.ts';

/** An incoming webhook of Dooray Messenger. */
export const dooray: RoomType = {
  requestsFor: (message, { sender }) => [{ payload: doorayPayload(message, sender) }],
  asShown: (message, { sender }) => asShown(doorayPayload(message, sender)),
  readAnswer: (answer) => {
    if (isSuccess(answer.status)) return saysYes(answer.body) ? 'yes' : undefined;
    // Its guide does not say what a hook that is gone answers: by analogy with its service API, whose tokens are in a header.
    return isGone(answer, [401, 403, 404, 410]) ? 'dead' : undefined;
  },
};

/** `{"header": {"isSuccessful": true, "resultCode": 0, …}}` (Dooray's service API; its hooks answer in the same form). */
function saysYes(body: string): boolean {
  const header = fieldsOf(fieldsOf(readAnswerJson(body)).get('header'));
  return header.get('issuccessful') === true && !isFailureCode(header.get('resultcode'));
}
