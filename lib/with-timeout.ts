import type { Clock } from './clock.ts';

const timedOut = Symbol('timed out');

/**
 * What a promise gives, if it settles in time. The work behind it is not cancelled.
 *
 * @throws a `TimeoutError` (DOMException) after `timeoutMs`, else whatever the promise rejects with.
 */
export async function withTimeout<T>(
  promise: Promise<T>,
  timeoutMs: number,
  clock: Clock,
): Promise<T> {
  const waiting = new AbortController();
  const timeout = clock.sleep(timeoutMs, waiting.signal).then((): typeof timedOut => timedOut);
  try {
    const first = await Promise.race([promise, timeout]);
    if (first === timedOut) throw new DOMException(`none within ${timeoutMs} ms`, 'TimeoutError');
    return first;
  } finally {
    // With a reason of its own, or each call would make an error, with its stack, that nobody reads.
    waiting.abort(timedOut);
  }
}
