import type { Clock } from '../clock.ts';
import { type Answer, NoResponseError, type PostOptions } from '../post-json.ts';
import { retryDelay } from '../retry-delay.ts';
import type { ConfiguredRoom } from './configured-room.ts';
import { judgeAnswer, type UnclearAnswer, type Verdict } from './judge-answer.ts';
import type { Pacer } from './pacer.ts';
import type { RoomRequest, RoomType } from './room-type.ts';

/** How posting a message to one room went. */
export interface RoomOutcome {
  readonly isTold: boolean;
  readonly attempts: number;
  /** What the last attempt met, when the room was not told. */
  readonly reason?: string;
  /** Why, in the words of the room, neutralized and cut. */
  readonly said?: string;
  /** The room counts as told, but its answer was neither its yes nor a known no. */
  readonly unclear?: UnclearAnswer;
  /** The room will not take this message, however often it is asked. */
  readonly isRefusal?: boolean;
  /** It will take no message at all. */
  readonly isDead?: true;
  /** It counts as told, but its service only began to tell it: whether people have it shows there. */
  readonly isBegun?: true;
  /** What later messages may go below. */
  readonly thread?: string;
  /** What another way met that was tried before, or besides. */
  readonly otherWay?: string;
}

/** What is posted to a room, and how its answers are read. */
export interface PreparedPost {
  readonly requests: readonly RoomRequest[];
  readonly type: Pick<RoomType, 'readAnswer' | 'retryAfterMsIn' | 'threadIn'>;
}

/** What posting needs from outside. */
export interface PostDeps {
  readonly post: (
    url: URL,
    json: string,
    timeoutMs: number,
    options?: PostOptions,
  ) => Promise<Answer>;
  readonly paceMs: Pacer;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** With what later messages may go below. */
type JudgedAnswer = Verdict & { readonly thread?: string };

const attemptTimeoutMs = 10_000;
const minTimeoutMs = 1_000;

/**
 * Posts a message to one room, and retries while that fits before `deadlineMs` (clock time). Of several requests each goes out when
 * the one before was accepted; the room is told when all were. Never rejects.
 *
 * @param isTriedOnce whether the room is not asked again when an attempt fails for now.
 */
export async function postToRoom(
  room: ConfiguredRoom,
  { requests, type }: PreparedPost,
  deadlineMs: number,
  isTriedOnce: boolean,
  deps: PostDeps,
): Promise<RoomOutcome> {
  /** A room that minds the form, or the place, of a message must not cost an alert. */
  const tell = async (request: RoomRequest): Promise<RoomOutcome> => {
    const { otherwise, triedForMs } = request;
    const ask = (): Promise<JudgedAnswer> => attempt(room, request, type, deadlineMs, deps);
    const isOnce = isTriedOnce || triedForMs !== undefined;
    const outcome = await askUntilTold(ask, deadlineMs, isOnce, deps);
    const { isTold, isRefusal, said, attempts, unclear, reason = unclear } = outcome;
    // Where there is another way, nothing hangs on a yes that may be none.
    const isSure = isTold && !(triedForMs && unclear);
    const other = isSure ? undefined : otherwise?.(isRefusal ? said : undefined);
    if (other === undefined) return outcome;
    const otherWay = reason && { otherWay: reason };
    if (other === 'nothing') return { isTold: true, attempts: 1, ...otherWay };
    const again = await tell(other);
    return { ...again, attempts: attempts + again.attempts, ...otherWay };
  };
  let told: RoomOutcome = { isTold: true, attempts: 1 };
  for (const request of requests) {
    const outcome = await tell(request);
    const attempts = Math.max(told.attempts, outcome.attempts);
    if (!outcome.isTold) return { ...outcome, attempts };
    told = { ...told, ...outcome, attempts };
  }
  return told;
}

async function askUntilTold(
  ask: () => Promise<JudgedAnswer>,
  deadlineMs: number,
  isTriedOnce: boolean,
  { clock, random }: PostDeps,
): Promise<RoomOutcome> {
  for (let attempts = 1; ; attempts += 1) {
    const verdict = await ask();
    if (verdict.isAccepted) {
      const { isAccepted: _, ...accepted } = verdict;
      return { isTold: true, attempts, ...accepted };
    }
    const { isAccepted: _, isRetryable, retryAfterMs, ...why } = verdict;
    const untold = { isTold: false, attempts, ...why };
    if (!isRetryable) return { ...untold, isRefusal: true };
    if (isTriedOnce) return untold;
    const delayMs = retryDelay({
      attempts,
      retryAfterMs,
      remainingMs: deadlineMs - clock.now(),
      random: random(),
    });
    if (delayMs === undefined) return untold;
    await clock.sleep(delayMs);
  }
}

async function attempt(
  room: ConfiguredRoom,
  { payload, url = room.url, headersFor, triedForMs }: RoomRequest,
  type: PreparedPost['type'],
  deadlineMs: number,
  { post, paceMs, clock }: PostDeps,
): Promise<JudgedAnswer> {
  const waitMs = triedForMs === undefined ? paceMs(room) : 0;
  if (waitMs > 0) await clock.sleep(waitMs);
  const longestMs = triedForMs ?? attemptTimeoutMs;
  const timeoutMs = Math.max(minTimeoutMs, Math.min(longestMs, deadlineMs - clock.now()));
  try {
    const json = JSON.stringify(payload);
    const headers = headersFor?.(json, clock.now());
    const answer = await post(url, json, timeoutMs, headers && { headers });
    const verdict = judgeAnswer(room, type, answer, clock.now());
    const thread = verdict.isAccepted ? type.threadIn?.(answer.body) : undefined;
    return { ...verdict, ...(thread !== undefined && { thread }) };
  } catch (error) {
    // An unexpected error must not hide how the other rooms went.
    const reason = `gave ${error instanceof NoResponseError ? error.message : 'no answer (our own fault)'}`;
    return { isAccepted: false, reason, isRetryable: true, retryAfterMs: undefined };
  }
}
