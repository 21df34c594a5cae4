import type { CachedValue } from '../cached-value.ts';
import type { Clock } from '../clock.ts';
import type { Message } from '../messages/message.ts';
import { postJson } from '../post-json.ts';
import type { AnswerLinks } from '../respond/answer-links.ts';
import type { About } from './about.ts';
import { chosenRooms } from './chosen-rooms.ts';
import type { ConfiguredRoom } from './configured-room.ts';
import type { Pacer } from './pacer.ts';
import type { PreparedPost } from './post-to-room.ts';
import { type PostToRooms, postToRooms } from './post-to-rooms.ts';
import type { Sender } from './room-type.ts';
import { roomTypes } from './room-types.ts';
import type { WebhookRooms } from './webhook-rooms.ts';

/**
 * Posts messages over HTTP to the rooms that `webhooks` gives, each in the form of its kind and in its language.
 *
 * @param answerLinks adds what people answer by. Undefined: nobody is asked.
 */
export function createPostToRooms(
  webhooks: CachedValue<WebhookRooms>,
  sender: Sender,
  paceMs: Pacer,
  clock: Clock,
  answerLinks?: AnswerLinks,
): PostToRooms {
  const deps = { webhooks, post: postJson, paceMs, clock, random: Math.random };
  return (message, alreadyTold, deadlineMs, about, triedOnce) =>
    postToRooms(
      {
        prepare: (room) => preparedPost(room, message, about, sender, answerLinks),
        choose: (rooms) => chosenRooms(message, about, rooms),
        // A drill wakes nobody whom it is not for.
        chooseInstead: (rooms) => (about.uses.some(({ isDrill }) => !isDrill) ? rooms : []),
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
  answerLinks: AnswerLinks | undefined,
): Promise<PreparedPost> {
  const type = await roomTypes[room.kind].load();
  const worded = (room.locale && (await messageIn?.(room.locale))) ?? message;
  // For each room its own: who answers says by that which room they read.
  const said = (await answerLinks?.(worded, room, incidentId)) ?? worded;
  const thread = threads?.get(room.name);
  const envelope = { to: room, sender, id, incidentId, pageKey, thread };
  return { requests: type.requestsFor(said, envelope), type };
}
