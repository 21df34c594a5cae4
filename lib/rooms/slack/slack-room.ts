import type { RoomType } from '../room-type.ts';
import { saysUnsuccessful } from '../success-flag.ts';
import { slackAsShown } from './slack-as-shown.ts';
import { slackPayload } from './slack-payload.ts';

const hosts = ['hooks.slack.com', 'hooks.slack-gov.com'];

/** An incoming webhook of Slack. */
export const slack: RoomType = {
  // Not `/workflows/…` and `/triggers/…`: those take other payloads.
  isWebhookUrl: ({ hostname, pathname }) =>
    pathname.startsWith('/services/') && hosts.includes(hostname),
  expectedUrl:
    'expected the https URL of a Slack incoming webhook (https://hooks.slack.com/services/…)',
  localUrlVariable: 'SLACK_HOOK_URL',
  payloadOf: slackPayload,
  asShown: (message) => slackAsShown(slackPayload(message)),
  // Slack refuses with 4xx. An extra host that takes Slack's form may answer in Dooray's, and its refusal is one too.
  isRefusal: saysUnsuccessful,
  // One message a second for each channel. Slack counts from arrival to arrival, and the time on the way there varies.
  minIntervalMs: 1_100,
};
