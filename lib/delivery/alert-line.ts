import { embeddedMetrics, type Metric } from '../aws/embedded-metrics.ts';
import type { Severity } from '../classify/classes.ts';
import type { RoomReport } from '../rooms/post-to-rooms.ts';

/** How one alert ended in one invocation. */
export interface AlertEntry {
  readonly id: string;
  /** Whose root it was, as far as is known. */
  readonly account?: string;
  /** As the room sees it; none of what this invocation did not get to word. */
  readonly severity?: Severity;
  readonly outcome: 'told' | 'duplicate' | 'leftToDigest' | 'failed';
  readonly rooms?: readonly RoomReport[];
  /** From the event's own time to the last room's acceptance. */
  readonly latencyMs?: number;
  /** Calls to the ledger that failed, by the error's name: we went on without. */
  readonly ledgerFaults: readonly string[];
  /** A sentence on what went wrong. */
  readonly reason?: string;
  /** The alert met a webhook secret without a value. */
  readonly isSecretEmpty?: boolean;
}

const maxAccountLength = 64;

const metricOf: Readonly<Record<AlertEntry['outcome'], string>> = {
  told: 'Told',
  duplicate: 'Duplicate',
  leftToDigest: 'LeftToDigest',
  failed: 'Failed',
};

/** What became of an alert, as a line of the log. Nothing of a secret or a URL may stand in it. */
export function alertLog(entry: Omit<AlertEntry, 'ledgerFaults'>): Record<string, unknown> {
  return {
    level: entry.outcome === 'failed' ? 'ERROR' : 'INFO',
    message: 'alert',
    ...entry,
    // A record may say anything.
    ...(entry.account !== undefined && { account: entry.account.slice(0, maxAccountLength) }),
  };
}

/** The same, as one line that is both the log and its metrics. */
export function alertLine(
  entry: AlertEntry,
  namespace: string,
  nowMs: number,
): Record<string, unknown> {
  const one: Metric = { value: 1, unit: 'Count' };
  return {
    ...alertLog(entry),
    ...embeddedMetrics(namespace, nowMs, {
      [metricOf[entry.outcome]]: one,
      ...(entry.latencyMs === undefined
        ? {}
        : { LatencyMs: { value: entry.latencyMs, unit: 'Milliseconds' } }),
      ...(entry.isSecretEmpty ? { SecretEmpty: one } : {}),
      ...(entry.ledgerFaults.length > 0
        ? { LedgerFault: { value: entry.ledgerFaults.length, unit: 'Count' } }
        : {}),
    }),
  };
}
