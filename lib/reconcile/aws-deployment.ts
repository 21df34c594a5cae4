import { createHash } from 'node:crypto';
import {
  CloudFormationClient,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  type GetFunctionConfigurationCommandOutput,
  LambdaClient,
  paginateListEventSourceMappings,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  NotFoundException,
  paginateListSubscriptionsByTopic,
  SNSClient,
} from '@aws-sdk/client-sns';
import { awsSettings } from './aws-settings.ts';
import { settingsForm } from './deployed-functions.ts';
import type {
  AlarmSnapshot,
  FunctionSnapshot,
  MappingSnapshot,
  StackSnapshot,
  SubscriptionSnapshot,
} from './snapshots.ts';

/** What reconcile asks AWS about the parts of its own deployment. Every method rejects with the SDK's error. */
export interface AwsDeployment {
  stack(name: string, nowMs: number): Promise<StackSnapshot>;
  /** The template that the stack was deployed with, as text. */
  template(stackName: string): Promise<string>;
  /** The id of a resource of the stack. */
  physicalId(stackName: string, logicalId: string): Promise<string>;
  /** Undefined: there is no such function. */
  function(name: string): Promise<FunctionSnapshot | undefined>;
  mappings(queueArn: string): Promise<readonly MappingSnapshot[]>;
  /** Those of the alarms that exist. At most 100 names. */
  alarms(names: readonly string[]): Promise<readonly AlarmSnapshot[]>;
  secret(name: string): Promise<'there' | 'gone' | 'scheduledForDeletion'>;
  /** Who gets what is published, as far as the first thousand. Undefined: there is no such topic. */
  subscriptions(topicArn: string): Promise<readonly SubscriptionSnapshot[] | undefined>;
  /** Such as `Enabled`. */
  keyState(keyId: string): Promise<string>;
}

/** A deployment takes minutes. What lasts longer is no reason to doubt what is found. */
const maxDeploymentMs = 3_600_000;

/** Of a hundred each. More subscriptions or mappings than this are somebody's prank, and are not read. */
const maxPages = 10;

/** @param keep remembers a client, to close it later. */
export function openAwsDeployment(
  keep: <T extends { destroy(): void }>(client: T) => T,
): AwsDeployment {
  const cloudFormation = keep(new CloudFormationClient(awsSettings));
  const cloudWatch = keep(new CloudWatchClient(awsSettings));
  const kms = keep(new KMSClient(awsSettings));
  const lambda = keep(new LambdaClient(awsSettings));
  const secretsManager = keep(new SecretsManagerClient(awsSettings));
  const sns = keep(new SNSClient(awsSettings));
  return {
    stack: (name, nowMs) => describeStack(cloudFormation, name, nowMs),
    async template(stackName) {
      const { TemplateBody = '' } = await cloudFormation.send(
        new GetTemplateCommand({ StackName: stackName }),
      );
      return TemplateBody;
    },
    async physicalId(stackName, logicalId) {
      const { StackResourceDetail } = await cloudFormation.send(
        new DescribeStackResourceCommand({ StackName: stackName, LogicalResourceId: logicalId }),
      );
      return StackResourceDetail?.PhysicalResourceId ?? '';
    },
    function: (name) => describeFunction(lambda, name),
    mappings: (queueArn) => listMappings(lambda, queueArn),
    alarms: (names) => describeAlarms(cloudWatch, names),
    secret: (name) => describeSecret(secretsManager, name),
    subscriptions: (topicArn) => listSubscriptions(sns, topicArn),
    async keyState(keyId) {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyId }));
      return KeyMetadata?.KeyState ?? 'unknown';
    },
  };
}

async function describeStack(
  client: CloudFormationClient,
  name: string,
  nowMs: number,
): Promise<StackSnapshot> {
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
  const { StackStatus = '', LastUpdatedTime, CreationTime } = Stacks?.[0] ?? {};
  const changedAtMs = (LastUpdatedTime ?? CreationTime)?.getTime() ?? 0;
  return {
    changedAtMs,
    isChanging: StackStatus.endsWith('_IN_PROGRESS') && nowMs - changedAtMs < maxDeploymentMs,
  };
}

