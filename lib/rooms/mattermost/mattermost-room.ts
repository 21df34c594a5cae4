import type { RoomType } from '../room-type.ts';
import { safeMessage, wholeText } from '../safe-message.ts';
import { limits, mattermostPayload } from './mattermost-payload.ts';

/** An incoming webhook of Mattermost. */
export const mattermost: RoomType = {
  requestsFor: (message, envelope) => [{ payload: mattermostPayload(message, envelope) }],
  asShown: (message) => wholeText(safeMessage(message, limits)),
  // mattermost.com/incoming-webhooks: 200 with "ok", as plain text.
  readAnswer: ({ status, body }) => {
    if (status === 200 && body.trim() === 'ok') return 'yes';
    // The ids of its errors (the server's translations); which status they come with depends on its version.
    const isGone = /web\.incoming_webhook\.(?:invalid|disabled|channel)\b/.test(body);
    return isGone && status >= 400 ? 'dead' : undefined;
  },
};
