import { describe, expect, test } from 'vitest';
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

describe('a use that is for one room of two', () => {
  const use = { severity: 'critical', accounts: [], cloud: 'aws', isDrill: false } as const;

  /** Posts a use for the first room, which answers so. */
  async function postFor(status: number, isDrill = false, alreadyTold: readonly string[] = []) {
    const [first, other] = [await loopbackWebhook(status), await loopbackWebhook()];
    const clock = createFakeClock();
    const rooms = [
      { kind: 'slack', url: first.url, name: 'on call', severities: ['critical'] },
      { kind: 'slack', url: other.url, name: 'team', severities: ['high', 'medium', 'low'] },
    ];
    const webhooks = fixedValue(readWebhookRooms(JSON.stringify({ rooms }), []));
    const post = createPostToRooms(webhooks, sender, createPacer(clock), clock);
    const uses = [{ ...use, isDrill }];
    const about = { id: 'f80b8a2e', uses };
    const result = await post(message, alreadyTold, clock.now() + 60_000, about);
    return { result, posts: [first.posts.length, other.posts.length] };
  }

  test('goes there alone', async () => {
    const { result, posts } = await postFor(200);
    expect([result.accepted, posts]).toEqual([['slack:on call'], [1, 0]]);
  });

  test('goes to the other where the room is dead, which is reported all the same', async () => {
    const { result, posts } = await postFor(404);
    expect([result.accepted, posts]).toEqual([['slack:team'], [1, 1]]);
    expect(result.reports).toMatchObject([
      { room: 'on call', isTold: false, isDead: true },
      { room: 'team', isTold: true },
    ]);
  });

  test('goes to the other once, however often the dead one is tried', async () => {
    const { result, posts } = await postFor(404, false, ['slack:team']);
    expect([result.accepted, posts]).toEqual([[], [1, 0]]);
  });

  test.each([[400], [503]])(
    'does not go to the other where the room answers %i',
    async (status) => {
      const { result, posts } = await postFor(status);
      expect([result.accepted, posts[1]]).toEqual([[], 0]);
    },
  );

  test('does not go to the other as a drill', async () => {
    const { result, posts } = await postFor(404, true);
    expect([result.accepted, posts]).toEqual([[], [1, 0]]);
  });
});
