import { readToken } from './answer-token.ts';
import type { RespondDeps } from './respond-deps.ts';
import { type SentAnswer, type TakenAnswer, takeAnswer } from './take-answer.ts';

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
): Promise<TakenAnswer> {
  const read = await readToken(token, 'button', nowMs, async () => (await deps.secret()).linkKey);
  if (read === undefined) return { state: 'unknown' };
  const { incidentId, roomRef } = read;
  return await takeAnswer({ ...press, incidentId, roomRef }, endsAtMs, deps);
}
