import { expect } from 'vitest';
import { deploymentNames } from '../../../lib/reconcile/deployment-names.ts';
import { goodQueueSettings } from '../../lib/reconcile/good-queue-settings.ts';
import { type Answer, type AwsAccount, AwsRefusal, startAwsAccount } from './aws-account.ts';
import { resource, resourcesOfType, template } from './packaged-service.ts';

const home = 'ap-northeast-2';
const accountId = '123456789012';
const names = deploymentNames(
  `arn:aws:lambda:${home}:${accountId}:function:root-alert-prod-reconcile`,
  'prod',
);

export const opsTopicArn = names.opsTopicArn;

type Json = Readonly<Record<string, unknown>>;

export type Rule = {
  readonly State: string;
  readonly EventPattern: string;
  readonly targets: readonly (string | Json)[];
};

/** What an account holds that a test may change. In the beginning all is well. */
export type ReconcileAccount = {
  readonly aws: AwsAccount;
  /** By region, bus and name: `us-east-1 default my-rule`. */
  readonly rules: Map<string, Rule>;
  /** How many messages lie in a queue, by region and name: `us-east-1 my-queue`. */
  readonly queues: Map<string, number>;
  /** Settings of a queue that somebody changed, by the same. */
  readonly queueSettings: Map<string, Readonly<Record<string, string>>>;
  /** As `lambda:GetFunctionConfiguration` shows them, and the reserved concurrency. */
  readonly functions: Map<string, Json & { readonly reserved?: number }>;
  /** As `cloudwatch:DescribeAlarms` shows them. */
  readonly alarms: Map<string, Json>;
  readonly mappings: Json[];
  /** As `sns:ListSubscriptionsByTopic` shows them. */
  readonly subscriptions: Json[];
  /** The stack, and the state of its key. */
  readonly stack: { changedAt: string; status: string; keyState: string };
  /** What IAM counts in the account. */
  readonly summary: Map<string, number>;
  /** What was published. */
  readonly mails: Json[];
};

/**
 * An account in which stage `prod` is deployed as packaged, with these enabled regions.
 *
 * @param before one that is over, whose address it gets, since a warm function knows no other.
 */
export async function startReconcileAccount(
  regions: readonly string[],
  opsEmail: string,
  before?: ReconcileAccount,
): Promise<ReconcileAccount> {
  const { rules, queues } = rulesAndQueues(regions);
  const parts = {
    rules,
    queues,
    queueSettings: new Map<string, Readonly<Record<string, string>>>(),
    functions: new Map<string, Json & { readonly reserved?: number }>(
      namesOf('AWS::Lambda::Function', 'FunctionName').map((name) => [name, functionNamed(name)]),
    ),
    alarms: new Map<string, Json>(
      namesOf('AWS::CloudWatch::Alarm', 'AlarmName').map((AlarmName) => [
        AlarmName,
        { AlarmName, ActionsEnabled: true, AlarmActions: [opsTopicArn], StateValue: 'OK' },
      ]),
    ),
    mappings: [
      {
        UUID: '1',
        EventSourceArn: names.outboxArn,
        FunctionArn: names.functionArn(names.outboxFunction),
        State: 'Enabled',
      },
    ] as Json[],
    subscriptions: [
      { Protocol: 'email', Endpoint: opsEmail, SubscriptionArn: `${opsTopicArn}:1` },
    ] as Json[],
    stack: {
      changedAt: '2026-11-01T00:00:00Z',
      status: 'UPDATE_COMPLETE',
      keyState: 'Enabled',
    },
    summary: new Map([
      ['Users', 3],
      ['AccountMFAEnabled', 1],
      ['AccountAccessKeysPresent', 0],
      ['AccountSigningCertificatesPresent', 0],
      ['AccountPasswordPresent', 1],
    ]),
    mails: [] as Json[],
  };
  const aws = before?.aws ?? (await startAwsAccount({}));
  aws.become({
    'account:ListRegions': ({ RegionOptStatusContains }) => {
      expect(RegionOptStatusContains).toEqual(['ENABLED', 'ENABLED_BY_DEFAULT']);
      return { Regions: regions.map((RegionName) => ({ RegionName })) };
    },
    'iam:ListAccountAliases': () => ({ IsTruncated: false, AccountAliases: ['payments'] }),
    'iam:GetAccountSummary': () => ({ SummaryMap: parts.summary }),
    ...ruleAnswers(parts),
    ...deploymentAnswers(parts, opsEmail),
    'sns:Publish': (input) => {
      if (parts.stack.keyState !== 'Enabled') throw new AwsRefusal('KMSDisabled', 'key is off');
      parts.mails.push(input);
      return { MessageId: '1' };
    },
  });
  return { aws, ...parts };
}

