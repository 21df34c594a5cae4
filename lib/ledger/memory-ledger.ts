import type { Clock } from '../clock.ts';
import { type Ledger, type RootSession, useWindowMs } from './ledger.ts';

/** The ledger of one process: the same answers as the one in DynamoDB, but lost with the process. */
export function createMemoryLedger(clock: Clock): Ledger {
  const events = new Map<string, { leaseUntil: number; told: Set<string>; isDone: boolean }>();
  const accounts = new Map<string, { windowStart: number; uses: number; actions: number }>();
  const names = new Map<string, string>();
  const states = new Map<string, string>();
  const sessions = new Map<string, RootSession>();

  return {
    async claim(id, leaseMs) {
      const row = events.get(id) ?? { leaseUntil: 0, told: new Set(), isDone: false };
      if (row.isDone) return { state: 'told' };
      if (row.leaseUntil >= clock.now()) return { state: 'claimedElsewhere' };
      events.set(id, { ...row, leaseUntil: clock.now() + leaseMs });
      return { state: 'claimed', told: [...row.told] };
    },
    async find(id) {
      const row = events.get(id);
      return row && (row.isDone ? 'told' : 'seen');
    },
    async recordTold(id, rooms, isDone) {
      const told = new Set([...(events.get(id)?.told ?? []), ...rooms]);
      events.set(id, { leaseUntil: 0, told, isDone });
    },
    async countUse(account, isReadOnly) {
      const open = accounts.get(account);
      const isOpen = open !== undefined && clock.now() - open.windowStart < useWindowMs;
      const { windowStart, uses, actions } = isOpen
        ? open
        : { windowStart: clock.now(), uses: 0, actions: 0 };
      const count = { uses: uses + 1, actions: actions + (isReadOnly ? 0 : 1) };
      accounts.set(account, { windowStart, ...count });
      const accountName = names.get(account);
      return accountName === undefined ? count : { ...count, accountName };
    },
    async accountName(account) {
      return names.get(account);
    },
    async nameAccount(account, name) {
      names.set(account, name);
    },
    async state(name) {
      return states.get(name);
    },
    async keepState(name, text) {
      states.set(name, text);
    },
    async rootSession(keyId) {
      return sessions.get(keyId);
    },
    async rememberRootSession(keyId, session) {
      sessions.set(keyId, session);
    },
  };
}
