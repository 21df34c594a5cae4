import type { RoomRules } from '../room-rules.ts';

/** Dooray's API, by cloud: private, public, public business network, finance (Dooray's service API). */
const hosts = ['api.dooray.com', 'api.gov-dooray.com', 'api.gov-dooray.co.kr', 'api.dooray.co.kr'];
const path = '/messenger/v1/channels/direct-send';

/** A person in Dooray, 1:1, by the token of an account for services ("메신저 1:1 메시지 전송 API"). */
export const doorayDirectRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname, search }) =>
    hosts.includes(hostname) && pathname === path && search === '',
  expectedUrl: `expected the https URL of Dooray's API (https://api.dooray.com${path}, or that of another of its clouds), or none`,
  defaultUrl: `https://api.dooray.com${path}`,
  key: {
    isValid: (text) => /^(?!\w+:\/\/)[\w:.+/=-]{8,200}$/.test(text),
    expected: 'expected an API token of Dooray',
  },
  chatId: {
    isValid: (text) => /^\d{6,25}$/.test(text),
    expected: 'expected the number of a member of the organization',
  },
  // A bucket of tokens of a size that is not documented; its 429 says so.
  minIntervalMs: 1_100,
};
