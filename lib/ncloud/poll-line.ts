import { embeddedMetrics } from '../aws/embedded-metrics.ts';

/** How one poll of all Naver Cloud accounts went. */
export interface PollEntry {
  /** Their names. */
  readonly accounts: readonly string[];
  /** Sentences on what failed, and on faults in the secret; none when all went well in every account. */
  readonly reasons: readonly string[];
  /** Names of accounts whose position somebody else wrote. */
  readonly replaced: readonly string[];
}

/** One line that is both the log entry and its metrics. An alarm watches for missing `NcloudPolled`. */
export function pollLine(
  entry: PollEntry,
  namespace: string,
  nowMs: number,
): Record<string, unknown> {
  const isGood = entry.reasons.length === 0;
  return {
    level: isGood ? 'INFO' : 'ERROR',
    message: 'poll',
    ...entry,
    ...embeddedMetrics(namespace, nowMs, {
      [isGood ? 'NcloudPolled' : 'NcloudFailed']: { value: 1, unit: 'Count' },
    }),
  };
}
