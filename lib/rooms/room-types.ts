import { dooray } from './dooray/dooray-room.ts';
import type { RoomType } from './room-type.ts';
import { slack } from './slack/slack-room.ts';

/** A kind of chat room, by its key in the webhook secret. */
export type RoomKind = 'dooray' | 'slack';

/** Every kind of room. To add one: its name above, its folder, and its row here. */
export const roomTypes: Readonly<Record<RoomKind, RoomType>> = { dooray, slack };

/** In the order in which rooms are read from the secret, posted to and reported. */
export const roomKinds = Object.keys(roomTypes) as readonly RoomKind[];

/** The kind of a room that neither its URL nor its key in the secret tells, and the one that local mode prints. */
export const defaultRoomKind: RoomKind = 'dooray';
