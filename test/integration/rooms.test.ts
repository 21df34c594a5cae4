import { createHmac } from 'node:crypto';
import { describe, expect } from 'vitest';
import { ownDeployment } from '../../lib/guard/own-deployment.ts';
import { compose } from '../../lib/messages/compose.ts';
import { roomKinds } from '../../lib/rooms/room-kinds.ts';
import { roomTypes } from '../../lib/rooms/room-types.ts';
import { readEventBridgeEvent } from '../../lib/sources/eventbridge-event.ts';
import { payloadFor, sampleKeys } from '../lib/room-payload.ts';
import { readSampleEvent } from '../lib/sample-events.ts';
import { wordsIn } from '../lib/words-in.ts';
import { status } from './support/chat-room.ts';
import { failedSaying, succeeded } from './support/invocation-outcome.ts';
import { refusal, roomAnswers, roomEntry } from './support/room-answers.ts';
import { packagedConfig, test } from './support/root-event-scene.ts';
import { rootUseEvent } from './support/root-use-event.ts';

// Each waits for its retry.
describe.concurrent('a room of the list', () => {
  test.for(roomKinds)(
    '%s gets an alert once, after a retry, and a drill; its no is no yes; when it is gone, the one in its place gets it',
    async (kind, { expect, scene: { room, otherRoom, putWebhook, start, ledgerRow } }) => {
      const { yes, dead } = roomAnswers[kind];
      putWebhook({ rooms: [roomEntry(kind, room.url)] });
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
      const isPager = roomTypes[kind].isPager === true;
      expect(room.posts.length - before).toBe(isPager ? 2 : 1);

      room.willAnswer(refusal);
      const refused = rootUseEvent();
      expect(await lambda.invoke(refused)).toMatchObject(
        failedSaying(`Not told: ${kind} answered 400`),
      );
      const row = await ledgerRow(refused.detail.eventID);
      expect([row?.told, row?.toldAt]).toEqual([[], undefined]);

      putWebhook({ rooms: [roomEntry(kind, otherRoom.url)] });
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
  putWebhook({ rooms: [roomEntry('webhook', room.url)] });
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

test('a use whose room is dead goes to the others, once, and is tried until its own room has it', async ({
  scene: { room, putWebhook, start, ledgerRow },
}) => {
  const entries = (token: string) => ({
    rooms: [
      { kind: 'slack', url: room.urlFor(token), name: 'on call', severities: ['critical'] },
      { kind: 'slack', url: room.urlFor('team'), severities: ['high', 'medium', 'low'] },
    ],
  });
  putWebhook(entries('gone'));
  room.at('gone').willAnswer(status(404, 'no_service'));
  const lambda = await start();
  const event = readSampleEvent('root-create-access-key.json');
  const id = event.detail['eventID'] as string;

  expect(await lambda.invoke(event)).toMatchObject(failedSaying('Not told: on call answered 404'));
  expect(room.at('team').posts).toHaveLength(1);
  expect((await ledgerRow(id))?.toldAt).toBeUndefined();

  putWebhook(entries('new'));
  expect(await lambda.invoke(event)).toEqual(succeeded);
  expect(room.at('team').posts).toHaveLength(1);
  expect(room.at('new').posts).toHaveLength(1);
  expect((await ledgerRow(id))?.toldAt).toBeDefined();
});
