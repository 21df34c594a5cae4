import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { type ConfiguredRoom, destinationOf } from '../rooms/configured-room.ts';
import { rulesByKind } from '../rooms/rules-by-kind.ts';

const moment = v.pipe(v.number(), v.integer(), v.minValue(0));

const schema = v.object({
  /** Hashes of the rooms that the secret named at the last run: see {@link hashOfRoom}. */
  rooms: v.array(v.string()),
  /** Of the value that they were read from. */
  versionId: v.optional(v.string()),
  /** A change that is not over: somebody is still to be told of it. */
  open: v.optional(
    v.object({
      /** Identifies the change. */
      id: v.string(),
      noticedAtMs: moment,
      /** It was not made before this: for looking up who made it. */
      sinceMs: moment,
      /** Hashes of the rooms that are to be told that they are no longer in the secret. */
      untold: v.array(v.string()),
      isMailed: v.boolean(),
      /** The first mail could not say who it was. */
      isWhoOpen: v.boolean(),
      /** Runs that worked on it. */
      runs: moment,
    }),
  ),
});

/** What reconcile remembers of the rooms in the webhook secret, from run to run. */
export type SeenRooms = v.InferOutput<typeof schema>;

/** A change of the rooms that somebody is still to be told of. */
export type OpenChange = NonNullable<SeenRooms['open']>;

/** The name of its row in the ledger. */
export const seenRoomsName = 'webhook-rooms';

type Place = Pick<ConfiguredRoom, 'kind' | 'url' | 'key' | 'chatId'>;

/** What can be compared with a room later, and gives nothing away: its token has more than a hundred random bits. */
export function hashOfRoom(room: Place): string {
  const { kind, url } = room;
  return createHash('sha256')
    .update(destinationOf(isToldByUrl(room) ? { kind, url } : room))
    .digest('base64url');
}

/** Whether a key is no part of where the room is: with another one, or none, it is told by the same webhook. */
function isToldByUrl({ kind }: Place): boolean {
  return rulesByKind[kind].key?.isOptional === true;
}

const routePrefix = 'route:';

/**
 * The same for the conditions of a room, and for a key beside its webhook, if it has any: whoever narrows them, or leads threads
 * elsewhere, keeps alerts from it as well.
 */
export function hashesOfRoute(room: ConfiguredRoom): string[] {
  const hasMore = isToldByUrl(room) && (room.key ?? room.chatId) !== undefined;
  if (Object.keys(room.route).length === 0 && !hasMore) return [];
  const text = `${destinationOf(room)} ${JSON.stringify(room.route)}`;
  return [`${routePrefix}${createHash('sha256').update(text).digest('base64url')}`];
}

/** A room that only has other conditions is still told: it is no room that is gone. */
export function isHashOfRoute(hash: string): boolean {
  return hash.startsWith(routePrefix);
}

/**
 * What {@link writeSeenRooms} wrote. Undefined: there is no such row, or none that we wrote. Then the value before this one is
 * compared with, so that deleting or spoiling the row silences nothing.
 */
export function parseSeenRooms(text: string | undefined, nowMs: number): SeenRooms | undefined {
  try {
    const seen = v.parse(schema, JSON.parse(text ?? ''));
    return seen.open !== undefined && seen.open.noticedAtMs > nowMs ? undefined : seen;
  } catch {
    return undefined;
  }
}

export function writeSeenRooms(seen: SeenRooms): string {
  return JSON.stringify(seen);
}