async function describeFunction(
  client: LambdaClient,
  name: string,
): Promise<FunctionSnapshot | undefined> {
  try {
    const [settings, { ReservedConcurrentExecutions }] = await Promise.all([
      client.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
      client.send(new GetFunctionConcurrencyCommand({ FunctionName: name })),
    ]);
    return {
      code: settings.CodeSha256 ?? '',
      settings: `${settingsForm}${hashOf(settingsIn(settings))}`,
      lastModifiedMs: Date.parse(settings.LastModified ?? ''),
      reservedConcurrency: ReservedConcurrentExecutions,
    };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/**
 * What decides how a function runs, without what Lambda changes by itself: a network from which no room can be reached, a
 * key that can be switched off under it, a log group that no metric is read from, and the like.
 */
function settingsIn(it: GetFunctionConfigurationCommandOutput): unknown {
  const variables = Object.entries(it.Environment?.Variables ?? {}).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const layers = (it.Layers ?? []).map(({ Arn }) => Arn);
  return [
    [it.Handler, it.Role, it.Runtime, it.Timeout, it.MemorySize, layers, variables],
    [it.KMSKeyArn, it.VpcConfig?.SubnetIds, it.VpcConfig?.SecurityGroupIds],
    [it.LoggingConfig?.LogGroup, it.LoggingConfig?.LogFormat],
    [it.LoggingConfig?.ApplicationLogLevel, it.LoggingConfig?.SystemLogLevel],
    [it.DeadLetterConfig?.TargetArn, it.FileSystemConfigs?.map(({ Arn }) => Arn)],
    [it.PackageType, it.Architectures, it.EphemeralStorage?.Size, it.SnapStart?.ApplyOn],
  ];
}

/** Short, since the ledger keeps one for each function; and it shows none of the settings. */
function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}

async function listMappings(client: LambdaClient, queueArn: string): Promise<MappingSnapshot[]> {
  const mappings: MappingSnapshot[] = [];
  let pages = 0;
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings(
    { client },
    { EventSourceArn: queueArn },
  )) {
    mappings.push(
      ...EventSourceMappings.map(({ FunctionArn = '', State = '', FilterCriteria }) => ({
        functionArn: FunctionArn,
        state: State,
        isFiltered: (FilterCriteria?.Filters ?? []).length > 0,
      })),
    );
    pages += 1;
    if (pages === maxPages) break;
  }
  return mappings;
}

async function describeAlarms(
  client: CloudWatchClient,
  names: readonly string[],
): Promise<AlarmSnapshot[]> {
  const { MetricAlarms = [] } = await client.send(
    // The maximum of names, and of alarms in one answer.
    new DescribeAlarmsCommand({ AlarmNames: names.slice(0, 100), MaxRecords: 100 }),
  );
  return MetricAlarms.map(({ AlarmName = '', ActionsEnabled, AlarmActions = [] }) => ({
    name: AlarmName,
    isSwitchedOn: ActionsEnabled !== false,
    actions: AlarmActions,
  }));
}

/** A secret that is scheduled for deletion can be described, and not read (Secrets Manager API Reference). */
async function describeSecret(
  client: SecretsManagerClient,
  name: string,
): Promise<'there' | 'gone' | 'scheduledForDeletion'> {
  try {
    const { DeletedDate } = await client.send(new DescribeSecretCommand({ SecretId: name }));
    return DeletedDate === undefined ? 'there' : 'scheduledForDeletion';
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return 'gone';
    throw error;
  }
}

async function listSubscriptions(
  client: SNSClient,
  topicArn: string,
): Promise<SubscriptionSnapshot[] | undefined> {
  const subscriptions: SubscriptionSnapshot[] = [];
  let pages = 0;
  try {
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
      { client },
      { TopicArn: topicArn },
    )) {
      subscriptions.push(
        ...Subscriptions.map(({ Endpoint = '', SubscriptionArn = '' }) => ({
          endpoint: Endpoint,
          // Else it is `PendingConfirmation`, or for some days after it ended `Deleted`.
          isConfirmed: SubscriptionArn.startsWith('arn:'),
        })),
      );
      pages += 1;
      if (pages === maxPages) break;
    }
    return subscriptions;
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}
