import type { UseCount } from './ledger.ts';

/** How many actions in an account's window are posted one by one. */
export const singleActions = 10;

/**
 * Whether a use is posted by itself. Otherwise it is left to the digest. The first use in a window is always posted by
 * itself, and then the first ten actions; read-only calls after the first are left to the digest.
 *
 * @param count including this use.
 */
export function isToldSingly({ uses, actions }: UseCount, isReadOnly: boolean): boolean {
  return uses <= 1 || (!isReadOnly && actions <= singleActions);
}
