import type { RoomRules } from '../room-rules.ts';

/** The Incoming Webhook app of NAVER WORKS (developers.worksmobile.com/jp/docs/webhook). */
export const naverWorksRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname }) =>
    hostname === 'webhook.worksmobile.com' && /^\/message\/[\w-]{20,64}\/?$/.test(pathname),
  expectedUrl:
    'expected the https URL of a NAVER WORKS incoming webhook (https://webhook.worksmobile.com/message/…)',
};
