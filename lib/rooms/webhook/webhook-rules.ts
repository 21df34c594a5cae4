import type { RoomRules } from '../room-rules.ts';

/** A receiver of one's own. */
export const webhookRules: RoomRules = {
  // Any host may be one, so that only `webhookExtraHosts` can name it.
  isWebhookUrl: () => false,
  expectedUrl: 'expected the https URL of your receiver, whose host webhookExtraHosts names',
  key: {
    isValid: (text) => {
      const bytes = Buffer.from(text.replace(/^whsec_/, ''), 'base64').length;
      return /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text) && bytes >= 24 && bytes <= 64;
    },
    expected:
      'expected the key that signs, as Standard Webhooks writes it: whsec_ and 24 to 64 random bytes in Base64',
  },
};
