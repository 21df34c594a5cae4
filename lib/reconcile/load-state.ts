import type { Ledger } from '../ledger/ledger.ts';
import { type CheckedState, checkState } from './check-state.ts';
import { maxLookBackMs } from './look-back-span.ts';
import { firstState, readState, reconcileStateName, saveState } from './state.ts';

/**
 * Loads what the last run remembered, or begins anew on the first run. What is not as we write it is replaced, as
 * `checkState` does, and a row that cannot be read at all is replaced as a whole: nothing that somebody writes there
 * keeps reconcile from looking.
 *
 * Rejects as the ledger does.
 */
export async function loadState(
  ledger: Pick<Ledger, 'state' | 'keepState'>,
  nowMs: number,
): Promise<CheckedState> {
  const text = await ledger.state(reconcileStateName);
  if (text !== undefined) {
    const state = readState(text);
    if (state !== undefined) return checkState(state, nowMs);
    return { state: { ...firstState(nowMs), sinceMs: nowMs - maxLookBackMs }, replaced: ['text'] };
  }
  const first = firstState(nowMs);
  // If this first run fails, the next ones still begin where it would have.
  await saveState(ledger, first);
  return { state: first, replaced: [] };
}
