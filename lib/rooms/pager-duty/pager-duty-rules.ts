import type { RoomRules } from '../room-rules.ts';

const hosts = ['events.pagerduty.com', 'events.eu.pagerduty.com'];

/** A service in PagerDuty, by an integration of the kind Events API v2 (developer.pagerduty.com). */
export const pagerDutyRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname }) => hosts.includes(hostname) && pathname === '/v2/enqueue',
  expectedUrl:
    'expected the https URL of the Events API (https://events.pagerduty.com/v2/enqueue, or events.eu), or none',
  defaultUrl: 'https://events.pagerduty.com/v2/enqueue',
  key: {
    isValid: (text) => /^[A-Za-z0-9]{32}$/.test(text),
    expected: 'expected the integration key of an Events API v2 integration, 32 letters and digits',
  },
};
