import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { trailTimeoutMs } from '../time-budget.ts';
import { rootUsageFilter } from './trail-filters.ts';

/** A record reaches the log about five minutes after the call, and sometimes later. */
const latenessMs = 15 * 60_000;
/** How far back an alarm looks if its notification does not say: as far as ours. */
const usualEvaluatedMs = 5 * 60_000;
/** The furthest that any metric alarm looks back ("PutMetricAlarm", CloudWatch API Reference): a notification may claim more. */
const maxEvaluatedMs = 7 * 24 * 3_600_000;

export interface TrailRecords {
  /** CloudTrail records as JSON text. */
  readonly records: readonly string[];
  /** False: the time was up, and there may be more. */
  readonly isWhole: boolean;
}

/**
 * Finds the CloudTrail records behind an alarm: those of root in the trail's log, from all regions and accounts of that
 * trail. One answer holds what one scan of a part of the log found, which may be nothing, and a token while there is
 * more to scan ("FilterLogEvents", CloudWatch Logs API Reference). So it asks until there is no token, or the time is
 * up.
 *
 * Rejects when the log does not answer, or when the time was up before anything was found.
 *
 * @param aroundMs when the alarm changed its state, in milliseconds since 1970.
 * @param evaluatedMs how far back the alarm looked then.
 * @param filterPattern which records of root.
 */
export async function findTrailRecords(
  logGroup: string,
  aroundMs: number,
  evaluatedMs: number = usualEvaluatedMs,
  filterPattern: string = rootUsageFilter,
): Promise<TrailRecords> {
  const lookBackMs = latenessMs + Math.min(Math.max(evaluatedMs, usualEvaluatedMs), maxEvaluatedMs);
  const client = new CloudWatchLogsClient({
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 3_000,
      throwOnRequestTimeout: true,
    },
  });
  const abortSignal = AbortSignal.timeout(trailTimeoutMs);
  const records: string[] = [];
  try {
    for (let nextToken: string | undefined, isWhole = false; !isWhole; ) {
      const answer = await client.send(
        new FilterLogEventsCommand({
          logGroupName: logGroup,
          filterPattern,
          startTime: aroundMs - lookBackMs,
          endTime: aroundMs + 60_000,
          nextToken,
        }),
        { abortSignal },
      );
      // An answer without `events` is not from CloudWatch Logs, so it does not mean that there are none.
      if (answer.events === undefined) throw new TypeError('no events');
      records.push(...answer.events.flatMap(({ message }) => message ?? []));
      nextToken = answer.nextToken;
      isWhole = nextToken === undefined;
    }
    return { records, isWhole: true };
  } catch (error) {
    if (records.length === 0) throw error;
    return { records, isWhole: false };
  } finally {
    client.destroy();
  }
}
