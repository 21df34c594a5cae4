import type { CachedValue } from '../cached-value.ts';
import { errorName } from '../error-text.ts';
import type { Message } from '../messages/message.ts';
import { OperationalError } from '../operational-error.ts';
import type { About } from './about.ts';
import { type ConfiguredRoom, destinationOf } from './configured-room.ts';
import { type PostDeps, type PreparedPost, postToRoom, type RoomOutcome } from './post-to-room.ts';
import type { WebhookRooms } from './webhook-rooms.ts';

/**
 * Thrown when at least one room was not told. The message names each room and what it answered, never
 * a URL. Whoever catches it must let the invocation fail, so that the alert is told by the next attempt.
 */
export class DeliveryError extends OperationalError {
  override name = 'DeliveryError' as const;
}

/** How posting to one room went, by the room's name. */
export interface RoomReport extends RoomOutcome {
  readonly room: string;
}

/** How posting to all rooms went; {@link describeFailures} puts it into a sentence. */
export interface RoomsResult {
  readonly reports: readonly RoomReport[];
  /** Ledger keys of the rooms that accepted. */
  readonly accepted: readonly string[];
  /** What is wrong with the webhook secret, for rooms that could not even be tried. */
  readonly faults: readonly string[];
}

/**
 * Posts a message to every room that it is for, but to none that has it already, until `deadlineMs` (clock time).
 *
 * @param alreadyTold ledger keys of the rooms that have the message from an earlier attempt.
 * @param triedOnce names of the rooms that are posted to, but not again when that fails for now.
 * @throws {SecretError} when the webhook secret cannot be read, {@link DeliveryError} when it names no room.
 */
export type PostToRooms = (
  message: Message,
  alreadyTold: readonly string[],
  deadlineMs: number,
  about: About,
  triedOnce?: readonly string[],
) => Promise<RoomsResult>;

export interface PostToRoomsDeps extends PostDeps {
  readonly webhooks: CachedValue<WebhookRooms>;
}

/** What {@link postToRooms} does with each room. */
export interface Posting {
  /** What is posted to a room. May reject: then that room is not told. */
  readonly prepare: (room: ConfiguredRoom) => Promise<PreparedPost>;
  /** Those of the rooms that the message is for. */
  readonly choose: (rooms: readonly ConfiguredRoom[]) => readonly ConfiguredRoom[];
  /** Those that get it where each room that it is for is dead, so that nobody would hear of it. */
  readonly chooseInstead: (rooms: readonly ConfiguredRoom[]) => readonly ConfiguredRoom[];
}

/**
 * Posts to all rooms side by side, and retries each while that fits before `deadlineMs` (clock time). When a room
 * refuses for good, as a rotated or removed webhook does, the secret is read again, once. The same message then goes to
 * the rooms that are new there, and a room that is no longer there is left out of the result. A room that accepted is
 * never posted to again. Where each room that the message is for is dead, the others get it, and the dead ones are reported.
 *
 * @param alreadyTold ledger keys of the rooms that have it from an earlier attempt.
 * @param triedOnce names of the rooms that are posted to, but not again when that fails for now.
 * @returns a report for each room; the caller decides with {@link describeFailures}.
 */
