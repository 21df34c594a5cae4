import type { CachedValue } from '../cached-value.ts';
import type { Clock } from '../clock.ts';
import type { Message } from '../messages/message.ts';
import { postJson } from '../post-json.ts';
import type { Pacer } from './pacer.ts';
import { payloadFor } from './payload.ts';
import { type PostToRooms, postToRooms } from './post-to-rooms.ts';
import type { Sender } from './room-type.ts';
import { type RoomKind, roomTypes } from './room-types.ts';
import type { WebhookRooms } from './webhook-rooms.ts';

/** Posts messages over HTTP to the rooms that `webhooks` gives, each in the form of its kind. */
export function createPostToRooms(
  webhooks: CachedValue<WebhookRooms>,
  sender: Sender,
  paceMs: Pacer,
  clock: Clock,
): PostToRooms {
  const deps = { webhooks, post: postJson, paceMs, clock, random: Math.random };
  return (message, alreadyTold, deadlineMs, triedOnce) =>
    postToRooms(
      ({ kind }) => JSON.stringify(payloadFor(kind, message, sender)),
      alreadyTold,
      deadlineMs,
      { ...deps, plainJsonFor: ({ kind }, said) => plainJson(kind, message, said) },
      triedOnce,
    );
}

/** Undefined: the room's words ask for no plainer form, or it has none. */
function plainJson(kind: RoomKind, message: Message, said: string): string | undefined {
  const { plainForm } = roomTypes[kind];
  return plainForm?.isAskedFor(said) ? JSON.stringify(plainForm.payloadOf(message)) : undefined;
}
