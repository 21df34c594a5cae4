import { isSuccess } from '../answer-status.ts';
import type { RoomType } from '../room-type.ts';
import { signedHeaders } from './sign-webhook.ts';
import { webhookPayload } from './webhook-payload.ts';

/** A receiver of one's own, which is posted signed JSON. */
export const webhook: RoomType = {
  requestsFor: (message, envelope) => [
    {
      payload: webhookPayload(message, envelope),
      headersFor: (json, nowMs) => signedHeaders(envelope.id, json, envelope.to.key ?? '', nowMs),
    },
  ],
  asShown: (message, envelope) => webhookPayload(message, envelope).text,
  // Standard Webhooks: any 2xx is a yes, and 410 says that nothing is to be sent there any more.
  readAnswer: ({ status }) => {
    if (status === 410) return 'dead';
    return isSuccess(status) ? 'yes' : undefined;
  },
};
