import type { Clock } from '../clock.ts';
import { type Answer, NoResponseError } from '../post-json.ts';
import { retryDelay } from '../retry-delay.ts';
import { judgeAnswer, type UnclearAnswer, type Verdict } from './judge-answer.ts';
import type { Pacer } from './pacer.ts';
import type { ConfiguredRoom } from './webhook-rooms.ts';

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
}

/** What posting needs from outside. */
export interface PostDeps {
  readonly post: (url: URL, json: string, timeoutMs: number) => Promise<Answer>;
  readonly paceMs: Pacer;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

const attemptTimeoutMs = 10_000;
const minTimeoutMs = 1_000;

/**
 * Posts a message to one room, and retries while that fits before `deadlineMs` (clock time). Never rejects.
 *
 * @param json the payload, as JSON text.
 * @param isTriedOnce whether the room is not asked again when the first attempt fails for now.
 */
export async function postToRoom(
  room: ConfiguredRoom,
  json: string,
  deadlineMs: number,
  isTriedOnce: boolean,
  deps: PostDeps,
): Promise<RoomOutcome> {
  const { clock, random } = deps;
  for (let attempts = 1; ; attempts += 1) {
    const verdict = await attempt(room, json, deadlineMs, deps);
    if (verdict.isAccepted) {
      const { unclear } = verdict;
      return { isTold: true, attempts, ...(unclear && { unclear }) };
    }
    const { reason, said } = verdict;
    const untold = { isTold: false, attempts, reason, ...(said && { said }) };
    if (!verdict.isRetryable) return { ...untold, isRefusal: true };
    if (isTriedOnce) return untold;
    const delayMs = retryDelay({
      attempts,
      retryAfterMs: verdict.retryAfterMs,
      remainingMs: deadlineMs - clock.now(),
      random: random(),
    });
    if (delayMs === undefined) return untold;
    await clock.sleep(delayMs);
  }
}

async function attempt(
  room: ConfiguredRoom,
  json: string,
  deadlineMs: number,
  { post, paceMs, clock }: PostDeps,
): Promise<Verdict> {
  const waitMs = paceMs(room);
  if (waitMs > 0) await clock.sleep(waitMs);
  const timeoutMs = Math.max(minTimeoutMs, Math.min(attemptTimeoutMs, deadlineMs - clock.now()));
  try {
    return judgeAnswer(room, await post(room.url, json, timeoutMs), clock.now());
  } catch (error) {
    // An unexpected error must not hide how the other rooms went.
    const reason = `gave ${error instanceof NoResponseError ? error.message : 'no answer (our own fault)'}`;
    return { isAccepted: false, reason, isRetryable: true, retryAfterMs: undefined };
  }
}
