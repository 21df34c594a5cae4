import type { Clock } from '../clock.ts';

/** A value that is read from elsewhere and kept for a while. */
export interface AgedValue<T> {
  /** The kept value while it is young enough, else a fresh one. If that cannot be had, the last one that could. */
  get(): Promise<T>;
  /** A fresh value, whatever is kept. */
  reread(): Promise<T>;
}

/** A read that was begun before Lambda froze the sandbox may never end; another is begun after this time. */
const pendingLimitMs = 2_000;

/**
 * Keeps what `read` gives for `maxAgeMs`. The first read begins at once, so that it runs while the
 * rest of the function still loads. A failed read is never kept, and its rejection reaches whoever
 * asks next, never the process.
 */
export function createAgedValue<T>(
  read: () => Promise<T>,
  { maxAgeMs, clock }: { readonly maxAgeMs: number; readonly clock: Clock },
): AgedValue<T> {
  let lastGood: { readonly value: T; readonly startedAt: number } | undefined;
  let current = begin();

  function begin() {
    const promise = read();
    const attempt = { promise, startedAt: clock.now(), state: 'pending' };
    promise.then(
      (value) => {
        attempt.state = 'good';
        // A read that hung may end after one that was begun later, with what was true before.
        if (attempt.startedAt >= (lastGood?.startedAt ?? 0)) {
          lastGood = { value, startedAt: attempt.startedAt };
        }
      },
      () => {
        attempt.state = 'failed';
      },
    );
    return attempt;
  }

  function reread(): Promise<T> {
    current = begin();
    return current.promise;
  }

  async function freshOrLastGood(): Promise<T> {
    try {
      return await reread();
    } catch (error) {
      if (lastGood === undefined) throw error;
      return lastGood.value;
    }
  }

  async function get(): Promise<T> {
    const { promise, startedAt, state } = current;
    const ageMs = clock.now() - startedAt;
    if (state === 'good' && ageMs < maxAgeMs) return promise;
    if (state === 'pending' && ageMs < pendingLimitMs) {
      const waiting = new AbortController();
      const settled = promise.then(
        (value) => ({ value }),
        () => undefined,
      );
      const tooSlow = clock.sleep(pendingLimitMs - ageMs, waiting.signal).then(() => undefined);
      const inTime = await Promise.race([settled, tooSlow]);
      waiting.abort();
      if (inTime !== undefined) return inTime.value;
    }
    return freshOrLastGood();
  }

  return { get, reread };
}
