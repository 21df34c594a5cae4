import type { Clock } from '../clock.ts';
import type { SessionCount, UseCount } from './burst-budget.ts';
import { type Ledger, overdueMs, type RootSession } from './ledger.ts';
import { maxSessions, sessionKeyOf } from './session-counts.ts';
import { addsOf, isFull, isOpenWindow, markedCount, markKeys } from './use-window.ts';

interface UseWindow {
  readonly startMs: number;
  uses: number;
  actions: number;
  criticals: number;
  signIns: number;
  readonly keys: Set<string>;
}

/** The ledger of one process: the same answers as the one in DynamoDB, but lost with the process. */
export function createMemoryLedger(clock: Clock): Ledger {
  const events = new Map<
    string,
    {
      seenAt: number;
      leaseUntil: number;
      told: Set<string>;
      isDone: boolean;
      body: string | undefined;
    }
  >();
  const windows = new Map<string, UseWindow>();
  /** By counter, then by session: the oldest is the first. */
  const sessionCounts = new Map<string, Map<string, SessionCount>>();
  const names = new Map<string, string>();
  const states = new Map<string, string>();
  const sessions = new Map<string, RootSession>();
  const newRow = () => ({
    seenAt: clock.now(),
    leaseUntil: 0,
    told: new Set<string>(),
    isDone: false,
    body: undefined,
  });
  const isOverdue = ({ seenAt, leaseUntil }: { seenAt: number; leaseUntil: number }) =>
    clock.now() - Math.max(seenAt, leaseUntil) > overdueMs;
  const countSession = (counter: string, key: string | undefined): SessionCount | undefined => {
    if (key === undefined) return undefined;
    const counts = sessionCounts.get(counter) ?? new Map<string, SessionCount>();
    sessionCounts.set(counter, counts);
    const { uses, sinceMs } = counts.get(key) ?? { uses: 0, sinceMs: clock.now() };
    const count = { uses: uses + 1, sinceMs };
    counts.set(key, count);
    const [oldest] = counts.keys();
    if (counts.size > maxSessions && oldest !== undefined) counts.delete(oldest);
    return count;
  };
  const newWindow = (): UseWindow => ({
    startMs: clock.now(),
    uses: 0,
    actions: 0,
    criticals: 0,
    signIns: 0,
    keys: new Set(),
  });

  return {
    async claim(id, leaseMs, body) {
      const row = events.get(id) ?? newRow();
      if (row.isDone) return { state: 'told' };
      if (row.leaseUntil >= clock.now()) return { state: 'claimedElsewhere' };
      events.set(id, { ...row, leaseUntil: clock.now() + leaseMs, body: row.body ?? body });
      return { state: 'claimed', told: [...row.told] };
    },
    async find(id) {
      const row = events.get(id);
      if (row === undefined || row.isDone) return row && 'told';
      return isOverdue(row) ? 'overdue' : 'seen';
    },
    async findOverdue(limit) {
      const overdue = [...events].flatMap(([id, row]): [string, string][] =>
        row.body !== undefined && !row.isDone && isOverdue(row) ? [[id, row.body]] : [],
      );
      return { bodies: new Map(overdue.slice(0, limit)), strange: [] };
    },
    async recordTold(id, rooms, isDone) {
      const row = events.get(id) ?? newRow();
      const told = new Set([...row.told, ...rooms]);
      events.set(id, { ...row, leaseUntil: 0, told, isDone, ...(isDone && { body: undefined }) });
    },
    async countUse(counter, isReadOnly, marks) {
      const last = windows.get(counter);
      const window =
        last !== undefined && isOpenWindow(last.startMs, clock.now()) ? last : newWindow();
      windows.set(counter, window);
      const { criticals, signIns } = addsOf(marks);
      window.uses += 1;
      window.actions += isReadOnly ? 0 : 1;
      window.criticals += criticals;
      window.signIns += signIns;
      const added = new Set<string>();
      for (const { name, key } of marks === undefined ? [] : markKeys(marks)) {
        if (window.keys.has(key) || isFull(name, window.keys)) continue;
        window.keys.add(key);
        added.add(key);
      }
      const isOurs = (key: string) => added.has(key);
      const accountName = names.get(counter);
      const session = countSession(counter, sessionKeyOf(marks));
      const count: UseCount = {
        uses: window.uses,
        actions: window.actions,
        ...(marks && { marked: markedCount(marks, window, [...window.keys], isOurs) }),
        ...(accountName === undefined ? {} : { accountName }),
        sinceMs: window.startMs,
        ...(session && { session }),
      };
      return count;
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
