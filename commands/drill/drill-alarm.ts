import { randomUUID } from 'node:crypto';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { resourceNames } from '../../lib/resource-names.ts';
import { UserError } from '../../plugin/user-error.ts';
import { openClient } from '../aws-client.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import type { Outcome } from '../run-command.ts';
import type { Deployment, Stack } from '../stack.ts';
import { judgeDrill } from './drill-verdict.ts';
import { type Time, watchLedger } from './drill-watch.ts';

/**
 * Drills the classic route from the alarm onward: sets the alarm's state, with a reason that marks the message as a
 * drill. CloudWatch corrects the state by itself.
 *
 * @throws {UserError} when there is no alarm of ours, or it cannot be raised now; and any error of the SDK
 */
export async function drillAlarm(
  stack: Stack,
  { stage, region }: Deployment,
  print: (line: string) => void,
  time: Time,
): Promise<Outcome> {
  const client = openClient(CloudWatchClient, region);
  const name = await raisableAlarm(client, stack);
  const names = resourceNames(stage);
  const id = randomUUID();
  await client.send(
    new SetAlarmStateCommand({
      AlarmName: name,
      StateValue: 'ALARM',
      StateReason: `root-alert.drill ${id}: a rehearsal by npm run drill; root was not used.`,
    }),
  );
  print(
    `Drill of the alarm ${name}. Its message begins with 훈련 (DRILL); the e-mail of the topic, if there is one, has the reason "root-alert.drill".`,
  );
  const ledgerId = `drill-${id}`;
  const { sightings, failure } = await watchLedger(
    openClient(DynamoDBClient, region),
    names.ledgerTable,
    [ledgerId],
    time,
    () => {},
  );
  const sighting = sightings.get(ledgerId);
  const log = names.logGroup('rootAlarm');
  const whereToLook =
    sighting?.arrivedMs === undefined
      ? `look at the subscriptions of the topic ${name}, and into the log ${log}`
      : `look into the log ${log}, and at the secret ${names.webhookSecret}`;
  const passage = { region, ledgerId, isSingle: true, fault: undefined, sighting, whereToLook };
  const verdicts = judgeDrill([passage], 1);
  const isOk = verdicts.every(({ verdict }) => verdict === 'told');
  const lines = verdicts.map(({ line }) => `${isOk ? 'ok ' : 'FIX'}  alarm ${name}  ${line}`);
  if (failure !== undefined) {
    lines.push(
      `The ledger could not be read to the end: ${describeAwsFailure(failure) ?? String(failure)}`,
    );
  }
  return {
    isOk,
    lines,
    json: {
      stage,
      account: stack.accountId,
      isOk,
      alarm: name,
      outcome: verdicts.map(({ region: _, line, ...verdict }) => ({ ...verdict, what: line }))[0],
    },
  };
}

async function raisableAlarm(client: CloudWatchClient, { resources }: Stack): Promise<string> {
  const name = resources['RootUsageAlarm']?.Properties?.['AlarmName'];
  if (typeof name !== 'string') {
    throw new UserError(
      resources['AlarmTopic'] === undefined
        ? 'The alarm is yours (alarmTopicArn), and not this stack\'s: drill it with aws cloudwatch set-alarm-state, as docs/classic-route.md, "Drill", says.'
        : 'This stack has no alarm to drill: deploy with trailLogGroup, as docs/classic-route.md says.',
    );
  }
  const { MetricAlarms: [alarm] = [] } = await client.send(
    new DescribeAlarmsCommand({ AlarmNames: [name] }),
  );
  if (alarm === undefined) {
    throw new UserError(
      `The alarm ${name} is gone: docs/coverage.md, "When a rule was changed", brings it back.`,
    );
  }
  if (alarm.ActionsEnabled === false) {
    throw new UserError(
      `The alarm ${name} acts on nothing: switch its actions on with aws cloudwatch enable-alarm-actions --alarm-names ${name}.`,
    );
  }
  if (alarm.StateValue === 'ALARM') {
    const since = alarm.StateUpdatedTimestamp?.toISOString() ?? 'some time ago';
    throw new UserError(
      `The alarm ${name} is in ALARM already, since ${since}, and acts only when its state changes: see why, and drill when it is OK again.`,
    );
  }
  return name;
}
