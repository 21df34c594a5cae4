import type { Clock } from '../clock.ts';
import { type Precursors, precursorGapMs } from '../incident/precursor.ts';
import type { SessionCount, UseCount } from './burst-budget.ts';
import { type Ledger, overdueMs, type PlannedCount, type RootSession } from './ledger.ts';
import { createMemoryEvidence } from './memory-evidence.ts';
import { createMemoryIncidents } from './memory-incidents.ts';
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
      timerOf: string | undefined;
      body: string | undefined;
    }
  >();
  const windows = new Map<string, UseWindow>();
  const lastUses = new Map<string, number>();
  /** By counter, then by session: the oldest is the first. */
  const sessionCounts = new Map<string, Map<string, SessionCount>>();
  const names = new Map<string, string>();
  const states = new Map<string, string>();
  const planned = new Map<string, PlannedCount>();
  const sessions = new Map<string, RootSession>();
  const before = new Map<string, Precursors>();
  const { overdueSteps, ...incidents } = createMemoryIncidents(clock);
  const newRow = () => ({
    seenAt: clock.now(),
    leaseUntil: 0,
    told: new Set<string>(),
    isDone: false,
    timerOf: undefined,
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
      const { timerOf } = row;
      if (row.isDone) return { state: 'told', ...(timerOf !== undefined && { timerOf }) };
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
      return {
        bodies: new Map(overdue.slice(0, limit)),
        strange: [],
        incidents: overdueSteps().slice(0, limit),
      };
    },
    async recordTold(id, rooms, isDone, timerOf = events.get(id)?.timerOf) {
      const row = events.get(id) ?? newRow();
      const told = new Set([...row.told, ...rooms]);
      const done = { isDone, ...(isDone && { body: undefined }) };
      events.set(id, { ...row, leaseUntil: 0, told, timerOf, ...done });
    },
    async countUse(counter, isReadOnly, marks) {
      const last = windows.get(counter);
      const window =
        last !== undefined && isOpenWindow(last.startMs, clock.now()) ? last : newWindow();
      windows.set(counter, window);
      lastUses.set(counter, clock.now());
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
    async lastUse(counter) {
      return lastUses.get(counter);
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
    async replaceState(name, before, text) {
      const isSame = states.get(name) === before;
      if (isSame) states.set(name, text);
      return isSame || states.get(name) === text;
    },
    async countPlanned(windowId, uses, loud) {
      const before = planned.get(windowId) ?? { uses: 0, loud: 0 };
      planned.set(windowId, { uses: before.uses + uses, loud: before.loud + loud });
    },
    async plannedCount(windowId) {
      return planned.get(windowId) ?? { uses: 0, loud: 0 };
    },
    ...createMemoryEvidence(clock),
    async toldRow(id) {
      const row = events.get(id);
      return (
        row && {
          seenAtMs: row.seenAt,
          toldAtMs: row.isDone ? clock.now() : undefined,
          rooms: [...row.told],
        }
      );
    },
    ...incidents,
    async notePrecursors(account, kind, uses) {
      const nowMs = clock.now();
      const counts = before.get(account) ?? {};
      const count = counts[kind];
      const isOpen = count !== undefined && nowMs - count.lastAtMs < precursorGapMs;
      const since = isOpen ? count : { uses: 0, sinceMs: nowMs };
      const after = { uses: since.uses + uses, sinceMs: since.sinceMs, lastAtMs: nowMs };
      before.set(account, { ...counts, [kind]: after });
    },
    async precursors(account) {
      return before.get(account) ?? {};
    },
    async rootSession(keyId) {
      return sessions.get(keyId);
    },
    async rememberRootSession(keyId, session) {
      sessions.set(keyId, session);
    },
  };
}
