import type { RoomRules } from '../room-rules.ts';

/** An incoming webhook of JANDI (support.jandi.com/ko/articles/6352697). */
export const jandiRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname }) =>
    hostname === 'wh.jandi.com' && /^\/connect-api\/webhook\/\w+\/\w+\/?$/.test(pathname),
  expectedUrl:
    'expected the https URL of a JANDI incoming webhook (https://wh.jandi.com/connect-api/webhook/…)',
  // Of a team's incoming webhook: a person, 1:1 (support.jandi.com/ko/articles/6352712).
  chatId: {
    isValid: (text) => text.length <= 254 && /^[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>]+$/.test(text),
    expected: 'expected the e-mail address of a member, for the incoming webhook of a team',
    isOptional: true,
  },
};
