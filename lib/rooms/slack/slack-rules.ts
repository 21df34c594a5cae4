import type { RoomRules } from '../room-rules.ts';
import { isServicesPath } from '../services-path.ts';

const hosts = ['hooks.slack.com', 'hooks.slack-gov.com'];

export const slackRules: RoomRules = {
  // Not `/workflows/…` and `/triggers/…`: those take other payloads.
  isWebhookUrl: ({ hostname, pathname }) => isServicesPath(pathname) && hosts.includes(hostname),
  expectedUrl:
    'expected the https URL of a Slack incoming webhook (https://hooks.slack.com/services/…)',
  mention: {
    isValid: (text) => /^(?:channel|here|[UWS][A-Z0-9]{5,20})$/.test(text),
    expected: 'expected channel, here, or the id of a member or of a user group (U…, S…)',
  },
  hasButtons: true,
  localUrlVariable: 'SLACK_HOOK_URL',
};
