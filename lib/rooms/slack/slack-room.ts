import type { Message } from '../../messages/message.ts';
import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isGone } from '../answer-status.ts';
import { calledIn } from '../called-in.ts';
import type { MessageEnvelope, RoomType } from '../room-type.ts';
import { slackAsShown } from './slack-as-shown.ts';
import { callBlock } from './slack-call.ts';
import { isDeadSlackError, isSlackFormError, slackErrorWord } from './slack-error-words.ts';
import { slackPayload } from './slack-payload.ts';
import { slackPlainPayload } from './slack-plain-payload.ts';

/** An incoming webhook of Slack. */
export const slack: RoomType = {
  requestsFor: (message, envelope) => [
    {
      payload: slackPayloadFor(message, envelope),
      otherwise: (said) => (mindsForm(said) ? { payload: slackPlainPayload(message) } : undefined),
    },
  ],
  asShown: (message, { sender }) => slackAsShown(slackPayload(message, sender)),
  // docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: "ok", as plain text.
  readAnswer: (answer) => {
    const { status, body } = answer;
    if (status === 200 && body.trim() === 'ok') return 'yes';
    const word = slackErrorWord(saidIn(body));
    if (word !== undefined) return isDeadSlackError(word) ? 'dead' : undefined;
    return isGone(answer, [401, 404, 410]) ? 'dead' : undefined;
  },
};

/** The message as its room gets it first. */
export function slackPayloadFor(message: Message, { to, sender }: MessageEnvelope): object {
  if (to.mention === undefined) return slackPayload(message, sender);
  const payload = slackPayload(message);
  const called = calledIn(message, to);
  if (called === undefined) return payload;
  return { ...payload, blocks: [...payload.blocks, callBlock(called)] };
}

/** Whether its words say that the form was wrong, and not the webhook or the time. */
export function mindsForm(said: string | undefined): boolean {
  return isSlackFormError(slackErrorWord(said ?? '') ?? '');
}

/** Slack says it as plain text, and its API as `{"ok": false, "error": …}`. */
function saidIn(body: string): string {
  const { error } = Object.fromEntries(fieldsOf(readAnswerJson(body)));
  return typeof error === 'string' ? error : body;
}
