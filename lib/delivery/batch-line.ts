import { embeddedMetrics, type Metric } from '../aws/embedded-metrics.ts';

/** What became of one batch of the outbox. */
export interface BatchOutcome {
  readonly received: number;
  /** Activities that every room has now. */
  readonly told: number;
  /** Messages that they were posted in. */
  readonly digests: number;
  /** Messages that stay in the queue. */
  readonly kept: number;
  /** Age of the oldest of them in the queue; 0 when none is kept. */
  readonly oldestUntoldMs: number;
  /** Sentences that say why they are kept. */
  readonly reasons: readonly string[];
  readonly isSecretEmpty: boolean;
  readonly ledgerFaults: readonly string[];
}

/** One line that is both the log and its metrics. It must never hold a secret or a URL. */
export function batchLine(
  entry: BatchOutcome,
  namespace: string,
  nowMs: number,
): Record<string, unknown> {
  const count = (value: number): Metric => ({ value, unit: 'Count' });
  return {
    level: entry.kept > 0 ? 'ERROR' : 'INFO',
    message: 'leftovers',
    ...entry,
    ...embeddedMetrics(namespace, nowMs, {
      Told: count(entry.told),
      Digests: count(entry.digests),
      Kept: count(entry.kept),
      OldestUntoldSeconds: { value: Math.round(entry.oldestUntoldMs / 1000), unit: 'Seconds' },
      ...(entry.isSecretEmpty ? { SecretEmpty: count(1) } : {}),
      ...(entry.ledgerFaults.length > 0 ? { LedgerFault: count(entry.ledgerFaults.length) } : {}),
    }),
  };
}
