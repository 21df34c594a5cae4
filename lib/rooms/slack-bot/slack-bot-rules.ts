import type { RoomRules } from '../room-rules.ts';
import { slackRules } from '../slack/slack-rules.ts';

const hosts = ['slack.com', 'slack-gov.com'];

/** A channel of Slack, by the bot of an app: it can answer below a message, which a webhook cannot (docs.slack.dev, chat.postMessage). */
export const slackBotRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname, search }) =>
    hosts.includes(hostname) && pathname === '/api/chat.postMessage' && search === '',
  expectedUrl:
    'expected the https URL of the Web API (https://slack.com/api/chat.postMessage, or slack-gov.com), or none',
  defaultUrl: 'https://slack.com/api/chat.postMessage',
  key: {
    isValid: (text) => /^xoxb-[\w-]{10,200}$/.test(text),
    expected: 'expected the token of a bot with the scope chat:write (xoxb-…)',
  },
  chatId: {
    isValid: (text) => /^[CG][A-Z0-9]{5,20}$/.test(text),
    expected: 'expected the id of a channel (C…)',
  },
  ...(slackRules.mention && { mention: slackRules.mention }),
};
