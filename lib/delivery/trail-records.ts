import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';

/**
 * The filter of the classic path, to the letter: Security Hub's control CloudWatch.1 (CIS 1.7, 4.3)
 * fails when it is altered. resources/alarm-metric.yml has the same.
 */
export const rootUsageFilter =
  '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}';

/** The alarm waits no longer than this for what the log says. */
const timeoutMs = 4_000;
/** CloudTrail takes about five minutes into the log, and the alarm looks at five more. */
const lookBackMs = 20 * 60_000;

export interface TrailRecords {
  /** CloudTrail records as JSON text. */
  readonly records: readonly string[];
  /** False: time was up, and there may be more. */
  readonly isWhole: boolean;
}

/**
 * The CloudTrail records behind an alarm: those of root in the trail's log, of all regions and accounts
 * of that trail. An answer holds what one scan of a part of the log found, which may be nothing, and a
 * token while there is more to scan ("FilterLogEvents", CloudWatch Logs API Reference): so they are
 * asked for until there is no token, or the time is up.
 *
 * Rejects when the log does not answer, or when time was up before anything was found.
 *
 * @param aroundMs when the alarm changed its state, in milliseconds since 1970.
 */
export async function findTrailRecords(logGroup: string, aroundMs: number): Promise<TrailRecords> {
  const client = new CloudWatchLogsClient({
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 3_000,
      throwOnRequestTimeout: true,
    },
  });
  const abortSignal = AbortSignal.timeout(timeoutMs);
  const records: string[] = [];
  try {
    for (let nextToken: string | undefined, isWhole = false; !isWhole; ) {
      const answer = await client.send(
        new FilterLogEventsCommand({
          logGroupName: logGroup,
          filterPattern: rootUsageFilter,
          startTime: aroundMs - lookBackMs,
          endTime: aroundMs + 60_000,
          nextToken,
        }),
        { abortSignal },
      );
      records.push(...(answer.events ?? []).flatMap(({ message }) => message ?? []));
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
