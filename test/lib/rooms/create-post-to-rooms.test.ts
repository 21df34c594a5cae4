import { expect, test } from 'vitest';
import { fixedValue } from '../../../lib/cached-value.ts';
import { createPostToRooms } from '../../../lib/rooms/create-post-to-rooms.ts';
import { doorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import { createPacer } from '../../../lib/rooms/pacer.ts';
import { slackPayload } from '../../../lib/rooms/slack/slack-payload.ts';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';
import { createFakeClock } from '../fake-clock.ts';
import { message } from '../plain-message.ts';
import { loopbackWebhook } from './loopback-webhook.ts';

const about = { id: 'f80b8a2e', uses: [] };
const sender = { botName: 'root-alert', botIcon: undefined };

/** Posts to the rooms of a secret; gives up after a minute. */
function poster(secret: object) {
  const clock = createFakeClock();
  const webhooks = fixedValue(readWebhookRooms(JSON.stringify(secret), []));
  const post = createPostToRooms(webhooks, sender, createPacer(clock), clock);
  return (alreadyTold: readonly string[], triedOnce?: readonly string[]) =>
    post(message, alreadyTold, clock.now() + 60_000, about, triedOnce);
}

test('each room is posted the form of its kind', async () => {
  const [dooray, slack] = [await loopbackWebhook(), await loopbackWebhook()];
  const { accepted } = await poster({ dooray: dooray.url, slack: slack.url })([]);
  expect(dooray.posts).toEqual([doorayPayload(message, sender)]);
  expect(slack.posts).toEqual([slackPayload(message)]);
  expect(accepted).toEqual(['dooray', 'slack']);
});

test('a room that has the message already is not posted to', async () => {
  const [dooray, slack] = [await loopbackWebhook(), await loopbackWebhook()];
  await poster({ dooray: dooray.url, slack: slack.url })(['dooray']);
  expect([dooray.posts.length, slack.posts.length]).toEqual([0, 1]);
});

test('a room that is to be tried once is not retried, and another is', async () => {
  const [dooray, slack] = [await loopbackWebhook(503), await loopbackWebhook(503)];
  await poster({ dooray: dooray.url, slack: slack.url })([], ['dooray']);
  expect(dooray.posts).toHaveLength(1);
  expect(slack.posts.length).toBeGreaterThan(1);
});
