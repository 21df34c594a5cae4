import { describe, expect, test } from 'vitest';
import { judgeAnswer } from '../../../lib/rooms/judge-answer.ts';
import { type RoomKind, roomKinds } from '../../../lib/rooms/room-kinds.ts';
import { rulesByKind } from '../../../lib/rooms/rules-by-kind.ts';
import { loadedRoomTypes, sampleDestination } from '../room-payload.ts';

type Meaning = 'yes' | 'begun' | 'unclear' | 'no' | 'try again' | 'dead';
type Row = readonly [status: number, body: string, meaning: Meaning];

/** What each kind of room answers by its documents, and what root-alert makes of it: docs/rooms.md has the same. */
const answers: Readonly<Record<RoomKind, readonly Row[]>> = {
  dooray: [
    [200, '{"header":{"isSuccessful":true,"resultCode":0}}', 'yes'],
    [200, '', 'unclear'],
    [200, '{"header":{"isSuccessful":false,"resultCode":-1}}', 'no'],
    [400, '', 'no'],
    [404, '', 'dead'],
    [410, '', 'dead'],
    [401, '{"header":{"isSuccessful":false,"resultCode":-401}}', 'dead'],
    [403, '{"header":{"isSuccessful":false,"resultCode":-403}}', 'dead'],
    [403, '<html><title>403 Forbidden</title></html>', 'no'],
    [429, '', 'try again'],
    [500, '', 'try again'],
  ],
  slack: [
    [200, 'ok', 'yes'],
    [200, '<html>', 'unclear'],
    [200, 'no_service', 'dead'],
    [400, 'invalid_payload', 'no'],
    [400, 'invalid_blocks', 'no'],
    [403, 'invalid_token', 'dead'],
    [403, 'action_prohibited', 'dead'],
    [403, '{"ok":false,"error":"token_revoked"}', 'dead'],
    [403, '<html><title>403 Forbidden</title></html>', 'no'],
    [404, 'no_service', 'dead'],
    [404, 'no_team', 'dead'],
    [404, 'channel_not_found', 'dead'],
    [404, '', 'dead'],
    [410, 'channel_is_archived', 'dead'],
    [410, '', 'dead'],
    [429, 'rate_limited', 'try again'],
    [500, 'rollup_error', 'try again'],
  ],
  webhook: [
    [200, '', 'yes'],
    [204, '', 'yes'],
    [400, '', 'no'],
    [410, '', 'dead'],
    [429, '', 'try again'],
    [502, '', 'try again'],
  ],
  googleChat: [
    [200, '{"name":"spaces/A/messages/B.C","thread":{"name":"spaces/A/threads/T"}}', 'yes'],
    [200, '', 'unclear'],
    [400, '{"error":{"code":400,"status":"INVALID_ARGUMENT"}}', 'no'],
    [403, '{"error":{"code":403,"status":"PERMISSION_DENIED"}}', 'dead'],
    [403, '<html><title>403 Forbidden</title></html>', 'no'],
    [404, '{"error":{"code":404,"status":"NOT_FOUND"}}', 'dead'],
    [429, '{"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}}', 'try again'],
    [503, '', 'try again'],
  ],
  teams: [
    [202, '', 'begun'],
    [200, '', 'unclear'],
    [400, '{"error":{"code":"InvalidRequestContent"}}', 'no'],
    [401, '{"error":{"code":"AuthorizationFailed"}}', 'dead'],
    [404, '{"error":{"code":"WorkflowNotFound"}}', 'dead'],
    [403, '{"error":{"code":"TriggerDisabled"}}', 'dead'],
    [403, '<html><title>403 Forbidden</title></html>', 'no'],
    [413, '', 'no'],
    [429, '', 'try again'],
    [502, '', 'try again'],
  ],
  mattermost: [
    [200, 'ok', 'yes'],
    [200, '<html>', 'unclear'],
    [400, '{"id":"web.incoming_webhook.text.app_error","status_code":400}', 'no'],
    [400, '{"id":"web.incoming_webhook.invalid.app_error","status_code":400}', 'dead'],
    [404, '{"id":"web.incoming_webhook.disabled.app_error","status_code":404}', 'dead'],
    [429, '', 'try again'],
  ],
  discord: [
    [200, '{"id":"123456789012345678","content":"x"}', 'yes'],
    [204, '', 'unclear'],
    [400, '{"code":50035,"message":"Invalid Form Body"}', 'no'],
    [401, '{"code":50027,"message":"Invalid Webhook Token"}', 'dead'],
    [403, '{"code":50013,"message":"Missing Permissions"}', 'dead'],
    [403, '<html><title>403 Forbidden</title></html>', 'no'],
    [404, '{"code":10015,"message":"Unknown Webhook"}', 'dead'],
    [429, '{"message":"You are being rate limited.","retry_after":0.5}', 'try again'],
  ],
  telegram: [
    [200, '{"ok":true,"result":{"message_id":7}}', 'yes'],
    [200, '{"ok":false,"error_code":400}', 'no'],
    [400, '{"ok":false,"error_code":400,"description":"Bad Request: message is too long"}', 'no'],
    [400, '{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}', 'dead'],
    [401, '{"ok":false,"error_code":401,"description":"Unauthorized"}', 'dead'],
    [403, '{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked"}', 'dead'],
    [403, '<html><title>403 Forbidden</title></html>', 'no'],
    [429, '{"ok":false,"error_code":429,"parameters":{"retry_after":5}}', 'try again'],
  ],
  jandi: [
    [200, '', 'yes'],
    [400, '', 'no'],
    [404, '', 'dead'],
    [429, '', 'try again'],
  ],
  naverWorks: [
    [200, '{"code":200,"description":"success"}', 'yes'],
    [200, '{"code":"200","description":"success"}', 'yes'],
    [200, '', 'unclear'],
    [200, '{"code":400,"description":"missing parameter"}', 'no'],
    [200, '{"code":"E500","description":"internal server error"}', 'try again'],
    [400, '{"code":400,"description":"missing parameter"}', 'no'],
    [404, '', 'dead'],
    [500, '{"code":"E500","description":"internal server error"}', 'try again'],
  ],
  kakaoWork: [
    [200, '{"success":true}', 'yes'],
    [200, '', 'unclear'],
    [200, '{"success":false,"error":{"code":"invalid_parameter"}}', 'no'],
    [404, '', 'dead'],
    [429, '', 'try again'],
  ],
  pagerDuty: [
    [202, '{"status":"success","message":"Event processed","dedup_key":"x"}', 'yes'],
    [202, '', 'unclear'],
    [400, '{"status":"invalid event","errors":["payload.summary is missing"]}', 'no'],
    [400, '{"status":"invalid event","errors":["\'routing_key\' is invalid"]}', 'dead'],
    [429, '', 'try again'],
    [500, '', 'try again'],
  ],
  jsm: [
    [202, '{"result":"Request will be processed","took":0.1,"requestId":"x"}', 'begun'],
    [401, '', 'dead'],
    [403, '{"message":"You are not authorized"}', 'dead'],
    [403, '<html><title>403 Forbidden</title></html>', 'no'],
    [422, '{"message":"Request body is not processable"}', 'no'],
    [429, '', 'try again'],
  ],
  slackBot: [
    [200, '{"ok":true,"channel":"C0123ABCDEF","ts":"1503435956.000247"}', 'yes'],
    [200, '', 'unclear'],
    [200, '{"ok":false,"error":"invalid_blocks"}', 'no'],
    [200, '{"ok":false,"error":"ratelimited"}', 'try again'],
    [200, '{"ok":false,"error":"not_in_channel"}', 'dead'],
    [200, '{"ok":false,"error":"token_revoked"}', 'dead'],
    [429, '', 'try again'],
    [500, '', 'try again'],
  ],
  doorayDirect: [
    [200, '{"header":{"isSuccessful":true,"resultCode":0},"result":{"id":"1"}}', 'yes'],
    [200, '', 'unclear'],
    [200, '{"header":{"isSuccessful":false,"resultCode":-1}}', 'no'],
    [401, '', 'dead'],
    [403, '', 'dead'],
    [404, '', 'dead'],
    [429, '', 'try again'],
    [500, '', 'try again'],
  ],
};

