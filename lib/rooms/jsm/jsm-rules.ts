import type { RoomRules } from '../room-rules.ts';

/** Jira Service Management Operations, by an API integration (developer.atlassian.com/cloud/jira/service-desk-ops). */
export const jsmRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname }) =>
    hostname === 'api.atlassian.com' && pathname === '/jsm/ops/integration/v2/alerts',
  expectedUrl:
    'expected the https URL of the integration API (https://api.atlassian.com/jsm/ops/integration/v2/alerts), or none',
  defaultUrl: 'https://api.atlassian.com/jsm/ops/integration/v2/alerts',
  key: {
    isValid: (text) => /^[\w-]{20,80}$/.test(text),
    expected: 'expected the API key of an API integration',
  },
  saysOnlyBegun: true,
};
