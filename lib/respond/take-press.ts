import { readToken, tokenLifetimeMs } from './answer-token.ts';
import type { RespondDeps } from './respond-deps.ts';
import { type SentAnswer, type TakenAnswer, takeAnswer } from './take-answer.ts';

/** What became of a press, and when the message with the button came, in milliseconds since 1970. */
export type TakenPress = TakenAnswer & { readonly askedAtMs?: number };

/**
 * Takes a press of a button, whose token says of what incident and in which room. Never rejects, unless the secret cannot be read.
 *
 * @param nowMs when the press came.
 * @param endsAtMs when telling ends, in clock time.
 */
export async function takePress(
  token: string,
  press: Omit<SentAnswer, 'incidentId' | 'roomRef'>,
  nowMs: number,
  endsAtMs: number,
  deps: RespondDeps,
): Promise<TakenPress> {
  const read = await readToken(token, 'button', nowMs, async () => (await deps.secret()).linkKey);
  if (read === undefined) return { state: 'unknown' };
  const { incidentId, roomRef, expiresAtMs } = read;
  const taken = await takeAnswer({ ...press, incidentId, roomRef }, endsAtMs, deps);
  return { ...taken, askedAtMs: expiresAtMs - tokenLifetimeMs };
}
