import type { CachedValue } from '../cached-value.ts';
import type { Clock } from '../clock.ts';
import type { Message } from '../messages/message.ts';
import { OperationalError } from '../operational-error.ts';
import { type Answer, NoResponseError } from '../post-json.ts';
import { retryDelay } from '../retry-delay.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { Room, WebhookRooms } from './webhook-rooms.ts';

/**
 * Thrown when at least one room was not told. The message names each room and what it answered, never
 * a URL. Whoever catches it must let the invocation fail: the alert is told by the next attempt.
 */
export class DeliveryError extends OperationalError {
  override name = 'DeliveryError' as const;
}

interface Outcome {
  readonly isTold: boolean;
  readonly attempts: number;
  /** Why not, when it was not told. */
  readonly reason?: string;
  /** The room will not take this message, however often it is asked. */
  readonly isRefusal?: boolean;
}

/** How telling one room went. */
export interface RoomReport extends Outcome {
  readonly room: string;
}

/** How telling all of them went; {@link describeFailures} puts it into a sentence. */
export interface RoomsResult {
  readonly reports: readonly RoomReport[];
  /** Marks of the rooms that accepted, for the ledger to remember. */
  readonly accepted: readonly string[];
  /** What is wrong with the webhook secret, for rooms that could not even be tried. */
  readonly faults: readonly string[];
}

export interface PostToRoomsDeps {
  readonly webhooks: CachedValue<WebhookRooms>;
  readonly post: (url: URL, json: string, timeoutMs: number) => Promise<Answer>;
  readonly paceMs: (url: URL) => number;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

const attemptTimeoutMs = 10_000;
const minTimeoutMs = 1_000;

/**
 * Posts to every room, side by side, each retried while it fits before `deadlineMs` (clock time). A
 * room that refuses for good, as a rotated or removed webhook does, makes the secret be read again,
 * once; the same message then goes to what is new there, and a room that is no longer there is
 * forgotten. A room that accepted is never posted to again.
 *
 * @param payloadOf the JSON text for a room.
 * @param alreadyTold marks of the rooms that have it from an earlier attempt.
 * @param triedOnce names of the rooms that are posted to, but not again when that fails for now.
 * @returns a report for each room; the caller decides with {@link describeFailures}.
 */
export async function postToRooms(
  payloadOf: (room: Room) => string,
  alreadyTold: readonly string[],
  deadlineMs: number,
  { webhooks, post, paceMs, clock, random }: PostToRoomsDeps,
  triedOnce: readonly string[] = [],
): Promise<RoomsResult> {
  let setting = await webhooks.get();
  let rereading: Promise<WebhookRooms | undefined> | undefined;

  /** What the secret says now; undefined when it cannot be read. */
  const rereadOnce = (): Promise<WebhookRooms | undefined> => {
    rereading ??= webhooks.reread().then(
      (fresh) => {
        setting = fresh;
        return fresh;
      },
      () => undefined,
    );
    return rereading;
  };

  const postOnce = async ({ url }: Room, json: string) => {
    const waitMs = paceMs(url);
    if (waitMs > 0) await clock.sleep(waitMs);
    const timeoutMs = Math.max(minTimeoutMs, Math.min(attemptTimeoutMs, deadlineMs - clock.now()));
    try {
      return judgeAnswer(await post(url, json, timeoutMs), clock.now());
    } catch (error) {
      // Whatever it is, the other rooms' outcomes must not be lost with it.
      const reason = `gave ${error instanceof NoResponseError ? error.message : 'no answer (our own fault)'}`;
      return { isAccepted: false, reason, isRetryable: true, retryAfterMs: undefined } as const;
    }
  };

  const tellRoom = async (room: Room): Promise<Outcome> => {
    const json = payloadOf(room);
    for (let attempts = 1; ; attempts += 1) {
      const verdict = await postOnce(room, json);
      if (verdict.isAccepted) return { isTold: true, attempts };
      const untold = { isTold: false, attempts, reason: verdict.reason };
      if (!verdict.isRetryable) {
        const fresh = await rereadOnce();
        if (fresh !== undefined) tellAll(fresh.rooms);
        const refused = { ...untold, isRefusal: true };
        return fresh === undefined
          ? { ...refused, reason: `${verdict.reason}, and the secret could not be read again` }
          : refused;
      }
      if (triedOnce.includes(room.name)) return untold;
      const delayMs = retryDelay({
        attempts,
        retryAfterMs: verdict.retryAfterMs,
        remainingMs: deadlineMs - clock.now(),
        random: random(),
      });
      if (delayMs === undefined) return untold;
      await clock.sleep(delayMs);
    }
  };

  /** Whose URL this was before the secret was read again: the same room, rotated, unless it only moved in its list. */
  const predecessorOf = (room: Room, rooms: readonly Room[]): Room | undefined => {
    const before = first.find(({ name }) => name === room.name);
    const isStillThere = before && rooms.some((other) => placeOf(other) === placeOf(before));
    return isStillThere ? undefined : before;
  };

  const tellSuccessor = async (room: Room, before: Promise<Outcome>): Promise<Outcome> => {
    const earlier = await before;
    if (earlier.isTold) return earlier;
    const outcome = await tellRoom(room);
    return { ...outcome, attempts: earlier.attempts + outcome.attempts };
  };

  const outcomes = new Map<string, Promise<Outcome>>();
  const isOpen = ({ ledgerKey }: Room): boolean => !alreadyTold.includes(ledgerKey);
  const tellAll = (rooms: readonly Room[]): void => {
    for (const room of rooms.filter(isOpen)) {
      if (outcomes.has(placeOf(room))) continue;
      const predecessor = predecessorOf(room, rooms);
      const before = predecessor && outcomes.get(placeOf(predecessor));
      outcomes.set(
        placeOf(room),
        before === undefined ? tellRoom(room) : tellSuccessor(room, before),
      );
    }
  };

  // A fault may have been mended since; the secret is small and alerts are rare.
  if (setting.faults.length > 0) await rereadOnce();
  const first = setting.rooms;
  tellAll(first);
  for (let known = -1; known < outcomes.size; ) {
    known = outcomes.size;
    await Promise.all(outcomes.values());
  }

  const reports: RoomReport[] = [];
  const accepted = new Set<string>();
  for (const room of setting.rooms.filter(isOpen)) {
    const outcome = await outcomes.get(placeOf(room));
    if (outcome === undefined) continue;
    reports.push({ room: room.name, ...outcome });
    if (outcome.isTold) accepted.add(room.ledgerKey);
  }
  return { reports, accepted: [...accepted], faults: setting.faults };
}

/** Two rooms with one URL are one, unless each is to get what its own kind takes. */
const placeOf = ({ kind, url }: Room): string => `${kind} ${url.href}`;

/** What to say of the rooms that were not told, and of the secret's faults. Undefined: all were told. */
export function describeFailures(
  reports: readonly RoomReport[],
  faults: readonly string[],
): string | undefined {
  const sentences = reports
    .filter(({ isTold }) => !isTold)
    .map(
      ({ room, reason, attempts }) =>
        `Not told: ${room} ${reason} (${attempts === 1 ? '1 attempt' : `${attempts} attempts`}).`,
    );
  return [...sentences, ...faults].join(' ') || undefined;
}

/**
 * Tells every room but those that have the message already, until `deadlineMs` (clock time).
 *
 * @throws {SecretError} when the webhook secret cannot be read, {@link DeliveryError} when it names no room.
 */
export type PostToRooms = (
  message: Message,
  alreadyTold: readonly string[],
  deadlineMs: number,
  triedOnce?: readonly string[],
) => Promise<RoomsResult>;
