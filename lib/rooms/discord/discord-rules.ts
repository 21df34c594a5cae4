import type { RoomRules } from '../room-rules.ts';

const hosts = ['discord.com', 'discordapp.com', 'ptb.discord.com', 'canary.discord.com'];

/** A webhook of a channel in Discord (docs.discord.com, "Webhook resource"). */
export const discordRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname }) =>
    hosts.includes(hostname) &&
    /^\/api(?:\/v\d+)?\/webhooks\/\d{5,25}\/[\w-]{20,}\/?$/.test(pathname),
  expectedUrl: 'expected the https URL of a Discord webhook (https://discord.com/api/webhooks/…/…)',
  mention: {
    isValid: (text) => /^(?:everyone|here|&?\d{5,25})$/.test(text),
    expected: 'expected everyone, here, the id of a user, or & and the id of a role',
  },
};
