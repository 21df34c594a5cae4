import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isBelow } from '../is-below.ts';
import type { MessageEnvelope, RoomRequest, RoomType } from '../room-type.ts';
import { slackPlainPayload } from '../slack/slack-plain-payload.ts';
import { mindsForm, slack, slackPayloadFor } from '../slack/slack-room.ts';

/** The token does not hold, or the channel takes nothing from it (docs.slack.dev, errors of chat.postMessage). */
const deadErrors: ReadonlySet<unknown> = new Set([
  'account_inactive',
  'channel_not_found',
  'invalid_auth',
  'is_archived',
  'missing_scope',
  'no_permission',
  'not_authed',
  'not_in_channel',
  'token_expired',
  'token_revoked',
]);
const passingErrors: ReadonlySet<unknown> = new Set([
  'fatal_error',
  'internal_error',
  'ratelimited',
  'request_timeout',
  'service_unavailable',
]);

/** A channel of Slack, by the bot of an app. What belongs to an incident goes below its first message there. */
export const slackBot: RoomType = {
  ...slack,
  requestsFor: (message, envelope) => [
    {
      ...requestOf(
        slackPayloadFor(message, envelope),
        isBelow(message) ? envelope.thread : undefined,
        envelope,
      ),
      // A first message that somebody deleted takes nothing below it.
      otherwise: (said) =>
        mindsForm(said) || /thread|cannot_reply/i.test(said ?? '')
          ? requestOf(slackPlainPayload(message), undefined, envelope)
          : undefined,
    },
  ],
  readAnswer: ({ status, body }) => {
    if (status !== 200) return undefined;
    const fields = fieldsOf(readAnswerJson(body));
    if (fields.get('ok') === true) return 'yes';
    const error = fields.get('error');
    if (passingErrors.has(error)) return 'tryAgain';
    return deadErrors.has(error) ? 'dead' : undefined;
  },
  threadIn: (body) => {
    const ts = fieldsOf(readAnswerJson(body)).get('ts');
    return typeof ts === 'string' && /^\d{1,12}\.\d{1,8}$/.test(ts) ? ts : undefined;
  },
};

function requestOf(
  payload: object,
  thread: string | undefined,
  { to: { key, chatId } }: MessageEnvelope,
): RoomRequest {
  return {
    payload: {
      channel: chatId,
      ...(thread !== undefined && { thread_ts: thread }),
      ...payload,
    },
    headersFor: () => ({
      authorization: `Bearer ${key}`,
      'content-type': 'application/json; charset=utf-8',
    }),
  };
}
