import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isFailureCode } from '../refusal-in.ts';
import type { RoomType } from '../room-type.ts';
import { isServicesPath } from '../services-path.ts';
import { asShown } from './dooray-as-shown.ts';
import { doorayPayload } from './dooray-payload.ts';

/** Dooray's clouds. A tenant's own host is below one of them (docs/rooms.md says how sure each is). */
const domains = ['dooray.com', 'dooray.co.kr', 'gov-dooray.com', 'gov-dooray.co.kr'];

/** An incoming webhook of Dooray Messenger. */
export const dooray: RoomType = {
  isWebhookUrl: ({ hostname, pathname }) =>
    isServicesPath(pathname) &&
    domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`)),
  expectedUrl: 'expected the https URL of a Dooray incoming webhook, as its settings show it',
  localUrlVariable: 'DOORAY_HOOK_URL',
  payloadOf: doorayPayload,
  asShown: (message, sender) => asShown(doorayPayload(message, sender)),
  saysYes,
  // "One send a second" for each hook. Dooray counts from arrival to arrival, and the time on the way there varies.
  minIntervalMs: 1_100,
};

/** `{"header": {"isSuccessful": true, "resultCode": 0, …}}` (Dooray's service API; its hooks answer in the same form). */
function saysYes(body: string): boolean {
  const header = fieldsOf(fieldsOf(readAnswerJson(body)).get('header'));
  return header.get('issuccessful') === true && !isFailureCode(header.get('resultcode'));
}
