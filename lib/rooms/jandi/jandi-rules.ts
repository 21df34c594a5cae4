import type { RoomRules } from '../room-rules.ts';

/** An incoming webhook of JANDI (support.jandi.com/ko/articles/6352697). */
export const jandiRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname }) =>
    hostname === 'wh.jandi.com' && /^\/connect-api\/webhook\/\w+\/\w+\/?$/.test(pathname),
  expectedUrl:
    'expected the https URL of a JANDI incoming webhook (https://wh.jandi.com/connect-api/webhook/…)',
  // Its guide names no pace.
  minIntervalMs: 1_100,
};
