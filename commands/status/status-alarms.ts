import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeMetricFiltersCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { resourceNames } from '../../lib/resource-names.ts';
import { openClient } from '../aws-client.ts';
import { printable } from '../printable.ts';
import type { Deployment, Stack } from '../stack.ts';
import { fix, looking, note, ok, repairIt } from './status-row.ts';

/** The alarms on root-alert itself, the classic route, and whether anybody gets their e-mails. */
export async function alarmRows(stack: Stack, { stage, region }: Deployment) {
  const { resources, partition, accountId } = stack;
  const ofType = (type: string) =>
    Object.entries(resources).filter(([, resource]) => resource?.Type === type);
  const alarms = ofType('AWS::CloudWatch::Alarm').map(([id, resource]) => ({
    name: String(resource?.Properties?.['AlarmName']),
    isClassic: id === 'RootUsageAlarm',
  }));
  const topicArn = (name: string) => `arn:${partition}:sns:${region}:${accountId}:${name}`;
  const classicTopic = resources['AlarmTopic']?.Properties?.['TopicName'];
  const rows = await Promise.all([
    looking('alarms', () => stateRows(region, alarms)),
    looking('classic route', () => classicRows(stack, region)),
    looking('ops e-mail', () =>
      opsEmailRows(region, topicArn(resourceNames(stage).opsTopic), stage),
    ),
    looking('alarm e-mail', () =>
      typeof classicTopic === 'string'
        ? alarmEmailRows(region, topicArn(classicTopic))
        : Promise.resolve([]),
    ),
  ]);
  return rows.flat();
}

async function stateRows(region: string, alarms: readonly { name: string; isClassic: boolean }[]) {
  const { MetricAlarms = [] } = await openClient(CloudWatchClient, region).send(
    // The maximum of one answer.
    new DescribeAlarmsCommand({ AlarmNames: alarms.map(({ name }) => name), MaxRecords: 100 }),
  );
  const rows = alarms.flatMap(({ name, isClassic }) => {
    const what = `alarm ${name}`;
    const alarm = MetricAlarms.find(({ AlarmName }) => AlarmName === name);
    if (alarm === undefined) return [fix(what, 'is gone', repairIt)];
    const since = alarm.StateUpdatedTimestamp?.toISOString() ?? 'some time ago';
    if (alarm.ActionsEnabled === false) {
      return [
        fix(
          what,
          'acts on nothing',
          `aws cloudwatch enable-alarm-actions --region ${region} --alarm-names ${name}`,
        ),
      ];
    }
    if (alarm.StateValue !== 'ALARM') return [];
    if (isClassic) return [note(what, `raised since ${since}`, 'Root was used: see the room.')];
    return [fix(what, `raised since ${since}`, printable(alarm.AlarmDescription ?? ''))];
  });
  const well = alarms.length - rows.length;
  return well === 0 ? rows : [ok('alarms', `${well} of ${alarms.length} there and quiet`), ...rows];
}

async function classicRows({ resources }: Stack, region: string) {
  const what = 'classic route';
  const filter = resources['RootUsageFilter']?.Properties;
  if (filter === undefined) {
    return [
      resources['AlarmTopic'] === undefined
        ? ok(what, 'alarm and topic are your own (alarmTopicArn)')
        : note(
            what,
            'none',
            'A second pair of eyes: deploy with trailLogGroup (docs/classic-route.md).',
          ),
    ];
  }
  const logGroup = String(filter['LogGroupName']);
  const { metricFilters = [] } = await openClient(CloudWatchLogsClient, region).send(
    new DescribeMetricFiltersCommand({
      metricName: 'RootAccountUsageCount',
      metricNamespace: 'CloudTrailMetrics',
    }),
  );
  return metricFilters.some(({ logGroupName }) => logGroupName === logGroup)
    ? [ok(what, `metric filter on ${logGroup}`)]
    : [fix(what, `the metric filter on ${logGroup} is gone`, repairIt)];
}

async function opsEmailRows(region: string, topicArn: string, stage: string) {
  const what = 'ops e-mail';
  const { confirmed, pending } = await subscribers(region, topicArn);
  if (pending > 0) {
    return [
      fix(
        what,
        `${pending} not confirmed`,
        'Click the link in the mail that AWS sent to that address.',
      ),
    ];
  }
  if (confirmed > 0) return [ok(what, `${confirmed} confirmed`)];
  return [
    fix(
      what,
      'nobody hears when the room cannot be reached',
      `npx sls deploy --stage ${stage} --param opsEmail=you@example.com`,
    ),
  ];
}

async function alarmEmailRows(region: string, topicArn: string) {
  const { emails, pending } = await subscribers(region, topicArn);
  if (emails === 0) return [];
  return pending === 0
    ? [ok('alarm e-mail', `${emails} confirmed`)]
    : [
        fix(
          'alarm e-mail',
          `${pending} not confirmed`,
          'Click the link in the mail that AWS sent to that address.',
        ),
      ];
}

async function subscribers(region: string, topicArn: string) {
  const counts = { confirmed: 0, pending: 0, emails: 0 };
  const pages = paginateListSubscriptionsByTopic(
    { client: openClient(SNSClient, region) },
    { TopicArn: topicArn },
  );
  for await (const { Subscriptions = [] } of pages) {
    for (const { Protocol, SubscriptionArn } of Subscriptions) {
      // SNS shows an unsubscribed one as "Deleted" for some days.
      if (SubscriptionArn === 'Deleted') continue;
      if (Protocol?.startsWith('email')) counts.emails += 1;
      if (SubscriptionArn === 'PendingConfirmation') counts.pending += 1;
      else counts.confirmed += 1;
    }
  }
  return counts;
}