function judged(kind: RoomKind, isKnownHost: boolean, status: number, body: string) {
  const answer = { status, body, retryAfter: undefined };
  return judgeAnswer({ ...sampleDestination(kind), isKnownHost }, loadedRoomTypes[kind], answer, 0);
}

function meaningOf(verdict: ReturnType<typeof judgeAnswer>): Meaning {
  if (verdict.isAccepted) return verdict.isBegun ? 'begun' : verdict.unclear ? 'unclear' : 'yes';
  if (verdict.isRetryable) return 'try again';
  return verdict.isDead ? 'dead' : 'no';
}

describe.each(roomKinds)('%s', (kind) => {
  test.each(answers[kind])('answers %i %j: %s', (status, body, meaning) => {
    expect(meaningOf(judged(kind, true, status, body))).toBe(meaning);
    // A host that may answer as it likes says no clear yes, and means its no all the same.
    const elsewhere = meaning === 'unclear' ? 'yes' : meaning;
    expect(meaningOf(judged(kind, false, status, body))).toBe(elsewhere);
  });

  test('says in its rules whether its yes is only a beginning', () => {
    const isBegun = answers[kind].some(([, , meaning]) => meaning === 'begun');
    expect(rulesByKind[kind].saysOnlyBegun === true).toBe(isBegun);
  });

  test('gives no part of its URL or of its key away, though the answer repeats them', () => {
    const { url, key = '', chatId = '' } = sampleDestination(kind);
    const body = `no such room: ${url.href} ${url.pathname} ${url.search} ${key} ${chatId}`;
    const verdict = judged(kind, true, 400, body);
    const said = verdict.isAccepted ? '' : `${verdict.said}`;
    const secrets = [...url.pathname.split('/'), ...url.searchParams.values(), key, chatId];
    for (const secret of secrets.filter(({ length }) => length >= 8 && length < 200)) {
      expect(said.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });
});

test('a room that says in its body how long to wait is not asked before', () => {
  const waits = (kind: RoomKind, body: string) => {
    const verdict = judged(kind, true, 429, body);
    return verdict.isAccepted ? undefined : verdict.retryAfterMs;
  };
  expect(waits('discord', '{"retry_after":0.5}')).toBe(500);
  expect(waits('telegram', '{"ok":false,"parameters":{"retry_after":5}}')).toBe(5_000);
  for (const odd of ['', '{"retry_after":"x"}', '{"parameters":7}', '{"retry_after":-1}']) {
    expect(waits('discord', odd)).toBeUndefined();
    expect(waits('telegram', odd)).toBeUndefined();
  }
});
