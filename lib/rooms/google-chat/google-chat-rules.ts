import type { RoomRules } from '../room-rules.ts';

/** An incoming webhook of a space (developers.google.com/workspace/chat/quickstart/webhooks). */
export const googleChatRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname, searchParams }) =>
    hostname === 'chat.googleapis.com' &&
    /^\/v1\/spaces\/[\w-]+\/messages$/.test(pathname) &&
    ['key', 'token'].every((name) => (searchParams.get(name) ?? '') !== ''),
  expectedUrl:
    'expected the https URL of a Google Chat webhook (https://chat.googleapis.com/v1/spaces/…/messages?key=…&token=…)',
  mention: {
    isValid: (text) => /^(?:all|\d{5,30})$/.test(text),
    expected: 'expected all, or the number of a user',
  },
};
