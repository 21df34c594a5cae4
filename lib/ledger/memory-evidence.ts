import type { Clock } from '../clock.ts';
import type { Ledger } from './ledger.ts';

/** The evidence of one process. */
export function createMemoryEvidence(
  clock: Clock,
): Pick<Ledger, 'addEvidence' | 'pendingEvidence' | 'evidence' | 'endEvidence'> {
  const rows = new Map<string, { text: string | undefined; readonly sinceMs: number }>();
  return {
    async addEvidence(id, text) {
      if (!rows.has(id)) rows.set(id, { text, sinceMs: clock.now() });
    },
    async pendingEvidence(limit) {
      const waiting = [...rows].flatMap(([id, { text, sinceMs }]) =>
        text === undefined ? [] : [{ id, sinceMs }],
      );
      return { pending: waiting.slice(0, limit), isWhole: waiting.length <= limit };
    },
    async evidence(id) {
      return rows.get(id)?.text;
    },
    async endEvidence(id) {
      const row = rows.get(id);
      if (row !== undefined) row.text = undefined;
    },
  };
}
