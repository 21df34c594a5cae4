import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createDeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { compose } from '../../../lib/messages/compose.ts';
import { DeliveryError } from '../../../lib/rooms/post-to-rooms.ts';
import { type ChatRoom, startChatRoom } from '../../integration/support/chat-room.ts';
import {
  type SecretsManager,
  startSecretsManager,
} from '../../integration/support/secrets-manager.ts';
import { rootUse } from '../root-use.ts';
import { wordsIn } from '../words-in.ts';

let secrets: SecretsManager;
let room: ChatRoom;

beforeAll(async () => {
  secrets = await startSecretsManager();
  room = await startChatRoom();
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  const env = { ...secrets.environment, ...credentials, AWS_REGION: 'ap-northeast-2' };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await room.close();
  await secrets.stop();
});

/** A function that asks for the secret again with every message. */
function start(secretId: string) {
  const delivery = createDeliveryDeps({
    ...process.env,
    WEBHOOK_SECRET_ID: secretId,
    LEDGER_TABLE: 'root-alert-ledger-prod',
    WEBHOOK_CACHE_SECONDS: '0',
  });
  const message = compose(rootUse(), { ...delivery.config, words: wordsIn.ko }, {});
  return () =>
    delivery.postToRooms(message, [], delivery.clock.now() + 5_000, { id: 'x', uses: [] });
}

const rubbish = ['rubbish', '{}', '[]', '{"dooray": "https://example.com"}'];

// Each has a secret and a webhook of its own: between two posts to one, a second has to pass.
describe.concurrent('the secret', () => {
  test.each(rubbish)('%s leaves the last good room in use', async (text) => {
    const secretId = `root-alert/${rubbish.indexOf(text)}/webhook`;
    const token = `token-${rubbish.indexOf(text)}`;
    secrets.put(secretId, JSON.stringify({ dooray: room.urlFor(token) }));
    const post = start(secretId);
    await post();
    secrets.put(secretId, text);
    expect(await post()).toMatchObject({ accepted: ['dooray'], faults: [] });
    expect(room.at(token).posts).toHaveLength(2);
  });

  test.each(rubbish)('%s without an earlier one is an error, and no message', async (text) => {
    const secretId = `root-alert/new-${rubbish.indexOf(text)}/webhook`;
    secrets.put(secretId, text);
    await expect(start(secretId)()).rejects.toThrow(DeliveryError);
  });
});
