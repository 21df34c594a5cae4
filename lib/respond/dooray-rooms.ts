import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import { shortHash } from '../rooms/configured-room.ts';

/** So many rooms may be connected: each is a place from which people answer. */
export const maxDoorayRooms = 20;

const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength));
const id = v.pipe(v.string(), v.regex(/^\d{1,25}$/));

const roomSchema = v.object({
  tenantId: id,
  channelId: id,
  /** Of the token of the app by which it was connected: with another token, no room is. */
  app: text(20),
  /** The room, and who connected it, as Dooray called them: hostile. */
  name: text(200),
  by: text(200),
  atMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** A room of Dooray from which people may answer. */
export type DoorayRoom = v.InferOutput<typeof roomSchema>;

const stateSchema = v.object({
  /** How often a room was connected or taken away. Each is told under a number of its own, so that none is told under that of another. */
  changes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** When the last one was connected or taken away, in milliseconds since 1970. */
  changedAtMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
  rooms: v.pipe(v.array(roomSchema), v.maxLength(maxDoorayRooms)),
});

/** What the ledger keeps of the Dooray app. */
export type DoorayRooms = v.InferOutput<typeof stateSchema>;

/** The name of its row in the ledger. */
export const doorayRoomsName = 'dooray-rooms';

/**
 * The rooms that are connected. What nobody of us can have written connects none.
 *
 * @param appToken of the app, as the secret has it now.
 */
export function readDoorayRooms(kept: string | undefined, appToken: string): DoorayRooms {
  const result = v.safeParse(stateSchema, jsonOrText(kept ?? ''));
  if (!result.success) return { changes: 0, changedAtMs: 0, rooms: [] };
  const { rooms } = result.output;
  return { ...result.output, rooms: rooms.filter(({ app }) => app === shortHash(appToken)) };
}

/** The text that {@link readDoorayRooms} reads. */
export function doorayRoomsText(rooms: DoorayRooms): string {
  return JSON.stringify(rooms);
}

/** What tells one room from another: two tenants may have rooms of one number. */
export type DoorayPlace = Pick<DoorayRoom, 'tenantId' | 'channelId'>;

export function isConnected({ rooms }: DoorayRooms, place: DoorayPlace): boolean {
  return rooms.some((room) => isSame(room, place));
}

/** Each change is told in every room of alerts, which take a message a second: nobody can hold alerts up by connecting again and again. */
const quietMs = 10_000;

/** Whether the last change is so short ago that no room is connected. */
export function isTooSoon({ changedAtMs }: DoorayRooms, nowMs: number): boolean {
  return Math.abs(nowMs - changedAtMs) < quietMs;
}

/** With a room more. Undefined: there are as many as there may be. */
export function withRoom(before: DoorayRooms, room: DoorayRoom): DoorayRooms | undefined {
  if (before.rooms.length >= maxDoorayRooms) return undefined;
  return changed(before, [...before.rooms, room], room.atMs);
}

export function withoutRoom(before: DoorayRooms, place: DoorayPlace, nowMs: number): DoorayRooms {
  return changed(
    before,
    before.rooms.filter((room) => !isSame(room, place)),
    nowMs,
  );
}

function changed(
  { changes }: DoorayRooms,
  rooms: readonly DoorayRoom[],
  nowMs: number,
): DoorayRooms {
  return { changes: changes + 1, changedAtMs: nowMs, rooms: [...rooms] };
}

function isSame(a: DoorayPlace, b: DoorayPlace): boolean {
  return a.tenantId === b.tenantId && a.channelId === b.channelId;
}

/** Stands for the room in tokens. No key of a room in the webhook secret has this form. */
export function placeOf({ tenantId, channelId }: DoorayPlace): string {
  return `dooray app ${tenantId} ${channelId}`;
}
