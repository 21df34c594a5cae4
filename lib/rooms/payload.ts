import type { Message } from '../messages/message.ts';
import type { Sender } from './room-type.ts';
import { type RoomKind, roomTypes } from './room-types.ts';

/** A message in the form that a room of this kind takes, to be posted as JSON. */
export function payloadFor(kind: RoomKind, message: Message, sender: Sender): object {
  return roomTypes[kind].payloadOf(message, sender);
}
