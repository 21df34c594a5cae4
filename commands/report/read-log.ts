import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { resourceNames } from '../../lib/resource-names.ts';
import { type LogLine, readLogLine } from './log-line.ts';
import type { Month } from './month.ts';

/** What is told late, out of the outbox, is told within 52 hours, and by hand some time later. */
const afterMonthMs = 7 * 24 * 3_600_000;

/** Any of the words: lines of other functions' libraries are few (CloudWatch Logs, "Filter pattern syntax"). */
const filterPattern = '?alert ?leftovers ?reconcile ?incidentAnswer ?planned';

/**
 * Reads what the functions of a deployment logged in a month, and in the week after it.
 *
 * @param functionKeys as in serverless.yml. A function without a log group, since it was never deployed or somebody deleted it, is
 *   among the missing.
 * @param onPage called for each page that was read.
 * @throws any error of the SDK
 */
export async function readLog(
  client: CloudWatchLogsClient,
  stage: string,
  functionKeys: readonly string[],
  month: Month,
  onPage: (functionKey: string, lines: number) => void,
): Promise<{ readonly lines: LogLine[]; readonly missing: readonly string[] }> {
  const names = resourceNames(stage);
  const lines: LogLine[] = [];
  const missing: string[] = [];
  for (const key of functionKeys) {
    let nextToken: string | undefined;
    do {
      const page = await client
        .send(
          new FilterLogEventsCommand({
            logGroupName: names.logGroup(key),
            filterPattern,
            startTime: month.startMs,
            endTime: month.endMs + afterMonthMs,
            nextToken,
          }),
        )
        .catch((error: unknown) => {
          if (error instanceof Error && error.name === 'ResourceNotFoundException') {
            return undefined;
          }
          throw error;
        });
      if (page === undefined) missing.push(key);
      const events = page?.events ?? [];
      lines.push(
        ...events.flatMap(
          ({ message = '', timestamp = 0 }) => readLogLine(message, key, timestamp) ?? [],
        ),
      );
      nextToken = page?.nextToken;
      onPage(key, lines.length);
    } while (nextToken !== undefined);
  }
  return { lines, missing };
}
