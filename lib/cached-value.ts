import type { Clock } from './clock.ts';

/** A value that is read from elsewhere and kept for a while. */
export interface CachedValue<T> {
  /** The kept value while it is young enough, else a fresh one. If that cannot be had soon, the last one that could. */
  get(): Promise<T>;
  /** A fresh value, whatever is kept. */
  reread(): Promise<T>;
}

/**
 * A read that was begun before Lambda froze the sandbox may never end; another is begun after this time. Nor is a fresh
 * value waited for any longer where there is an older one.
 */
const pendingLimitMs = 2_000;

/**
 * Keeps what `read` gives for `maxAgeMs`. The first read begins at once, so that it runs while the
 * rest of the function still loads. A failed read is never kept, and its rejection reaches whoever
 * asks next, never the process.
 */
export function createCachedValue<T>(
  read: () => Promise<T>,
  { maxAgeMs, clock }: { readonly maxAgeMs: number; readonly clock: Clock },
): CachedValue<T> {
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

  /** What a read gives, if it does within so long; undefined if it does not, or fails. */
  async function inTime(promise: Promise<T>, limitMs: number): Promise<{ value: T } | undefined> {
    const waiting = new AbortController();
    const settled = promise.then(
      (value) => ({ value }),
      () => undefined,
    );
    const tooSlow = clock.sleep(limitMs, waiting.signal).then(() => undefined);
    const first = await Promise.race([settled, tooSlow]);
    waiting.abort();
    return first;
  }

  async function freshOrLastGood(): Promise<T> {
    const fresh = reread();
    if (lastGood === undefined) return fresh;
    const last = lastGood;
    return ((await inTime(fresh, pendingLimitMs)) ?? last).value;
  }

  async function get(): Promise<T> {
    const { promise, startedAt, state } = current;
    const ageMs = clock.now() - startedAt;
    if (state === 'good' && ageMs < maxAgeMs) return promise;
    if (state === 'pending' && ageMs < pendingLimitMs) {
      const answer = await inTime(promise, pendingLimitMs - ageMs);
      if (answer !== undefined) return answer.value;
    }
    return freshOrLastGood();
  }

  return { get, reread };
}
