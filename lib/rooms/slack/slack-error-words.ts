/**
 * The words with which Slack refuses a post to an incoming webhook, usually with 4xx.
 * Sources: api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks, docs.slack.dev/messaging/sending-messages-using-incoming-webhooks;
 * the rest was seen in use (public issues that cite Slack's answers).
 */
const errorWords: ReadonlySet<string> = new Set([
  'account_inactive',
  'action_prohibited',
  'channel_is_archived',
  'channel_not_found',
  'fatal_error',
  'internal_error',
  'invalid_attachments',
  'invalid_auth',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_payload',
  'invalid_token',
  'missing_text_or_fallback_or_attachments',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_active_hooks',
  'no_service',
  'no_service_id',
  'no_team',
  'no_text',
  'not_authed',
  'posting_to_general_channel_denied',
  'rate_limited',
  'ratelimited',
  'request_timeout',
  'restricted_action',
  'rollup_error',
  'service_unavailable',
  'team_disabled',
  'token_revoked',
  'too_many_attachments',
  'user_not_found',
]);

/** Words that Slack may come to use: it builds them all alike. Unsourced, by analogy with those above. */
const builtLikeThem =
  /^(?:(?:no|not|invalid|missing|unknown|unsupported|too_many)_[a-z_]+|[a-z_]+_(?:not_found|not_allowed|is_archived|archived|prohibited|denied|disabled|inactive|revoked|expired|exceeded|required|failed|error|limited|too_long|unavailable|timeout))$/;

/** Slack's word says that the same post may be taken later. */
const passing: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'rate_limited',
  'ratelimited',
  'request_timeout',
  'rollup_error',
  'service_unavailable',
]);

/**
 * The error word that a text is, or begins with, in Slack's spelling; in any case and with blanks or hyphens in place of
 * its underscores. Undefined: it is none.
 */
export function slackErrorWord(text: string): string | undefined {
  const plain = text.trim().toLowerCase().slice(0, 200);
  const whole = plain.replaceAll(/[\s_-]+/g, '_').replaceAll(/^["'_]+|["'_.!]+$/g, '');
  const first = /^["']?([a-z]+(?:_[a-z]+)*)/.exec(plain)?.[1] ?? '';
  return [whole, first].find((word) => errorWords.has(word) || builtLikeThem.test(word));
}

/** Whether the same post may be taken later. */
export function isPassingSlackError(word: string): boolean {
  return passing.has(word);
}

/** What Slack says where it minds the form of a message, and not the webhook. */
const formErrors: ReadonlySet<string> = new Set([
  'invalid_attachments',
  'invalid_blocks',
  'invalid_blocks_format',
  'missing_text_or_fallback_or_attachments',
  'msg_blocks_too_long',
  'too_many_attachments',
]);

export function isSlackFormError(word: string): boolean {
  return formErrors.has(word);
}

/**
 * What Slack says where the webhook, its app or its channel takes nothing: the same sources as above. `invalid_payload` and the like are
 * about one message.
 */
const deadWords: ReadonlySet<string> = new Set([
  'account_inactive',
  'action_prohibited',
  'channel_is_archived',
  'channel_not_found',
  'invalid_auth',
  'invalid_token',
  'no_active_hooks',
  'no_service',
  'no_service_id',
  'no_team',
  'not_authed',
  'posting_to_general_channel_denied',
  'team_disabled',
  'token_revoked',
]);

export function isDeadSlackError(word: string): boolean {
  return deadWords.has(word);
}
