import type { Clock } from '../clock.ts';
import {
  incidentIdOf,
  maxAnswers,
  maxIncidentMs,
  maxSessions,
  quietMs,
} from '../incident/incident.ts';
import {
  maxDeedsOfEach,
  maxRegions,
  type NotedUses,
  type UsesNote,
} from '../incident/uses-note.ts';
import { type IncidentLedger, overdueStepMs } from './ledger.ts';

interface Current {
  readonly id: string;
  readonly firstId: string;
  readonly openedAtMs: number;
  lastUseAtMs: number;
  criticalId: string | undefined;
  isAnswered: boolean;
  readonly sessions: Set<string>;
}

interface Row {
  first: { readonly id: string; readonly text: string } | undefined;
  critical: { readonly id: string; readonly text: string } | undefined;
  readonly answers: Set<string>;
  nextStepAtMs: number | undefined;
  noted: NotedUses | undefined;
  readonly threads: Map<string, string>;
}

const noUses: UsesNote = { uses: 0, failed: 0, regions: [], critical: [], lesser: [] };

/** The incidents of one process: the same answers as those in DynamoDB. */
export function createMemoryIncidents(
  clock: Clock,
): IncidentLedger & { readonly overdueSteps: () => string[] } {
  const latest = new Map<string, Current>();
  const rows = new Map<string, Row>();
  const rowOf = (id: string): Row => {
    const row = rows.get(id) ?? {
      first: undefined,
      critical: undefined,
      answers: new Set<string>(),
      nextStepAtMs: undefined,
      noted: undefined,
      threads: new Map<string, string>(),
    };
    rows.set(id, row);
    return row;
  };
  const shown = ({ first, critical, answers, nextStepAtMs, noted, threads }: Row) => ({
    first: first?.text,
    critical: critical?.text,
    answers: [...answers],
    nextStepAtMs,
    noted,
    threads: new Map(threads),
  });

  return {
    async joinIncident(use) {
      const { counter, id, session, isCritical } = use;
      const nowMs = clock.now();
      const known = latest.get(counter);
      const belongs =
        known !== undefined &&
        nowMs - known.openedAtMs < maxIncidentMs &&
        known.sessions.size < maxSessions &&
        ((nowMs - known.lastUseAtMs < quietMs && !known.isAnswered) ||
          (session !== undefined && known.sessions.has(session)) ||
          known.firstId === id);
      const current: Current = belongs
        ? known
        : {
            id: incidentIdOf(use),
            firstId: id,
            openedAtMs: nowMs,
            lastUseAtMs: nowMs,
            criticalId: undefined,
            isAnswered: false,
            sessions: new Set(),
          };
      latest.set(counter, current);
      current.lastUseAtMs = nowMs;
      if (session !== undefined) current.sessions.add(session);
      if (isCritical) current.criticalId ??= id;
      const { criticalId, openedAtMs } = current;
      const isFirst = current.firstId === id;
      const isTimer = isFirst || criticalId === id;
      const { firstId } = current;
      return { id: current.id, openedAtMs, isTimer, firstId, isFirst, criticalId };
    },
    async markAnswered(counter, incidentId) {
      const current = latest.get(counter);
      if (current?.id !== incidentId) return;
      current.isAnswered = true;
      current.criticalId = undefined;
    },
    async describeIncident(id, part, use, nextStepAtMs) {
      const row = rowOf(id);
      const kept = row[part];
      if (kept !== undefined && (part === 'first' || kept.id === use.id)) return;
      row[part] = use;
      if (nextStepAtMs !== undefined) row.nextStepAtMs = nextStepAtMs;
    },
    async keepNextStep(id, nextStepAtMs) {
      rowOf(id).nextStepAtMs = nextStepAtMs;
    },
    overdueSteps: () =>
      [...rows].flatMap(([id, { nextStepAtMs = Number.POSITIVE_INFINITY }]) =>
        clock.now() - nextStepAtMs > overdueStepMs ? [id] : [],
      ),
    async incident(id) {
      const row = rows.get(id);
      return row && shown(row);
    },
    async keepThread(id, room, thread) {
      const { threads } = rowOf(id);
      if (!threads.has(room)) threads.set(room, thread);
    },
    async noteUses(id, note) {
      const row = rowOf(id);
      const before = row.noted ?? noUses;
      const isFull =
        before.regions.length >= maxRegions ||
        [before.critical, before.lesser].some((of) => of.length >= maxDeedsOfEach);
      const { uses, failed } = note;
      const joined = (name: 'regions' | 'critical' | 'lesser') =>
        isFull ? before[name] : [...new Set([...before[name], ...note[name]])];
      row.noted = {
        uses: before.uses + uses,
        failed: before.failed + failed,
        regions: joined('regions'),
        critical: joined('critical'),
        lesser: joined('lesser'),
        lastToldAtMs: clock.now(),
      };
    },
    async addAnswer(id, text) {
      const row = rowOf(id);
      if (row.answers.size >= maxAnswers) return undefined;
      row.answers.add(text);
      row.nextStepAtMs = clock.now();
      return shown(row);
    },
  };
}
