import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';

/**
 * The filter of the classic path, to the letter: Security Hub's control CloudWatch.1 (CIS 1.7, 4.3)
 * fails when it is altered. resources/alarm.yml has the same.
 */
export const rootUsageFilter =
  '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}';

/** The alarm waits no longer than this for what the log says. */
const timeoutMs = 5_000;
/** CloudTrail takes about five minutes into the log, and the alarm looks at five more. */
const lookBackMs = 20 * 60_000;
const mostPages = 5;

/**
 * The CloudTrail records behind an alarm: those of root in the trail's log, of all regions and accounts
 * of that trail, as JSON text. Rejects when the log does not answer in time; what five pages do not
 * hold is left out.
 *
 * @param aroundMs when the alarm changed its state, in milliseconds since 1970.
 */
export async function findTrailRecords(logGroup: string, aroundMs: number): Promise<string[]> {
  const client = new CloudWatchLogsClient({
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 3_000,
      throwOnRequestTimeout: true,
    },
  });
  const abortSignal = AbortSignal.timeout(timeoutMs);
  const found: string[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
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
    found.push(...(answer.events ?? []).flatMap(({ message }) => message ?? []));
    nextToken = answer.nextToken;
    if (nextToken === undefined) break;
  }
  return found;
}
