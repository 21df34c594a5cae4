import type { RoomRules } from '../room-rules.ts';
import { isServicesPath } from '../services-path.ts';

/** Dooray's clouds. A tenant's own host is below one of them (docs/rooms.md says how sure each is). */
const domains = ['dooray.com', 'dooray.co.kr', 'gov-dooray.com', 'gov-dooray.co.kr'];

export const doorayRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname }) =>
    isServicesPath(pathname) &&
    domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`)),
  expectedUrl: 'expected the https URL of a Dooray incoming webhook, as its settings show it',
  localUrlVariable: 'DOORAY_HOOK_URL',
  // "One send a second" for each hook. Dooray counts from arrival to arrival, and the time on the way there varies.
  minIntervalMs: 1_100,
};
