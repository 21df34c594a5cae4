import type { Clock } from './clock.ts';
import { withTimeout } from './with-timeout.ts';

/** A value that is read from elsewhere and kept for a while. */
export interface CachedValue<T> {
  /** The kept value while it is young enough, else a fresh one. If no fresh one arrives soon, the last good one. */
  get(): Promise<T>;
  /**
   * Begins now the read that `get()` would begin, if any, so that it runs while the caller does other work. The next `get()`
   * gets what came of it, errors included, unless that comes two seconds later or more.
   */
  refresh(): void;
  /** A fresh value, even if the kept one is young. */
  reread(): Promise<T>;
}

/** A value that never changes, for whoever takes a {@link CachedValue}. */
export function fixedValue<T>(value: T): CachedValue<T> {
  return { get: async () => value, refresh: () => {}, reread: async () => value };
}

/**
 * Lambda may freeze a pending read for ever. After this long, start another; and if there is an older value, use it.
 */
const maxPendingMs = 2_000;

/**
 * Keeps the result of `read` for `maxAgeMs`. The first read begins at once, so that it runs while the
 * rest of the function still loads. A failed read is never kept. Its rejection reaches the next caller, and never
 * becomes an unhandled rejection of the process.
 */
export function createCachedValue<T>(
  read: () => Promise<T>,
  { maxAgeMs, clock }: { readonly maxAgeMs: number; readonly clock: Clock },
): CachedValue<T> {
  let lastGood: { readonly value: T; readonly startedAtMs: number } | undefined;
  let current = begin();
  let early: { readonly promise: Promise<T>; readonly startedAtMs: number } | undefined;

  function begin() {
    const promise = read();
    const attempt = { promise, startedAtMs: clock.now(), state: 'pending' };
    promise.then(
      (value) => {
        attempt.state = 'good';
        // A read that hung may end after a later one, and then brings an older value.
        if (attempt.startedAtMs >= (lastGood?.startedAtMs ?? 0)) {
          lastGood = { value, startedAtMs: attempt.startedAtMs };
        }
      },
      () => {
        attempt.state = 'failed';
      },
    );
    return attempt;
  }

  function reread(): Promise<T> {
    early = undefined;
    current = begin();
    return current.promise;
  }

  /** The result of a read; undefined when it fails or takes longer than `timeoutMs`. */
  function soon(promise: Promise<T>, timeoutMs: number): Promise<{ value: T } | undefined> {
    return withTimeout(promise, timeoutMs, clock).then(
      (value) => ({ value }),
      () => undefined,
    );
  }

  async function freshOrLastGood(): Promise<T> {
    const fresh = reread();
    if (lastGood === undefined) return fresh;
    const last = lastGood;
    return ((await soon(fresh, maxPendingMs)) ?? last).value;
  }

  async function youngEnough(): Promise<T> {
    const { promise, startedAtMs, state } = current;
    const ageMs = clock.now() - startedAtMs;
    if (state === 'good' && ageMs < maxAgeMs) return promise;
    if (state === 'pending' && ageMs < maxPendingMs) {
      const answer = await soon(promise, maxPendingMs - ageMs);
      if (answer !== undefined) return answer.value;
    }
    return freshOrLastGood();
  }

  /** Whether the next `get()` would begin a read at once. */
  function isReadDue(): boolean {
    const ageMs = clock.now() - current.startedAtMs;
    if (current.state === 'pending') return ageMs >= maxPendingMs;
    return current.state === 'failed' || ageMs >= maxAgeMs;
  }

  function refresh(): void {
    if (!isReadDue()) return;
    const startedAtMs = clock.now();
    const promise = freshOrLastGood();
    promise.catch(() => undefined);
    early = { promise, startedAtMs };
  }

  function get(): Promise<T> {
    const begun = early;
    early = undefined;
    const isSoon = begun !== undefined && clock.now() - begun.startedAtMs < maxPendingMs;
    return isSoon ? begun.promise : youngEnough();
  }

  return { get, refresh, reread };
}
