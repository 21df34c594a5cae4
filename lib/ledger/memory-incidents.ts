import type { Clock } from '../clock.ts';
import {
  incidentIdOf,
  maxAnswers,
  maxIncidentMs,
  maxSessions,
  quietMs,
} from '../incident/incident.ts';
import type { Ledger } from './ledger.ts';

interface Current {
  readonly id: string;
  readonly firstId: string;
  readonly openedAtMs: number;
  lastUseAtMs: number;
  criticalId: string | undefined;
  isAnswered: boolean;
  readonly sessions: Set<string>;
}

/** The incidents of one process: the same answers as those in DynamoDB. */
export function createMemoryIncidents(
  clock: Clock,
): Pick<Ledger, 'joinIncident' | 'markAnswered' | 'describeIncident' | 'incident' | 'addAnswer'> {
  const latest = new Map<string, Current>();
  const rows = new Map<string, { first?: string; critical?: string; answers: Set<string> }>();
  const rowOf = (id: string) => {
    const row = rows.get(id) ?? { answers: new Set<string>() };
    rows.set(id, row);
    return row;
  };
  const shown = ({ first, critical, answers }: ReturnType<typeof rowOf>) => ({
    first,
    critical,
    answers: [...answers],
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
      const isTimer = [current.firstId, current.criticalId].includes(id);
      return { id: current.id, openedAtMs: current.openedAtMs, isTimer };
    },
    async markAnswered(counter, incidentId) {
      const current = latest.get(counter);
      if (current?.id !== incidentId) return;
      current.isAnswered = true;
      current.criticalId = undefined;
    },
    async describeIncident(id, part, text) {
      rowOf(id)[part] ??= text;
    },
    async incident(id) {
      const row = rows.get(id);
      return row && shown(row);
    },
    async addAnswer(id, text) {
      const row = rowOf(id);
      if (row.answers.size >= maxAnswers) return undefined;
      row.answers.add(text);
      return shown(row);
    },
  };
}
