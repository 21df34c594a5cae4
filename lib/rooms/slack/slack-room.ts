import { calledIn } from '../called-in.ts';
import type { RoomType } from '../room-type.ts';
import { slackAsShown } from './slack-as-shown.ts';
import { callBlock } from './slack-call.ts';
import { slackPayload } from './slack-payload.ts';

/** An incoming webhook of Slack. */
export const slack: RoomType = {
  requestsFor: (message, { to }) => {
    const payload = slackPayload(message);
    const called = calledIn(message, to);
    if (called === undefined) return [{ payload }];
    return [{ payload: { ...payload, blocks: [...payload.blocks, callBlock(called)] } }];
  },
  asShown: (message) => slackAsShown(slackPayload(message)),
  // docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: "ok", as plain text.
  readAnswer: ({ status, body }) => (status === 200 && body.trim() === 'ok' ? 'yes' : undefined),
};