export async function postToRooms(
  { prepare, choose, chooseInstead }: Posting,
  alreadyTold: readonly string[],
  deadlineMs: number,
  deps: PostToRoomsDeps,
  triedOnce: readonly string[] = [],
): Promise<RoomsResult> {
  let setting = await deps.webhooks.get();
  let rereading: Promise<WebhookRooms | undefined> | undefined;

  /** What the secret says now; undefined when it cannot be read. */
  const rereadOnce = (): Promise<WebhookRooms | undefined> => {
    rereading ??= deps.webhooks.reread().then(
      (fresh) => {
        setting = fresh;
        return fresh;
      },
      () => undefined,
    );
    return rereading;
  };

  // A fault may have been corrected since. Reading again costs little: the secret is small and alerts are rare.
  if (setting.faults.length > 0) await rereadOnce();
  const roomsAtFirst = choose(setting.rooms);
  const outcomes = new Map<string, Promise<RoomOutcome>>();
  const isOpen = ({ ledgerKey }: ConfiguredRoom): boolean => !alreadyTold.includes(ledgerKey);

  const deliver = async (room: ConfiguredRoom): Promise<RoomOutcome> => {
    const isTriedOnce = triedOnce.includes(room.name);
    const prepared = await prepare(room).catch((error: unknown) => errorName(error));
    // Another message may go: as with a refusal, one bad use must not hold up those in the same digest.
    if (typeof prepared === 'string') return unprepared(prepared);
    const outcome = await postToRoom(room, prepared, deadlineMs, isTriedOnce, deps);
    if (outcome.isRefusal !== true) return outcome;
    const fresh = await rereadOnce();
    if (fresh === undefined) {
      return { ...outcome, reason: `${outcome.reason}, and the secret could not be read again` };
    }
    startDelivery(choose(fresh.rooms));
    return outcome;
  };

  const startDelivery = (rooms: readonly ConfiguredRoom[]): void => {
    for (const room of rooms.filter(isOpen)) {
      if (outcomes.has(destinationOf(room))) continue;
      const predecessor = predecessorOf(room, rooms, roomsAtFirst);
      const earlier = predecessor && outcomes.get(destinationOf(predecessor));
      outcomes.set(
        destinationOf(room),
        earlier === undefined ? deliver(room) : deliverUnlessTold(earlier, () => deliver(room)),
      );
    }
  };

  const untilAllAreOver = async (): Promise<void> => {
    // A refusal may add rooms while the others are waited for.
    for (let known = -1; known < outcomes.size; ) {
      known = outcomes.size;
      await Promise.all(outcomes.values());
    }
  };

  startDelivery(roomsAtFirst);
  await untilAllAreOver();
  const chosen = choose(setting.rooms);
  if (!(await areAllDead(chosen, outcomes))) {
    return await resultOf({ ...setting, rooms: chosen }, isOpen, outcomes);
  }
  startDelivery(chooseInstead(setting.rooms));
  await untilAllAreOver();
  return await resultOf(setting, isOpen, outcomes);
}

/** A room that has the message from an earlier attempt has no outcome, and is not dead. */
async function areAllDead(
  rooms: readonly ConfiguredRoom[],
  outcomes: ReadonlyMap<string, Promise<RoomOutcome>>,
): Promise<boolean> {
  const all = await Promise.all(rooms.map((room) => outcomes.get(destinationOf(room))));
  return all.length > 0 && all.every((outcome) => outcome?.isDead === true);
}

function unprepared(error: string): RoomOutcome {
  const reason = `could not be posted to: no message for it (${error})`;
  return { isTold: false, attempts: 0, reason, isRefusal: true };
}

/** Posts to a rotated room, unless its old URL accepted the message after all. */
async function deliverUnlessTold(
  earlier: Promise<RoomOutcome>,
  deliver: () => Promise<RoomOutcome>,
): Promise<RoomOutcome> {
  const before = await earlier;
  if (before.isTold) return before;
  const outcome = await deliver();
  return { ...outcome, attempts: before.attempts + outcome.attempts };
}

/**
 * The room that had this name before the secret was read again, if this one replaces it: the same room, with a rotated
 * URL. Undefined when the earlier room only moved in its list.
 */
function predecessorOf(
  room: ConfiguredRoom,
  rooms: readonly ConfiguredRoom[],
  roomsBefore: readonly ConfiguredRoom[],
): ConfiguredRoom | undefined {
  const before = roomsBefore.find(({ name }) => name === room.name);
  const isStillThere =
    before && rooms.some((other) => destinationOf(other) === destinationOf(before));
  return isStillThere ? undefined : before;
}

/** Reports on the rooms that the secret names in the end. */
async function resultOf(
  { rooms, faults }: WebhookRooms,
  isOpen: (room: ConfiguredRoom) => boolean,
  outcomes: ReadonlyMap<string, Promise<RoomOutcome>>,
): Promise<RoomsResult> {
  const reports: RoomReport[] = [];
  const accepted = new Set<string>();
  for (const room of rooms.filter(isOpen)) {
    const outcome = await outcomes.get(destinationOf(room));
    if (outcome === undefined) continue;
    reports.push({ room: room.name, ...outcome });
    if (outcome.isTold) accepted.add(room.ledgerKey);
  }
  return { reports, accepted: [...accepted], faults };
}

/**
 * Says which rooms were not told and why, in their own words where they gave any, and what is wrong with the secret.
 *
 * @returns undefined when every room was told and the secret has no fault.
 */
export function describeFailures(
  reports: readonly RoomReport[],
  faults: readonly string[],
): string | undefined {
  const sentences = reports
    .filter(({ isTold }) => !isTold)
    .map(
      ({ room, reason, said, attempts }) =>
        `Not told: ${room} ${reason} (${said ? `"${said}", ` : ''}${attempts === 1 ? '1 attempt' : `${attempts} attempts`}).`,
    );
  return [...sentences, ...faults].join(' ') || undefined;
}
