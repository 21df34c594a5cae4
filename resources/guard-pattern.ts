// The event patterns of the guard's rules: calls by anybody that may change root-alert itself. A pattern cannot say
// exactly which (lib/guard does), so each lets a little more pass.
import { trailLogCalls } from '../lib/guard/own-part.ts';
import { forwarderNames, resourceNames } from '../lib/resource-names.ts';
import type { FunctionSettings, VariableContext } from '../plugin/framework.ts';
import { isOn } from './is-on.ts';

type Filter = string | Readonly<Record<string, unknown>>;
type Alternative = Readonly<Record<string, unknown>>;

interface Parts {
  readonly stage: string;
  readonly home: string;
  readonly functions: readonly string[];
  readonly isRespondOn: boolean;
  readonly isEvidenceOn: boolean;
}

const prefix = (text: string): Filter => ({ prefix: text });
const suffix = (text: string): Filter => ({ suffix: text });
const request = (field: string, filters: readonly Filter[]): Alternative => ({
  requestParameters: { [field]: filters },
});

/** The end of a name, so that a pattern with many and a long stage stays within its length. */
const endOf = (name: string): Filter => suffix(name.replace(/^root-alert/, ''));

/** The pattern of the rules `…-guard`, in every region: parts that are in each, and what root-alert depends on. */
export async function guardPattern(context: VariableContext): Promise<object> {
  return patternOf([...partsEverywhere(await partsOf(context)), ...dependencies]);
}

/** The pattern of the rule `…-guard-parts`: parts that are in the home region only. */
export async function guardPartsPattern(context: VariableContext): Promise<object> {
  const parts = await partsOf(context);
  return patternOf([...functionCalls(parts), ...otherPartsAtHome(parts), keyCalls]);
}

async function partsOf({ resolveVariable }: VariableContext): Promise<Parts> {
  const functions = (await resolveVariable('self:functions')) as Record<string, FunctionSettings>;
  const isRespondOn = isOn(await resolveVariable('self:custom.respond'));
  return {
    stage: String(await resolveVariable('sls:stage')),
    home: String(await resolveVariable('self:provider.region')),
    // The rules must not depend on whether Naver Cloud is watched: its function goes by the end of its name.
    functions: Object.keys(functions).filter(
      (key) => key !== 'ncloudActivity' && (isRespondOn || !['respond', 'planned'].includes(key)),
    ),
    isRespondOn,
    isEvidenceOn: isOn(await resolveVariable('self:custom.evidence')),
  };
}

function patternOf(alternatives: readonly Alternative[]): object {
  return {
    source: [prefix('aws.')],
    detail: {
      // Where a trail logs data events, our own work with queue and ledger would come here, and make more of it.
      eventCategory: [{ exists: false }, 'Management'],
      $or: alternatives,
    },
  };
}

// Names begin with `root-alert`; ARNs and URLs end with one, save for those that end with an id of AWS's: of those, all
// pass.
const own = prefix('root-alert');
const stacks = [own, prefix('StackSet-root-alert')];

function partsEverywhere({ stage, home, isEvidenceOn }: Parts): Alternative[] {
  return [
    request('name', [own]),
    request('rule', [own]),
    request('eventBusName', [own, suffix(`/${resourceNames(stage).bus}`)]),
    request('queueUrl', [suffix(`/${forwarderNames(stage, home).queueName}`)]),
    // What a pipe takes messages from, whatever the partition.
    { eventSource: ['pipes.amazonaws.com'], ...request('source', [prefix('arn:')]) },
    request('stackName', [...stacks, prefix('arn:')]),
    request('stackSetName', [own]),
    request('roleName', stacks),
    // These are at home only, but are short.
    ...['alarmNames', 'alarmName', 'dashboardNames', 'dashboardName'].map((field) =>
      request(field, [own]),
    ),
    { requestParameters: { muteTargets: { alarmNames: [own] } } },
    { responseElements: { functionName: [own] } },
    ...(isEvidenceOn ? [request('bucketName', [own])] : []),
  ];
}

function functionCalls({ stage, functions }: Parts): Alternative[] {
  const outbox = endOf(resourceNames(stage).outboxQueue);
  return [
    request('functionName', [
      own,
      ...functions.map((key) => suffix(`-${key}`)),
      suffix('Activity'),
      suffix(':$LATEST'),
    ]),
    // A call about an event source mapping names it by an id.
    { responseElements: { eventSourceArn: [outbox] } },
    request('eventSourceArn', [outbox]),
  ];
}

function otherPartsAtHome({ stage, isRespondOn }: Parts): Alternative[] {
  const names = resourceNames(stage);
  // The topic of the classic route is `root-alert` in one stage and has the stack's name in the others.
  const topics = [endOf(names.opsTopic), suffix(`:${names.stack}`), suffix(':root-alert')];
  const logs = prefix('/aws/lambda/root-alert');
  const ledger = endOf(names.ledgerTable);
  return [
    request('queueUrl', [endOf(names.outboxQueue), endOf(names.undeliveredQueue)]),
    request('sourceArn', [endOf(names.undeliveredQueue)]),
    request('topicArn', topics),
    { eventSource: ['sns.amazonaws.com'], eventName: ['Unsubscribe', 'SetSubscriptionAttributes'] },
    request('resourceArn', [...topics, ledger]),
    request('logGroupIdentifier', [logs, prefix('arn:')]),
    request('tableName', [own, ledger]),
    request('secretId', [own, prefix('arn:')]),
    {
      // Lambda makes a stream each time a function starts.
      eventName: [{ 'anything-but': ['CreateLogStream'] }],
      ...request('logGroupName', [logs]),
    },
    // Those of the trail's log group, whose name may be as long as a pattern.
    { eventSource: ['logs.amazonaws.com'], eventName: trailLogCalls },
    // Only CloudFormation knows its id.
    ...(isRespondOn ? [request('apiId', [{ Ref: 'RespondApi' }])] : []),
  ];
}

/** The key of the topics has no name of ours, and only CloudFormation knows its id. */
const keyCalls: Alternative = {
  eventSource: ['kms.amazonaws.com'],
  ...request('keyId', [{ Ref: 'TopicKey' }, { 'Fn::GetAtt': ['TopicKey', 'Arn'] }]),
};

/** Calls that can blind root-alert without naming a part of it. */
const dependencies: readonly Alternative[] = [
  {
    eventSource: ['cloudtrail.amazonaws.com'],
    eventName: ['StopLogging', 'StartLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'],
  },
  request('servicePrincipal', [
    'cloudtrail.amazonaws.com',
    suffix('stacksets.cloudformation.amazonaws.com'),
  ]),
  {
    eventSource: ['organizations.amazonaws.com'],
    eventName: ['CreatePolicy', 'UpdatePolicy'],
  },
  { eventName: ['DeactivateOrganizationsAccess', 'ExecuteStackRefactor', 'UpdateEventBus'] },
  { eventName: ['ExecuteChangeSet'], ...request('stackName', [{ exists: false }]) },
];
