import { randomUUID } from 'node:crypto';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { UserError } from '../../plugin/user-error.js';
import { openClient } from '../aws-client.js';
import { describeAwsFailure } from '../aws-failure.js';
import { judgeDrill } from './drill-verdict.js';
import { watchLedger } from './drill-watch.js';

/**
 * Drills the classic route from the alarm onward: sets its state, with a reason by which the message knows that it is
 * a drill. CloudWatch sets the state right again by itself.
 *
 * @param {import('../stack.js').Stack} stack
 * @param {{ stage: string, region: string }} options
 * @param {(line: string) => void} words
 * @param {import('./drill-watch.js').Time} time
 * @returns {Promise<import('../run-command.js').Outcome>}
 * @throws {UserError} when there is no alarm of ours, or it cannot be raised now; and what the SDK throws
 */
export async function drillAlarm(stack, { stage, region }, words, time) {
  const client = openClient(CloudWatchClient, region);
  const name = await raisableAlarm(client, stack);
  const id = randomUUID();
  await client.send(
    new SetAlarmStateCommand({
      AlarmName: name,
      StateValue: 'ALARM',
      StateReason: `root-alert.drill ${id}: a rehearsal by npm run drill; root was not used.`,
    }),
  );
  words(
    `Drill of the alarm ${name}. Its message begins with 훈련 (DRILL); the e-mail of the topic, if there is one, has the reason "root-alert.drill".`,
  );
  const ledgerId = `drill-${id}`;
  const { sightings, failure } = await watchLedger(
    openClient(DynamoDBClient, region),
    `root-alert-ledger-${stage}`,
    [ledgerId],
    time,
    () => {},
  );
  const sighting = sightings.get(ledgerId);
  const whereToLook =
    sighting?.arrivedMs === undefined
      ? `look at the subscriptions of the topic ${name}, and into the log /aws/lambda/root-alert-${stage}-rootAlarm`
      : `look into the log /aws/lambda/root-alert-${stage}-rootAlarm, and at the secret root-alert/${stage}/webhook`;
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

/**
 * @param {CloudWatchClient} client
 * @param {import('../stack.js').Stack} stack
 * @returns {Promise<string>}
 */
async function raisableAlarm(client, { resources }) {
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
