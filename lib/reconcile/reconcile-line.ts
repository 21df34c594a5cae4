import { embeddedMetrics } from '../aws/embedded-metrics.ts';

/** What one run of reconcile did. */
export interface ReconcileEntry {
  /** How many regions are enabled. The run looks at each. */
  readonly regions: number;
  /** Until when the event history of every region was looked through, in ISO 8601. Absent: of some region it was not. */
  readonly lookedUntil?: string;
  /** Missed uses that this run told. */
  readonly missed: number;
  /** Missed uses that could not be told. */
  readonly untold: number;
  /** Keys of what keeps, or may keep, uses of root from being told. */
  readonly findings: readonly string[];
  /** What failed in this run. */
  readonly faults: readonly string[];
}

/** One line that is both the log entry and its metrics. It must contain no secret and no URL. */
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
