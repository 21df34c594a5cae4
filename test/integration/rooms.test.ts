import { createHmac } from 'node:crypto';
import { describe, expect } from 'vitest';
import { ownDeployment } from '../../lib/guard/own-deployment.ts';
import { compose } from '../../lib/messages/compose.ts';
import { type RoomKind, roomKinds, roomTypes } from '../../lib/rooms/room-types.ts';
import { readEventBridgeEvent } from '../../lib/sources/eventbridge-event.ts';
import { payloadFor, sampleDestination, sampleKeys } from '../lib/room-payload.ts';
import { readSampleEvent } from '../lib/sample-events.ts';
import { wordsIn } from '../lib/words-in.ts';
import { type Answer, status } from './support/chat-room.ts';
import { succeeded } from './support/invocation-outcome.ts';
import { packagedConfig, test } from './support/root-event-scene.ts';
import { rootUseEvent } from './support/root-use-event.ts';

const json = (code: number, body: unknown): Answer => status(code, JSON.stringify(body));

/** What each kind answers by its documents: its yes, and the no of one that is gone. */
const answers: Readonly<Record<RoomKind, { readonly yes: Answer; readonly dead: Answer }>> = {
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

/** The entry of a room of this kind that listens at this URL. */
function secretOf(kind: RoomKind, url: string): Readonly<Record<string, unknown>> {
  const { key, chatId } = sampleDestination(kind);
  return { rooms: [{ kind, url, ...(key && { key }), ...(chatId && { chatId }) }] };
}

describe('a room of the list', () => {
  test.for(roomKinds)(
    '%s gets an alert once, after a retry, and a drill; when it is gone, the one in its place gets it',
    async (kind, { scene: { room, otherRoom, putWebhook, start } }) => {
      const { yes, dead } = answers[kind];
      putWebhook(secretOf(kind, room.url));
      room.willAnswer(status(503), yes);
      const lambda = await start();
      const event = readSampleEvent('root-login.json');

      expect(await lambda.invoke(event)).toEqual(succeeded);
      expect(await lambda.invoke(event)).toEqual(succeeded);
      const message = compose(
        readEventBridgeEvent(event, ownDeployment(packagedConfig)),
        { ...packagedConfig, words: wordsIn.ko },
        { toldAt: new Date() },
      );
      const payload = payloadFor(kind, message, packagedConfig, event.detail['eventID'] as string);
      expect(room.posts.map(({ body }) => body)).toEqual([payload, payload]);

      const before = room.posts.length;
      expect(await lambda.invoke(readSampleEvent('root-drill.json'))).toEqual(succeeded);
      const isPager = roomTypes[kind].rules.isPager === true;
      expect(room.posts.length - before).toBe(isPager ? 2 : 1);

      putWebhook(secretOf(kind, otherRoom.url));
      room.willAnswer(dead);
      otherRoom.willAnswer(yes);
      expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);
      expect(otherRoom.posts).toHaveLength(1);
    },
  );
});

test('a receiver of one’s own can tell by its key that a message is root-alert’s', async ({
  scene: { room, putWebhook, start },
}) => {
  putWebhook(secretOf('webhook', room.url));
  const lambda = await start();
  const event = rootUseEvent();

  expect(await lambda.invoke(event)).toEqual(succeeded);

  const [post] = room.posts;
  const {
    'webhook-id': id,
    'webhook-timestamp': at,
    'webhook-signature': signature,
  } = post?.headers ?? {};
  const key = Buffer.from(`${sampleKeys.webhook}`.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key)
    .update(`${id}.${at}.${post?.rawBody}`)
    .digest('base64');
  expect(id).toBe(event.detail.eventID);
  expect(Math.abs(Number(at) * 1_000 - Date.now())).toBeLessThan(60_000);
  expect(signature).toBe(`v1,${expected}`);
});

test('a use goes to the rooms of its severity and account, each in its language', async ({
  scene: { room, putWebhook, start },
}) => {
  const at = (token: string) => room.urlFor(token);
  putWebhook({
    dooray: at('all'),
    rooms: [
      { kind: 'slack', url: at('english'), locale: 'en' },
      { kind: 'slack', url: at('others-account'), accounts: ['999999999999'] },
      { kind: 'slack', url: at('low-only'), severities: ['low'] },
    ],
  });
  const lambda = await start();

  expect(await lambda.invoke(readSampleEvent('root-create-access-key.json'))).toEqual(succeeded);

  expect(room.posts.map(({ token }) => token).sort()).toEqual(['all', 'english']);
  expect(room.at('all').posts[0]?.rawBody).toMatch(/[가-힣]/);
  expect(room.at('english').posts[0]?.rawBody).not.toMatch(/[가-힣]/);
});

test('what falls between routes goes to every room', async ({
  scene: { room, putWebhook, start },
}) => {
  const at = (token: string) => room.urlFor(token);
  putWebhook({
    rooms: [
      { kind: 'slack', url: at('one'), accounts: ['999999999999'] },
      { kind: 'slack', url: at('two'), severities: ['low'] },
    ],
  });
  const lambda = await start();

  expect(await lambda.invoke(readSampleEvent('root-create-access-key.json'))).toEqual(succeeded);

  expect(room.posts.map(({ token }) => token).sort()).toEqual(['one', 'two']);
});
