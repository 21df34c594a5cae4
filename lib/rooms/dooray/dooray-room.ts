import type { RoomType } from '../room-type.ts';
import { saysUnsuccessful } from '../success-flag.ts';
import { asShown } from './dooray-as-shown.ts';
import { doorayPayload } from './dooray-payload.ts';

/** Dooray's clouds. A tenant's own host is below one of them (docs/rooms.md says how sure each is). */
const domains = ['dooray.com', 'dooray.co.kr', 'gov-dooray.com', 'gov-dooray.co.kr'];

/** An incoming webhook of Dooray Messenger. */
export const dooray: RoomType = {
  isWebhookUrl: ({ hostname, pathname }) =>
    pathname.startsWith('/services/') &&
    domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`)),
  expectedUrl: 'expected the https URL of a Dooray incoming webhook, as its settings show it',
  localUrlVariable: 'DOORAY_HOOK_URL',
  payloadOf: doorayPayload,
  asShown: (message, sender) => asShown(doorayPayload(message, sender)),
  isRefusal: saysUnsuccessful,
  // "One send a second" for each hook. Dooray counts from arrival to arrival, and the time on the way there varies.
  minIntervalMs: 1_100,
};
