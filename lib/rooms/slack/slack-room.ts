import type { RoomType } from '../room-type.ts';
import { isServicesPath } from '../services-path.ts';
import { slackAsShown } from './slack-as-shown.ts';
import { isSlackFormError, slackErrorWord } from './slack-error-words.ts';
import { slackPayload } from './slack-payload.ts';
import { slackPlainPayload } from './slack-plain-payload.ts';

const hosts = ['hooks.slack.com', 'hooks.slack-gov.com'];

/** An incoming webhook of Slack. */
export const slack: RoomType = {
  // Not `/workflows/…` and `/triggers/…`: those take other payloads.
  isWebhookUrl: ({ hostname, pathname }) => isServicesPath(pathname) && hosts.includes(hostname),
  expectedUrl:
    'expected the https URL of a Slack incoming webhook (https://hooks.slack.com/services/…)',
  localUrlVariable: 'SLACK_HOOK_URL',
  payloadOf: slackPayload,
  plainForm: {
    isAskedFor: (said) => isSlackFormError(slackErrorWord(said) ?? ''),
    payloadOf: slackPlainPayload,
  },
  asShown: (message, sender) => slackAsShown(slackPayload(message, sender)),
  // docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: "ok", as plain text.
  saysYes: (body) => body.trim() === 'ok',
  // One message a second for each channel. Slack counts from arrival to arrival, and the time on the way there varies.
  minIntervalMs: 1_100,
};
