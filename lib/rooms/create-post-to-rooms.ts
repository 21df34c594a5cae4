import type { CachedValue } from '../cached-value.ts';
import type { Clock } from '../clock.ts';
import type { Message } from '../messages/message.ts';
import { postJson } from '../post-json.ts';
import type { About } from './about.ts';
import { chosenRooms } from './chosen-rooms.ts';
import type { ConfiguredRoom } from './configured-room.ts';
import type { Pacer } from './pacer.ts';
import type { PreparedPost } from './post-to-room.ts';
import { type PostToRooms, postToRooms } from './post-to-rooms.ts';
import type { Sender } from './room-type.ts';
import { roomTypes } from './room-types.ts';
import type { WebhookRooms } from './webhook-rooms.ts';

/** Posts messages over HTTP to the rooms that `webhooks` gives, each in the form of its kind and in its language. */
export function createPostToRooms(
  webhooks: CachedValue<WebhookRooms>,
  sender: Sender,
  paceMs: Pacer,
  clock: Clock,
): PostToRooms {
  const deps = { webhooks, post: postJson, paceMs, clock, random: Math.random };
  return (message, alreadyTold, deadlineMs, about, triedOnce) =>
    postToRooms(
      {
        prepare: (room) => preparedPost(room, message, about, sender),
        choose: (rooms) => chosenRooms(message, about, rooms),
      },
      alreadyTold,
      deadlineMs,
      deps,
      triedOnce,
    );
}

async function preparedPost(
  room: ConfiguredRoom,
  message: Message,
  { id, incidentId, pageKey, threads, messageIn }: About,
  sender: Sender,
): Promise<PreparedPost> {
  const type = await roomTypes[room.kind].load();
  const said = (room.locale && (await messageIn?.(room.locale))) ?? message;
  const { plainForm } = type;
  const thread = threads?.get(room.name);
  const envelope = { to: room, sender, id, incidentId, pageKey, thread };
  const requests = type.requestsFor(said, envelope);
  return {
    requests,
    type,
    plainRequestFor: (refusal) =>
      plainForm?.isAskedFor(refusal)
        ? { ...requests[0], payload: plainForm.payloadOf(said, envelope) }
        : undefined,
  };
}
