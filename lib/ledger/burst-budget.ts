import type { UseCount } from './ledger.ts';

/** So many actions in an account's window are told one by one. */
const singleActions = 10;

/**
 * Whether a use is told by itself or left to the digest. The first use in a window is always told,
 * and then the first ten actions; read-only calls after the first are only counted.
 *
 * @param count with this use.
 */
export function isToldSingly({ uses, actions }: UseCount, isReadOnly: boolean): boolean {
  return uses <= 1 || (!isReadOnly && actions <= singleActions);
}
