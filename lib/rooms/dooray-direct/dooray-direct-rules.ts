import { doorayDomains, doorayToken, isDoorayId } from '../dooray/dooray-rules.ts';
import type { RoomRules } from '../room-rules.ts';

const path = '/messenger/v1/channels/direct-send';

/** A person in Dooray, 1:1, by the token of an account for services ("메신저 1:1 메시지 전송 API"). */
export const doorayDirectRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname, search }) =>
    doorayDomains.some((domain) => hostname === `api.${domain}`) &&
    pathname === path &&
    search === '',
  expectedUrl: `expected the https URL of Dooray's API (https://api.dooray.com${path}, or that of another of its clouds), or none`,
  defaultUrl: `https://api.dooray.com${path}`,
  key: doorayToken,
  chatId: {
    isValid: isDoorayId,
    expected: 'expected the number of a member of the organization',
  },
};
