import { embeddedMetrics } from '../aws/embedded-metrics.ts';

/** What one run of reconcile did. */
export interface ReconcileEntry {
  /** Enabled regions, each of which was to be looked at. */
  readonly regions: number;
  /** Uses told now that nobody told before, */
  readonly missed: number;
  /** and those that could not be told. */
  readonly untold: number;
  /** What keeps uses of root from being told, as the coverage check has it. */
  readonly findings: readonly string[];
  /** What this run could not do. */
  readonly faults: readonly string[];
}

/** One line that is both the log and its metrics. Nothing of a secret or a URL may stand in it. */
export function reconcileLine(
  entry: ReconcileEntry,
  namespace: string,
  nowMs: number,
): Record<string, unknown> {
  return {
    level: entry.faults.length > 0 ? 'ERROR' : 'INFO',
    message: 'reconcile',
    ...entry,
    ...embeddedMetrics(namespace, nowMs, {
      Alive: { value: 1, unit: 'Count' },
      Missed: { value: entry.missed, unit: 'Count' },
    }),
  };
}
