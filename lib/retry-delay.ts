const firstDelayMs = 500;
const maxDelayMs = 8_000;
/** The least time that an attempt needs. With less than this left after the delay, waiting is pointless. */
const attemptMs = 1_500;

/**
 * How long to wait before the next attempt, in milliseconds; undefined when there is no time for one. Full jitter
 * (AWS Architecture Blog, "Exponential Backoff And Jitter"), but never less than the server asked for.
 *
 * @param attempts made so far, from 1.
 * @param retryAfterMs what the server asked for, if anything.
 * @param remainingMs what is left of this invocation, for waiting and for the attempt.
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
