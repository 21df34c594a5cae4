import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeMetricFiltersCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { opsEn } from '../../lib/messages/words-ops-en.ts';
import { subscriptionFindings } from '../../lib/reconcile/deployment-findings.ts';
import type { Finding } from '../../lib/reconcile/finding.ts';
import type { SubscriptionSnapshot } from '../../lib/reconcile/snapshots.ts';
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
      opsEmailRows(region, topicArn(resourceNames(stage).opsTopic), stack),
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
    if (alarm.ActionsEnabled !== false && !alarm.AlarmActions?.length) {
      return [fix(what, 'has no action', repairIt)];
    }
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

/** By the rules of the look-back, which tells the same. */
async function opsEmailRows(region: string, topicArn: string, { parts, name }: Stack) {
  const what = 'ops e-mail';
  const stage = name.slice('root-alert-'.length);
  const subscriptions = await subscriptionsOf(region, topicArn);
  const pending = subscriptions.filter(({ isConfirmed }) => !isConfirmed);
  const [finding] = subscriptionFindings(topicArn, subscriptions, parts.opsEmail);
  if (finding === undefined && pending.length === 0) {
    return [ok(what, `${subscriptions.length} confirmed`)];
  }
  const waiting = pending.map(
    ({ endpoint }): Finding => ({ kind: 'opsEmailUnconfirmed', place: topicArn, detail: endpoint }),
  );
  const { kind } = waiting[0] ?? finding ?? { kind: 'opsEmailNone' };
  const found =
    pending.length > 0
      ? `${pending.length} not confirmed`
      : kind === 'opsEmailNone'
        ? 'nobody hears when the room cannot be reached'
        : `${parts.opsEmail} is not subscribed any more`;
  return [
    fix(
      what,
      found,
      opsEn.findings[kind].todo(stage, region, [...waiting, ...(finding ? [finding] : [])]),
    ),
  ];
}

async function alarmEmailRows(region: string, topicArn: string) {
  const emails = (await subscriptionsOf(region, topicArn)).filter(({ isEmail }) => isEmail);
  if (emails.length === 0) return [];
  const [pending, ...others] = emails.filter(({ isConfirmed }) => !isConfirmed);
  if (pending === undefined) return [ok('alarm e-mail', `${emails.length} confirmed`)];
  const finding: Finding = {
    kind: 'opsEmailUnconfirmed',
    place: topicArn,
    detail: pending.endpoint,
  };
  return [
    fix(
      'alarm e-mail',
      `${1 + others.length} not confirmed`,
      opsEn.findings.opsEmailUnconfirmed.todo('', region, [finding]),
    ),
  ];
}

async function subscriptionsOf(region: string, topicArn: string) {
  const subscriptions: (SubscriptionSnapshot & { readonly isEmail: boolean })[] = [];
  const pages = paginateListSubscriptionsByTopic(
    { client: openClient(SNSClient, region) },
    { TopicArn: topicArn },
  );
  for await (const { Subscriptions = [] } of pages) {
    for (const { Protocol = '', SubscriptionArn, Endpoint = '' } of Subscriptions) {
      // SNS shows an unsubscribed one as "Deleted" for some days.
      if (SubscriptionArn === 'Deleted') continue;
      subscriptions.push({
        endpoint: Endpoint,
        isConfirmed: SubscriptionArn !== 'PendingConfirmation',
        isEmail: Protocol.startsWith('email'),
      });
    }
  }
  return subscriptions;
}
