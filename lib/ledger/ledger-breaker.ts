/** As many calls as are under way at once: then it is the ledger that is down, and not one row. */
const maxFailuresInARow = 32;

/**
 * Lets an alert go on when the ledger does not answer: a doubled alert beats a lost one. What
 * failed is kept, by name, for the log line. A ledger that fails again and again is asked no more,
 * so that waiting for it does not take the time that telling needs.
 */
export function createLedgerBreaker(): {
  readonly faults: readonly string[];
  failOpen<T>(ask: () => Promise<T>): Promise<T | undefined>;
} {
  const faults: string[] = [];
  let faultsInARow = 0;
  return {
    faults,
    failOpen: async (ask) => {
      if (faultsInARow >= maxFailuresInARow) return undefined;
      try {
        const answer = await ask();
        faultsInARow = 0;
        return answer;
      } catch (error) {
        faultsInARow += 1;
        faults.push(error instanceof Error ? error.name : 'unknown error');
        return undefined;
      }
    },
  };
}
