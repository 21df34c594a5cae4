import type { RoomRules } from '../room-rules.ts';

/** An incoming webhook of Mattermost (developers.mattermost.com/integrate/webhooks/incoming). */
export const mattermostRules: RoomRules = {
  // Mattermost's own cloud. Any other server is one's own, so that only `webhookExtraHosts` can name it.
  isWebhookUrl: ({ hostname, pathname }) =>
    hostname.endsWith('.cloud.mattermost.com') && /^\/hooks\/[a-z0-9]{26}$/.test(pathname),
  expectedUrl:
    'expected the https URL of a Mattermost incoming webhook (https://…/hooks/…), whose host webhookExtraHosts names',
  mention: {
    isValid: (text) => /^[a-z][a-z0-9._-]{1,63}$/.test(text),
    expected: 'expected channel, here, or a user name without its @',
  },
  hasButtons: true,
};
