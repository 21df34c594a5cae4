import type { RoomRules, TextRule } from '../room-rules.ts';
import { isServicesPath } from '../services-path.ts';

/**
 * Dooray's clouds: private, public, public business network, finance. A tenant's own host is below one of them (docs/rooms.md says
 * how sure each is).
 */
export const doorayDomains = ['dooray.com', 'gov-dooray.com', 'gov-dooray.co.kr', 'dooray.co.kr'];

/** The cloud that a host is of. Undefined: it is none of Dooray's. */
export function doorayDomainOf(hostname: string): string | undefined {
  return doorayDomains.find((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}

/** What an account for services makes in its settings ("개인 API 인증 토큰"). */
export const doorayToken: TextRule = {
  isValid: (text) => /^(?!\w+:\/\/)[\w:.+/=-]{8,200}$/.test(text),
  expected: 'expected an API token of Dooray',
};

/** Of a member, a channel or a thread. */
export function isDoorayId(text: string): boolean {
  return /^\d{6,25}$/.test(text);
}

export const doorayRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname }) =>
    isServicesPath(pathname) && doorayDomainOf(hostname) !== undefined,
  expectedUrl: 'expected the https URL of a Dooray incoming webhook, as its settings show it',
  localUrlVariable: 'DOORAY_HOOK_URL',
  key: { ...doorayToken, isOptional: true },
  chatId: { isValid: isDoorayId, expected: 'expected the number of a channel', isOptional: true },
};
