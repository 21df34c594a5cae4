import type { RoomRules } from '../room-rules.ts';

/** A bot that writes into a chat (core.telegram.org/bots/api#sendmessage). */
export const telegramRules: RoomRules = {
  // The token is the key. A URL that has it, too, would go where the key does not.
  isWebhookUrl: ({ hostname, pathname, search }) =>
    hostname === 'api.telegram.org' && pathname === '/' && search === '',
  expectedUrl:
    'expected the https URL of the Bot API (https://api.telegram.org/), or none; the token is the key',
  defaultUrl: 'https://api.telegram.org/',
  key: {
    isValid: (text) => /^\d{5,15}:[\w-]{30,60}$/.test(text),
    expected: 'expected the token of a bot, as @BotFather gives it',
  },
  chatId: {
    isValid: (text) => /^(?:-?\d{1,20}|@[A-Za-z]\w{3,40})$/.test(text),
    expected: 'expected the number of a chat, or @ and the name of a channel',
  },
  mention: {
    isValid: (text) => /^@[A-Za-z]\w{3,40}$/.test(text),
    expected: 'expected @ and the name of a user',
  },
};
