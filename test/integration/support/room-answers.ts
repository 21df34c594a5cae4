import type { RoomKind } from '../../../lib/rooms/room-kinds.ts';
import { sampleDestination } from '../../lib/room-payload.ts';
import { type Answer, status } from './chat-room.ts';

const json = (code: number, body: unknown): Answer => status(code, JSON.stringify(body));

interface RoomAnswers {
  readonly yes: Answer;
  /** The webhook or its key takes nothing at all. */
  readonly dead: Answer;
}

/** What each kind answers by its documents, or as docs/rooms.md says that it may. */
export const roomAnswers: Readonly<Record<RoomKind, RoomAnswers>> = {
  dooray: {
    yes: json(200, { header: { isSuccessful: true, resultCode: 0, resultMessage: '' } }),
    dead: status(404),
  },
  slack: { yes: status(200, 'ok'), dead: status(404, 'no_service') },
  webhook: { yes: status(204), dead: status(410) },
  googleChat: {
    yes: json(200, { name: 'spaces/A/messages/B.C' }),
    dead: json(404, { error: { code: 404, status: 'NOT_FOUND' } }),
  },
  teams: { yes: status(202), dead: json(404, { error: { code: 'WorkflowNotFound' } }) },
  mattermost: {
    yes: status(200, 'ok'),
    dead: json(400, { id: 'web.incoming_webhook.invalid.app_error' }),
  },
  discord: {
    yes: json(200, { id: '123456789012345678' }),
    dead: json(404, { code: 10015, message: 'Unknown Webhook' }),
  },
  telegram: {
    yes: json(200, { ok: true, result: { message_id: 7 } }),
    dead: json(401, { ok: false, error_code: 401, description: 'Unauthorized' }),
  },
  jandi: { yes: status(200), dead: status(404) },
  naverWorks: { yes: json(200, { code: 200, description: 'success' }), dead: status(404) },
  kakaoWork: { yes: json(200, { success: true }), dead: status(404) },
  pagerDuty: {
    yes: json(202, { status: 'success', message: 'Event processed' }),
    dead: json(400, { status: 'invalid event', errors: ["'routing_key' is invalid"] }),
  },
  jsm: { yes: json(202, { result: 'Request will be processed' }), dead: status(401) },
  slackBot: {
    yes: json(200, { ok: true, ts: '1503435956.000247' }),
    dead: json(200, { ok: false, error: 'token_revoked' }),
  },
  doorayDirect: {
    yes: json(200, { header: { isSuccessful: true, resultCode: 0 }, result: { id: '1' } }),
    dead: status(401),
  },
};

/** Not this message: 400 of any kind of room. */
export const refusal: Answer = status(400, 'invalid_payload');

/** The entry of the list `rooms` for a room of this kind that listens at this URL. */
export function roomEntry(kind: RoomKind, url: string): Readonly<Record<string, unknown>> {
  const { key, chatId } = sampleDestination(kind);
  return { kind, url, ...(key && { key }), ...(chatId && { chatId }) };
}
