import { isSuccess } from '../answer-status.ts';
import type { RoomType } from '../room-type.ts';
import { signedHeaders } from './sign-webhook.ts';
import { webhookPayload } from './webhook-payload.ts';

/** A receiver of one's own, which is posted signed JSON. */
export const webhook: RoomType = {
  requestsFor: (message, { to: { key = '' }, id }) => [
    {
      payload: webhookPayload(message, id),
      headersFor: (json, nowMs) => signedHeaders(id, json, key, nowMs),
    },
  ],
  asShown: (message, { id }) => webhookPayload(message, id).text,
  // Standard Webhooks: any 2xx is a yes, and 410 says that nothing is to be sent there any more.
  readAnswer: ({ status }) => {
    if (status === 410) return 'dead';
    return isSuccess(status) ? 'yes' : undefined;
  },
};
