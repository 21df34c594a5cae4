import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { fixedValue } from '../../../lib/cached-value.ts';
import { systemClock } from '../../../lib/clock.ts';
import { plainText } from '../../../lib/messages/plain-text.ts';
import { createPostToRooms } from '../../../lib/rooms/create-post-to-rooms.ts';
import { slackPlainPayload } from '../../../lib/rooms/slack/slack-plain-payload.ts';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';
import { hostileText } from '../hostile-text.ts';
import { message } from '../plain-message.ts';

const sender = { botName: 'root-alert', botIcon: undefined };
let stop = () => {};
afterEach(() => stop());

/** A room on loopback that refuses what has blocks, in given words. */
async function post(kind: 'slack' | 'dooray', words: string) {
  const bodies: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const body: Record<string, unknown> = JSON.parse(text);
      bodies.push(body);
      const isRich = 'blocks' in body || 'attachments' in body;
      response.writeHead(isRich ? 400 : 200).end(isRich ? words : 'ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () => server.close();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/1/2/3`;
  const rooms = readWebhookRooms(JSON.stringify({ [kind]: url }), []);
  const postToRooms = createPostToRooms(fixedValue(rooms), sender, () => 0, systemClock);
  const { reports } = await postToRooms(message, [], systemClock.now() + 5_000);
  return { bodies, reports };
}

describe('a message whose form Slack refuses', () => {
  test.each(['invalid_blocks', 'invalid_attachments', 'msg_blocks_too_long'])(
    'as %s is told in plain text at once',
    async (words) => {
      const { bodies, reports } = await post('slack', words);
      expect(reports).toMatchObject([{ room: 'slack', isTold: true, attempts: 2 }]);
      expect(bodies[1]).toEqual(slackPlainPayload(message));
    },
  );

  test('for what is wrong with the webhook is posted no second time', async () => {
    const { bodies, reports } = await post('slack', 'user_not_found');
    expect(reports).toMatchObject([{ isTold: false, attempts: 1 }]);
    expect(bodies).toHaveLength(1);
  });
});

test('a kind of room that has but one form is posted no second time', async () => {
  const { bodies } = await post('dooray', 'invalid_blocks');
  expect(bodies).toHaveLength(1);
});

test('the plain text says all of it, and nothing in it is markup but our links', () => {
  const links = [{ opens: 'console', title: 'Open', url: 'https://console.example/x' }] as const;
  expect(slackPlainPayload({ ...message, links })).toMatchObject({
    text: '🟠 [HIGH] Something happened\n111122223333 · 203.0.113.24\nLook.\nIf not, act.\nTarget user deploy\nEvent CreateUser\nEvent ID f80b8a2e\n<https://console.example/x|Open>',
  });
  fc.assert(
    fc.property(hostileText, (hostile) => {
      const value = plainText(hostile);
      const facts = Array.from({ length: 12 }, () => ({ label: 'Fact', value }));
      const payload = slackPlainPayload({ ...message, headline: value, facts, links: [] });
      const { text } = payload as { text: string };
      expect(text.length).toBeLessThanOrEqual(4_000);
      expect(text).not.toMatch(/[<>&*~`]|:\/\//);
    }),
  );
});
