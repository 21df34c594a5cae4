import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isGone } from '../answer-status.ts';
import { calledIn } from '../called-in.ts';
import type { RoomType } from '../room-type.ts';
import { slackAsShown } from './slack-as-shown.ts';
import { callBlock } from './slack-call.ts';
import { isDeadSlackError, isSlackFormError, slackErrorWord } from './slack-error-words.ts';
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
  readAnswer: (answer) => {
    const { status, body } = answer;
    if (status === 200 && body.trim() === 'ok') return 'yes';
    const word = slackErrorWord(saidIn(body));
    if (word !== undefined) return isDeadSlackError(word) ? 'dead' : undefined;
    return isGone(answer, [401, 404, 410]) ? 'dead' : undefined;
  },
};

/** Slack says it as plain text, and its API as `{"ok": false, "error": …}`. */
function saidIn(body: string): string {
  const { error } = Object.fromEntries(fieldsOf(readAnswerJson(body)));
  return typeof error === 'string' ? error : body;
}
