import { calledIn } from '../called-in.ts';
import type { RoomType } from '../room-type.ts';
import { slackAsShown } from './slack-as-shown.ts';
import { callBlock } from './slack-call.ts';
import { isSlackFormError, slackErrorWord } from './slack-error-words.ts';
import { slackPayload } from './slack-payload.ts';
import { slackPlainPayload } from './slack-plain-payload.ts';

/** An incoming webhook of Slack. */
export const slack: RoomType = {
  requestsFor: (message, { to, sender }) => {
    if (to.mention === undefined) return [{ payload: slackPayload(message, sender) }];
    const payload = slackPayload(message);
    const called = calledIn(message, to);
    if (called === undefined) return [{ payload }];
    return [{ payload: { ...payload, blocks: [...payload.blocks, callBlock(called)] } }];
  },
  plainForm: {
    isAskedFor: (said) => isSlackFormError(slackErrorWord(said) ?? ''),
    payloadOf: slackPlainPayload,
  },
  asShown: (message, { sender }) => slackAsShown(slackPayload(message, sender)),
  // docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: "ok", as plain text.
  readAnswer: ({ status, body }) => (status === 200 && body.trim() === 'ok' ? 'yes' : undefined),
};
