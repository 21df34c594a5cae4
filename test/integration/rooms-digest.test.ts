import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ko } from '../../lib/messages/words-ko.ts';
import { type RoomKind, roomKinds } from '../../lib/rooms/room-kinds.ts';
import { type ChatRoom, type Post, startChatRoom } from './support/chat-room.ts';
import type { Delivery } from './support/event-source-mapping.ts';
import { delayMs, type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { functionEnvironment } from './support/packaged-service.ts';
import { refusal, roomAnswers, roomEntry } from './support/room-answers.ts';
import { rootCall } from './support/root-call.ts';

type Stage = 'dead' | 'refused' | 'rotated';

let scene: OutboxScene;
const rooms = new Map<RoomKind, ChatRoom>();
const deliveries = new Map<Stage, Delivery>();
/** What each room was posted in each round. */
const posts = new Map<string, readonly Post[]>();
let told: readonly unknown[] = [];

const postsTo = (kind: RoomKind, stage: Stage): readonly Post[] =>
  posts.get(`${kind} ${stage}`) ?? [];

/** One room of each kind, and two uses that one digest tells. Each round does the same to all of them at once. */
beforeAll(async () => {
  scene = await startOutboxScene();
  for (const kind of roomKinds) rooms.set(kind, await startChatRoom());
  const secretName = String(functionEnvironment('outbox')['WEBHOOK_SECRET_ID']);
  const putRooms = (token: string): void => {
    const entries = roomKinds.map((kind) => roomEntry(kind, `${rooms.get(kind)?.urlFor(token)}`));
    scene.secrets.put(secretName, JSON.stringify({ rooms: entries }));
  };
  putRooms('first');
  const outbox = await scene.start('outbox');
  await scene.put(rootCall('CreateUser'), rootCall('CreateUser'));

  const round = async (stage: Stage, afterMs?: number): Promise<void> => {
    const before = new Map([...rooms].map(([kind, room]) => [kind, room.posts.length]));
    deliveries.set(stage, await scene.nextRound(outbox, afterMs));
    for (const [kind, room] of rooms) {
      posts.set(`${kind} ${stage}`, room.posts.slice(before.get(kind)));
    }
  };
  for (const [kind, room] of rooms) room.willAnswer(roomAnswers[kind].dead);
  await round('dead', delayMs);
  for (const room of rooms.values()) room.willAnswer(refusal);
  await round('refused');
  for (const [kind, room] of rooms) room.willAnswer(roomAnswers[kind].yes);
  putRooms('rotated');
  await round('rotated');
  const rows = [...(await scene.ledgerRows()).values()];
  told = rows.map((row) => row['told']);
});
afterAll(async () => {
  await scene?.stop();
  for (const room of rooms.values()) await room.close();
});

describe.each(roomKinds)('a digest for %s', (kind) => {
  test('is one message, of all its uses', () => {
    const [post, ...more] = postsTo(kind, 'rotated');
    expect(more).toEqual([]);
    expect(post?.rawBody).toContain(ko.digestOthers(1));
  });

  test('is posted once, and not in halves, to a webhook that is dead', () => {
    expect(postsTo(kind, 'dead')).toHaveLength(1);
  });

  test('is posted in halves where the room refuses it, since one bad use must not hold up the other', () => {
    expect(postsTo(kind, 'refused')).toHaveLength(3);
  });

  test('goes to the webhook in its place when the secret has one', () => {
    expect(postsTo(kind, 'rotated').map(({ path }) => path.includes('/rotated'))).toEqual([true]);
  });

  test('is recorded as told by the name of the room', () => {
    for (const names of told) {
      expect([...(names as Set<string>)].filter((it) => it.startsWith(`${kind}#`))).toHaveLength(1);
    }
  });
});

test('nothing is deleted before every room has it, and all is then', () => {
  expect(deliveries.get('dead')?.deleted).toEqual([]);
  expect(deliveries.get('refused')?.deleted).toEqual([]);
  expect(deliveries.get('rotated')?.kept).toEqual([]);
  expect(told).toHaveLength(2);
});