function rulesAndQueues(regions: readonly string[]) {
  const rule = (id: string, arns: readonly string[], deadLetterArn: string): Rule => ({
    State: String(resource(id).Properties['State']),
    EventPattern: patternOf(id),
    targets: arns.map((Arn) => ({ Arn, DeadLetterConfig: { Arn: deadLetterArn } })),
  });
  const atHome = (id: string, arns: readonly string[]) => rule(id, arns, names.undeliveredArn);
  const inRegion = (region: string, id: string) =>
    rule(id, [names.busArn], names.unsentArn(region));
  const away = regions.filter((region) => region !== home);
  return {
    rules: new Map([
      [`${home} default ${names.homeRule}`, atHome('RootUseRule', names.homeTargets)],
      [
        `${home} ${names.bus} ${names.forwardedRule}`,
        atHome('ForwardedRootUseRule', names.homeTargets),
      ],
      [`${home} default ${names.guardRule}`, atHome('GuardRule', names.guardTargets)],
      [`${home} default ${names.guardPartsRule}`, atHome('GuardPartsRule', names.guardTargets)],
      [
        `${home} ${names.bus} ${names.guardForwardedRule}`,
        atHome('GuardForwardedRule', names.guardTargets),
      ],
      ...away.flatMap((region) => [
        [`${region} default ${names.forwardRule}`, inRegion(region, 'RootUseRule')] as const,
        [`${region} default ${names.guardForwardRule}`, inRegion(region, 'GuardRule')] as const,
      ]),
    ]),
    queues: new Map([
      [`${home} ${names.outboxQueue}`, 0],
      [`${home} ${names.undeliveredQueue}`, 0],
      ...away.map((region) => [`${region} ${nameIn(names.unsentUrl(region))}`, 0] as const),
    ]),
  };
}

/** As CloudFormation gave it to EventBridge. */
function patternOf(id: string): string {
  return JSON.stringify(resource(id).Properties['EventPattern'])
    .replace('{"Ref":"TopicKey"}', '"TopicKey-1"')
    .replace('{"Fn::GetAtt":["TopicKey","Arn"]}', `"${names.keyArn('TopicKey-1')}"`);
}

function ruleAnswers({
  rules,
  queues,
  queueSettings,
}: Pick<ReconcileAccount, 'rules' | 'queues' | 'queueSettings'>): Record<string, Answer> {
  const ruleOf = (input: Json, region: string): Rule => {
    const bus = input['EventBusName'] ?? 'default';
    const rule = rules.get(`${region} ${bus} ${input['Name'] ?? input['Rule']}`);
    if (rule === undefined) throw new AwsRefusal('ResourceNotFoundException', 'no such rule');
    return rule;
  };
  return {
    'events:DescribeRule': (input, region) => {
      const { State, EventPattern } = ruleOf(input, region);
      return { State, EventPattern };
    },
    'events:ListTargetsByRule': (input, region) => ({
      Targets: ruleOf(input, region).targets.map((target, index) => ({
        Id: String(index),
        ...(typeof target === 'string' ? { Arn: target } : target),
      })),
    }),
    'sqs:GetQueueAttributes': ({ QueueUrl }, region) => {
      const depth = queues.get(`${region} ${nameIn(String(QueueUrl))}`);
      if (depth === undefined) {
        throw new AwsRefusal('com.amazonaws.sqs#QueueDoesNotExist', 'no such queue');
      }
      const name = nameIn(String(QueueUrl));
      const settings = {
        ...goodQueueSettings(name, names.undeliveredArn),
        ...queueSettings.get(`${region} ${name}`),
      };
      return { Attributes: { ApproximateNumberOfMessages: String(depth), ...settings } };
    },
  };
}

function deploymentAnswers(
  {
    functions,
    alarms,
    mappings,
    subscriptions,
    stack,
  }: Omit<ReconcileAccount, 'aws' | 'rules' | 'queues' | 'queueSettings' | 'mails'>,
  opsEmail: string,
): Record<string, Answer> {
  const packaged = template();
  const deployed = JSON.stringify({
    ...packaged,
    Parameters: { OpsEmailAddress: { Type: 'String', Default: opsEmail } },
  });
  const functionOf = ({ path }: Json) => {
    const name = String(path).split('/')[3] ?? '';
    const found = functions.get(name);
    if (found === undefined) throw new AwsRefusal('ResourceNotFoundException', name, 404);
    return found;
  };
  return {
    'cloudformation:DescribeStacks': ({ StackName }) => ({
      Stacks: [
        {
          StackName,
          StackStatus: stack.status,
          CreationTime: '2026-10-01T00:00:00Z',
          LastUpdatedTime: stack.changedAt,
        },
      ],
    }),
    'cloudformation:GetTemplate': () => ({ TemplateBody: deployed }),
    'cloudformation:DescribeStackResource': ({ LogicalResourceId }) => ({
      StackResourceDetail: { PhysicalResourceId: `${LogicalResourceId}-1` },
    }),
    'kms:DescribeKey': ({ KeyId }) => ({ KeyMetadata: { KeyId, KeyState: stack.keyState } }),
    'lambda:GetFunctionConfiguration': (input) => functionOf(input),
    'lambda:GetFunctionConcurrency': (input) => {
      const { reserved } = functionOf(input);
      return reserved === undefined ? {} : { ReservedConcurrentExecutions: reserved };
    },
    'lambda:ListEventSourceMappings': () => ({ EventSourceMappings: mappings }),
    'monitoring:DescribeAlarms': ({ AlarmNames }) => ({
      MetricAlarms: (AlarmNames as readonly string[]).flatMap((name) => alarms.get(name) ?? []),
    }),
    'sns:ListSubscriptionsByTopic': ({ TopicArn }) => ({
      Subscriptions: subscriptions.map((it) => ({ TopicArn, ...it })),
    }),
  };
}

function namesOf(type: string, property: string): string[] {
  return Object.values(resourcesOfType(type)).map(({ Properties }) => String(Properties[property]));
}

function functionNamed(FunctionName: string): Json {
  return {
    FunctionName,
    CodeSha256: `code of ${FunctionName}`,
    LastModified: '2026-11-01T00:01:00.000+0000',
    Handler: 'handlers/x.handler',
    Role: `arn:aws:iam::${accountId}:role/${FunctionName}`,
    Environment: { Variables: { LOCALE: 'ko' } },
  };
}

function nameIn(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
