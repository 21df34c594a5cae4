/**
 * Lets an alert go on when the ledger does not answer: a doubled alert beats a lost one. What
 * failed is kept, by name, for the log line.
 */
export function createLedgerGuard(): {
  readonly faults: readonly string[];
  orUndefined<T>(answer: Promise<T>): Promise<T | undefined>;
} {
  const faults: string[] = [];
  return {
    faults,
    orUndefined: (answer) =>
      answer.catch((error: unknown) => {
        faults.push(error instanceof Error ? error.name : 'unknown error');
        return undefined;
      }),
  };
}
