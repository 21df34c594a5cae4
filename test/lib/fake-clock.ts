import type { Clock } from '../../lib/clock.ts';

export interface FakeClock extends Clock {
  /** What was asked of `sleep`, in order, in milliseconds. */
  readonly sleeps: readonly number[];
  /** How many sleepers have neither been woken nor let go. */
  sleepers(): number;
  /** Milliseconds since the clock was made. */
  elapsedMs(): number;
  /** Time that passes while nothing runs, as when a sandbox is frozen. */
  advance(ms: number): void;
  /** As `sleep`, but not counted as one: for servers that take their time. */
  after(ms: number): Promise<void>;
}

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** A clock whose time passes only by sleeping: once nothing else is left to run, the earliest sleeper is woken. */
export function createFakeClock(startMs = Date.parse('2026-11-22T00:00:00Z')): FakeClock {
  let nowMs = startMs;
  let isTicking = false;
  const sleeps: number[] = [];
  const sleepers = new Set<Sleeper>();

  function tick(): void {
    let next: Sleeper | undefined;
    for (const sleeper of sleepers) {
      if (next === undefined || sleeper.dueMs < next.dueMs) next = sleeper;
    }
    isTicking = next !== undefined;
    if (next === undefined) return;
    sleepers.delete(next);
    nowMs = Math.max(nowMs, next.dueMs);
    next.wake();
    setImmediate(tick);
  }

  function wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const sleeper = { dueMs: nowMs + ms, wake: resolve };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        sleepers.delete(sleeper);
        resolve();
      });
      if (isTicking) return;
      isTicking = true;
      setImmediate(tick);
    });
  }

  return {
    now: () => nowMs,
    sleep: (ms, signal) => {
      sleeps.push(ms);
      return wait(ms, signal);
    },
    sleeps,
    sleepers: () => sleepers.size,
    elapsedMs: () => nowMs - startMs,
    advance: (ms) => {
      nowMs += ms;
    },
    after: (ms) => wait(ms),
  };
}
