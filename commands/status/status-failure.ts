import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { jsonObject } from '../../lib/json.ts';
import { resourceNames } from '../../lib/resource-names.ts';
import { openClient } from '../aws-client.ts';
import { duration } from '../duration.ts';
import { printable } from '../printable.ts';
import type { Deployment } from '../stack.ts';
import { looking, note, type Row } from './status-row.ts';

const sinceMs = 3_600_000;

/** Why an alert was not told in the last hour, in the room's own words, by the log of whoever tried last. */
export async function failureRows({ stage, region }: Deployment, nowMs: number): Promise<Row[]> {
  return looking('last failure', async () => {
    const found = await Promise.all(
      ['rootEvent', 'outbox'].map((key) =>
        failures(region, resourceNames(stage).logGroup(key), nowMs),
      ),
    );
    const [last] = found.flat().toSorted((a, b) => b.ms - a.ms);
    if (last === undefined) return [];
    const text = `${duration(nowMs - last.ms)} ago: ${printable(last.reason)}`;
    return [
      note('last failure', text, 'It is tried again. Mend the room or the secret if it goes on.'),
    ];
  });
}

async function failures(region: string, logGroupName: string, nowMs: number) {
  const { events = [] } = await openClient(CloudWatchLogsClient, region).send(
    new FilterLogEventsCommand({
      logGroupName,
      startTime: nowMs - sinceMs,
      filterPattern: '{ $.message = "alert" && $.outcome = "failed" }',
    }),
  );
  return events.map(({ message = '', timestamp = nowMs }) => ({
    ms: timestamp,
    reason: String(Object(jsonObject(message)).reason ?? 'no reason was given'),
  }));
}
