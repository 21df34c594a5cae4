/** Thrown by a claim about time when the machine may have been too busy for it. */
export class BusyMachine extends Error {
  override name = 'BusyMachine' as const;
}

/**
 * For a test with a claim about time in it: our own waiting takes as long every time, what a busy machine adds does not.
 * Only {@link BusyMachine} is tried again; whatever else is wrong fails at once.
 */
export const retriedWhenBusy = {
  retry: {
    count: 5,
    condition: (error: { readonly name?: string }) => error.name === 'BusyMachine',
  },
};

/** @throws {BusyMachine} when it took as long as `limitMs`. */
export function expectWithin(limitMs: number, tookMs: number): void {
  if (tookMs >= limitMs) throw new BusyMachine(`took ${tookMs} ms, not less than ${limitMs} ms`);
}
