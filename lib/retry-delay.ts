const firstDelayMs = 500;
const maxDelayMs = 8_000;
/** What an attempt needs at least; less than this left is not worth waiting for. */
const attemptMs = 1_500;

/**
 * How long to wait before the next attempt, or undefined when there is no time for one. Full jitter
 * (AWS Architecture Blog, "Exponential Backoff And Jitter"), but never less than the room asked for.
 *
 * @param attempts made so far, from 1.
 * @param retryAfterMs what the room asked for.
 * @param remainingMs of this invocation, for waiting and posting.
 * @param random from 0 to 1.
 */
export function retryDelay({
  attempts,
  retryAfterMs,
  remainingMs,
  random,
}: {
  readonly attempts: number;
  readonly retryAfterMs: number | undefined;
  readonly remainingMs: number;
  readonly random: number;
}): number | undefined {
  const backoffMs = random * Math.min(maxDelayMs, firstDelayMs * 2 ** (attempts - 1));
  const delayMs = Math.round(Math.max(backoffMs, retryAfterMs ?? 0));
  return delayMs + attemptMs <= remainingMs ? delayMs : undefined;
}
