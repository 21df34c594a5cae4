import { errorName } from '../error-text.ts';

/** As many calls as run at once: if all of them fail, the ledger is down, and not only one row. */
const maxFailuresInARow = 32;

/** Calls the ledger so that an alert goes on without it. */
export interface LedgerBreaker {
  /** Names of the errors of calls that failed, for the log line. */
  readonly faults: readonly string[];
  /** What the call gives; undefined if it fails, or if the breaker is open. */
  failOpen<T>(call: () => Promise<T>): Promise<T | undefined>;
}

/**
 * Fails open: when the ledger does not answer, the alert goes on, because an alert that comes twice is better than a
 * lost one. After 32 failures in a row the breaker opens and the ledger is not called any more, so that waiting for it
 * does not use up the time for posting.
 */
export function createLedgerBreaker(): LedgerBreaker {
  const faults: string[] = [];
  let failuresInARow = 0;
  return {
    faults,
    failOpen: async (call) => {
      if (failuresInARow >= maxFailuresInARow) return undefined;
      try {
        const answer = await call();
        failuresInARow = 0;
        return answer;
      } catch (error) {
        failuresInARow += 1;
        faults.push(errorName(error));
        return undefined;
      }
    },
  };
}
