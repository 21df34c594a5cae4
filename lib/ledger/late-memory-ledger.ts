import type { Clock } from '../clock.ts';
import { lateMethods } from '../late-methods.ts';
import { laterMethods } from './later-methods.ts';
import type { Ledger } from './ledger.ts';

/** The ledger of local mode, whose code a deployed function need not read. */
export function createLateMemoryLedger(clock: Clock): Ledger {
  return lateMethods<Ledger>(ledgerMethods, async () => {
    const { createMemoryLedger } = await import('./memory-ledger.ts');
    return createMemoryLedger(clock);
  });
}

const ledgerMethods: Readonly<Record<keyof Ledger, true>> = {
  ...laterMethods,
  claim: true,
  find: true,
  recordTold: true,
  countUse: true,
  lastUse: true,
  accountName: true,
  nameAccount: true,
  state: true,
  keepState: true,
  replaceState: true,
  rootSession: true,
  rememberRootSession: true,
};
