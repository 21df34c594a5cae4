import { embeddedMetrics, type Metric } from '../aws/embedded-metrics.ts';
import type { Severity } from '../classify/classes.ts';
import type { RoomReport } from '../rooms/post-to-rooms.ts';
import type { RootActivity } from '../root-activity.ts';

/** What became of one alert in one invocation. */
export interface AlertEntry {
  readonly id: string;
  /** The account whose root was used, if it is known. */
  readonly account?: string;
  /** The name of the event, as the record has it. */
  readonly event?: string;
  /** When it happened, by the record, in ISO 8601. */
  readonly occurredAt?: string;
  readonly isDrill?: true;
  /** Somebody other than root changed root-alert itself. */
  readonly isByOther?: true;
  /** It tells something besides the uses: an answer, an escalation, a drill of one. */
  readonly isTelling?: true;
  /** The incident that it belongs to. */
  readonly incident?: string | undefined;
  /** As the room sees it. Absent if the invocation ended before the alert was worded. */
  readonly severity?: Severity;
  readonly outcome: 'told' | 'duplicate' | 'leftToDigest' | 'failed';
  readonly rooms?: readonly RoomReport[];
  /** From the event's own time until the last room accepted it. */
  readonly latencyMs?: number;
  /** Error names of calls to the ledger that failed: delivery went on without them. */
  readonly ledgerFaults: readonly string[];
  /** A sentence that says what went wrong. */
  readonly reason?: string;
  /** The webhook secret has no value yet. */
  readonly isSecretEmpty?: boolean;
}

const maxAccountLength = 64;
const maxEventLength = 128;

/** What a line says of the activity itself: `npm run report` reads it. */
export function activityEntry(
  activity: RootActivity,
): Pick<AlertEntry, 'id' | 'account' | 'event' | 'occurredAt' | 'isDrill' | 'isByOther'> {
  const { id, accountId, occurredAt, isDrill } = activity;
  return {
    id,
    ...(accountId !== undefined && { account: accountId }),
    ...(activity.kind === 'use' && { event: activity.eventName }),
    ...(occurredAt && { occurredAt: occurredAt.toISOString() }),
    ...(isDrill && { isDrill }),
    ...(activity.kind === 'use' && activity.isByOther && { isByOther: true }),
  };
}

const metricOf: Readonly<Record<AlertEntry['outcome'], string>> = {
  told: 'Told',
  duplicate: 'Duplicate',
  leftToDigest: 'LeftToDigest',
  failed: 'Failed',
};

/** What became of an alert, as a line of the log. It must never hold a secret or a URL. */
export function alertLog(entry: Omit<AlertEntry, 'ledgerFaults'>): Record<string, unknown> {
  return {
    level: entry.outcome === 'failed' ? 'ERROR' : 'INFO',
    message: 'alert',
    ...entry,
    // Account and event come from the record, which may hold anything.
    ...(entry.account !== undefined && { account: entry.account.slice(0, maxAccountLength) }),
    ...(entry.event !== undefined && { event: entry.event.slice(0, maxEventLength) }),
  };
}

/** The same line with its metrics in it. */
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
