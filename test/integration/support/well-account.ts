import { readFileSync } from 'node:fs';
import { deploymentNames } from '../../../lib/reconcile/deployment-names.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { type AccountCall, type Answer, AwsRefusal } from './aws-account.ts';
import { type Template, template } from './packaged-service.ts';

export const accountId = '111122223333';
const home = 'ap-northeast-2';
const seesAll = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
const trailArn = `arn:aws:cloudtrail:us-east-1:${accountId}:trail/all`;

const names = deploymentNames(`arn:aws:lambda:${home}:${accountId}:function:x`, 'prod');

/** What runs by the clock, which a test that is not about it leaves out. */
const byTheClock = ['ReconcileLambdaFunction', 'NcloudActivityLambdaFunction'];

/** The template of stage `prod` with other forwarding regions, and without what runs by the clock. */
export function templateWith(
  regions: readonly string[],
  more: Template['Resources'] = {},
): Template {
  const packaged = template();
  const forwarders = packaged.Resources['Forwarders'];
  if (forwarders === undefined) throw new Error('no Forwarders');
  const resources = Object.entries(packaged.Resources).filter(([id]) => !byTheClock.includes(id));
  return {
    ...packaged,
    Resources: {
      ...Object.fromEntries(resources),
      Forwarders: {
        ...forwarders,
        Properties: {
          ...forwarders.Properties,
          StackInstancesGroup: [{ DeploymentTargets: {}, Regions: regions }],
        },
      },
      ...more,
    },
  };
}

const isGuards = (rule: unknown): boolean => String(rule).startsWith(names.guardRule);

function targetsOf(rule: string): readonly string[] {
  if (rule === names.forwardRule || rule === names.guardForwardRule) return [names.busArn];
  return isGuards(rule) ? names.guardTargets : names.homeTargets;
}

/** What an account answers in which stage `prod` is deployed and all is well. */
export function wellAccount(deployed: Template = template()): Record<string, Answer> {
  const group = deployed.Resources['Forwarders']?.Properties['StackInstancesGroup'] as
    | readonly { Regions: readonly string[] }[]
    | undefined;
  const regions = [home, ...(group?.[0]?.Regions ?? [])];
  return {
    'cloudformation:DescribeStacks': ({ StackName }) => {
      if (StackName !== 'root-alert-prod') {
        throw new AwsRefusal('ValidationError', `Stack with id ${StackName} does not exist`);
      }
      return {
        Stacks: [
          {
            StackName,
            StackId: `arn:aws:cloudformation:${home}:${accountId}:stack/root-alert-prod/1`,
            StackStatus: 'UPDATE_COMPLETE',
            CreationTime: '2026-11-01T00:00:00Z',
            LastUpdatedTime: '2026-11-20T00:00:00Z',
            Tags: [{ Key: 'root-alert-version', Value: packageJson.version }],
          },
        ],
      };
    },
    'cloudformation:GetTemplate': () => ({ TemplateBody: JSON.stringify(deployed) }),
    'account:ListRegions': () => ({
      Regions: regions.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED' })),
    }),
    'events:DescribeRule': ({ Name }) => ({
      Name,
      State: isGuards(Name) ? 'ENABLED' : seesAll,
      EventPattern: JSON.stringify(
        deployed.Resources[isGuards(Name) ? 'GuardRule' : 'RootUseRule']?.Properties[
          'EventPattern'
        ],
      ),
    }),
    'events:ListTargetsByRule': ({ Rule }, region) => ({
      Targets: targetsOf(String(Rule)).map((Arn) => ({
        Id: Arn,
        Arn,
        DeadLetterConfig: { Arn: region === home ? names.undeliveredArn : names.unsentArn(region) },
      })),
    }),
    'events:PutEvents': () => ({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] }),
    'secretsmanager:DescribeSecret': ({ SecretId }) => ({
      Name: SecretId,
      VersionIdsToStages: { v1: ['AWSCURRENT'] },
      LastChangedDate: 1_795_000_000,
    }),
    'secretsmanager:GetSecretValue': () => ({
      SecretString: '{"dooray": "https://hook.dooray.com/services/1/2/s3cr3t"}',
    }),
    'cloudtrail:DescribeTrails': () => ({
      trailList: [
        { Name: 'all', TrailARN: trailArn, HomeRegion: 'us-east-1', IsMultiRegionTrail: true },
      ],
    }),
    'cloudtrail:GetTrailStatus': () => ({ IsLogging: true }),
    'cloudtrail:GetEventSelectors': () => ({
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
    }),
    'monitoring:DescribeAlarms': ({ AlarmNames }) => ({
      MetricAlarms: (AlarmNames as readonly string[]).map((AlarmName) => ({
        AlarmName,
        ActionsEnabled: true,
        AlarmActions: [names.opsTopicArn],
        StateValue: 'OK',
        StateUpdatedTimestamp: 1_795_000_000,
      })),
    }),
    'monitoring:SetAlarmState': () => ({}),
    'logs:FilterLogEvents': () => ({ events: [] }),
    'logs:DescribeMetricFilters': () => ({ metricFilters: [{ logGroupName: 'trail-log' }] }),
    'sns:ListSubscriptionsByTopic': ({ TopicArn }) => ({
      Subscriptions: [
        { TopicArn, Protocol: 'email', SubscriptionArn: `${TopicArn}:1`, Endpoint: 'a@b.example' },
      ],
    }),
    'sqs:GetQueueUrl': ({ QueueName }, _, url) => ({ QueueUrl: `${url}/1/${QueueName}` }),
    'sqs:GetQueueAttributes': () => queueOf(0),
  };
}

export function queueOf(messages: number): object {
  return {
    Attributes: {
      ApproximateNumberOfMessages: String(messages),
      ApproximateNumberOfMessagesNotVisible: '0',
      ApproximateNumberOfMessagesDelayed: '0',
    },
  };
}

const documented = new URL('../../../docs/commands.md', import.meta.url);
const prefixes: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

/** The IAM actions that docs/commands.md says a command needs, by the first cell of its row. */
export function documentedActions(...rows: readonly string[]): Set<string> {
  const lines = readFileSync(documented, 'utf8').split('\n');
  return new Set(
    rows.flatMap((row) => {
      const line = lines.find((it) => it.startsWith(`| ${row} | `) && it.includes(':'));
      if (line === undefined) throw new Error(`docs/commands.md says nothing of ${row}`);
      return [...line.matchAll(/`([a-z0-9]+:[A-Z]\w+)`/g)].map(([, action = '']) => action);
    }),
  );
}

/** What was called, by the names that IAM has for it. */
export function iamActions(
  calls: readonly AccountCall[],
  ledgerCalls: readonly { readonly operation: string }[],
): Set<string> {
  return new Set([
    ...calls.map(({ action }) => {
      const [service = '', operation = ''] = action.split(':');
      if (action === 'lambda:Invoke') return 'lambda:InvokeFunction';
      return `${prefixes[service] ?? service}:${operation}`;
    }),
    ...ledgerCalls.map(({ operation }) => `dynamodb:${operation}`),
  ]);
}
