import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { goldenText } from './support/golden-template.ts';
import {
  fullTemplate,
  type Resource,
  resourcesOfType,
  type Template,
  template,
} from './support/packaged-service.ts';
import { organization } from './support/packagings.ts';
import { rootUsePatterns, rootUseRules } from './support/root-use-patterns.ts';
import { packagedTemplate } from './support/service-copy.ts';
import { stackSetTemplates } from './support/stack-set-templates.ts';

type Json = Readonly<Record<string, unknown>>;

const ROOT = join(import.meta.dirname, '..', '..');

const ref = (id: string) => ({ Ref: id });

const alerting = [
  'dynamodb:GetItem',
  'dynamodb:UpdateItem',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'secretsmanager:GetSecretValue',
];
const of = (service: string, ...actions: readonly string[]) =>
  actions.map((action) => `${service}:${action}`);

/** All that each role may do. To what, the golden file says. */
const allowedActions: Readonly<Record<string, readonly string[]>> = {
  RootEventRole: alerting,
  GuardRole: alerting,
  RootAlarmRole: [...alerting, 'iam:ListAccountAliases', 'organizations:DescribeAccount'],
  NcloudActivityRole: alerting,
  OutboxRole: [
    ...alerting,
    'iam:ListAccountAliases',
    'organizations:DescribeAccount',
    ...of('sqs', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'),
  ],
  ReconcileRole: [
    ...alerting,
    'account:ListRegions',
    ...of('cloudformation', 'DescribeStackResource', 'DescribeStacks', 'GetTemplate'),
    ...of('cloudtrail', 'DescribeTrails', 'GetEventSelectors', 'GetTrailStatus', 'LookupEvents'),
    'cloudwatch:DescribeAlarms',
    'dynamodb:Scan',
    ...of('events', 'DescribeRule', 'ListTargetsByRule'),
    ...of('iam', 'GetAccountSummary', 'ListAccountAliases'),
    ...of('kms', 'Decrypt', 'DescribeKey', 'GenerateDataKey'),
    ...of('lambda', 'GetFunctionConcurrency', 'GetFunctionConfiguration'),
    'lambda:ListEventSourceMappings',
    'organizations:DescribeAccount',
    'secretsmanager:DescribeSecret',
    ...of('sns', 'ListSubscriptionsByTopic', 'Publish'),
    'sqs:GetQueueAttributes',
  ],
  ForwardRole: ['events:PutEvents'],
  GuardForwardRole: ['events:PutEvents'],
  ForwardersAdministrationRole: ['sts:AssumeRole'],
  // Makes and unmakes forwarders. The framework tags its stack, and a stack's tags go on to its StackSets and what they make.
  ForwardersExecutionRole: [
    'cloudformation:*',
    ...of('events', 'DeleteRule', 'DescribeRule', 'ListTagsForResource', 'ListTargetsByRule'),
    ...of('events', 'PutRule', 'PutTargets', 'RemoveTargets', 'TagResource', 'UntagResource'),
    'iam:PassRole',
    ...of('sqs', 'CreateQueue', 'DeleteQueue', 'GetQueueAttributes', 'GetQueueUrl'),
    ...of('sqs', 'ListQueueTags', 'SetQueueAttributes', 'TagQueue', 'UntagQueue'),
  ],
};

/** What cannot be limited to a resource; of the last, a StackSet's execution role needs all. */
const unlimitedActions = [
  'account:ListRegions',
  'cloudtrail:DescribeTrails',
  'cloudtrail:LookupEvents',
  'cloudwatch:DescribeAlarms',
  'lambda:ListEventSourceMappings',
  'iam:GetAccountSummary',
  'iam:ListAccountAliases',
  'organizations:DescribeAccount',
  'cloudformation:*',
];

const allowedSecrets: Readonly<Record<string, string>> = {
  WebhookSecret: 'root-alert/prod/webhook',
  NcloudSecret: 'root-alert/prod/ncloud',
};

/**
 * How a resource of each type shows that what it keeps is encrypted; `undefined` where it keeps nothing, or where
 * AWS encrypts it always, with a key of its own, and the template has nothing to say. A new type needs a line here.
 */
const encryption: Readonly<Record<string, ((properties: Json) => boolean) | undefined>> = {
  'AWS::CloudFormation::StackSet': undefined,
  'AWS::CloudWatch::Alarm': undefined,
  'AWS::CloudWatch::Dashboard': undefined,
  'AWS::DynamoDB::Table': ({ SSESpecification }) => isTrue(SSESpecification, 'SSEEnabled'),
  'AWS::Events::EventBus': undefined,
  'AWS::Events::EventBusPolicy': undefined,
  'AWS::Events::Rule': undefined,
  'AWS::IAM::Role': undefined,
  'AWS::KMS::Key': undefined,
  'AWS::Lambda::EventInvokeConfig': undefined,
  'AWS::Lambda::EventSourceMapping': undefined,
  'AWS::Lambda::Function': undefined,
  'AWS::Lambda::Permission': undefined,
  'AWS::Logs::LogGroup': undefined,
  'AWS::S3::Bucket': ({ BucketEncryption }) =>
    JSON.stringify(BucketEncryption ?? '').includes('"SSEAlgorithm":'),
  'AWS::S3::BucketPolicy': undefined,
  'AWS::SNS::Subscription': undefined,
  'AWS::SNS::Topic': ({ KmsMasterKeyId }) => KmsMasterKeyId !== undefined,
  'AWS::SNS::TopicPolicy': undefined,
  'AWS::SQS::Queue': ({ SqsManagedSseEnabled, KmsMasterKeyId }) =>
    SqsManagedSseEnabled === true || KmsMasterKeyId !== undefined,
  'AWS::SQS::QueuePolicy': undefined,
  'AWS::SecretsManager::Secret': undefined,
};

const NAME_PROPERTIES = [
  'AlarmName',
  'DashboardName',
  'FunctionName',
  'LogGroupName',
  'Name',
  'QueueName',
  'RoleName',
  'StackSetName',
  'TableName',
  'TopicName',
];

function isTrue(node: unknown, key: string): boolean {
  return (node as Json | undefined)?.[key] === true;
}

function propertiesOf(type: string, from: Template = template()): Record<string, Json> {
  const entries = Object.entries(resourcesOfType(type, from));
  return Object.fromEntries(entries.map(([id, { Properties }]) => [id, Properties]));
}

/** The functions with what may differ between them, the role as the id of the role. */
function functionsOf(from: Template): Record<string, Json> {
  const entries = Object.entries(propertiesOf('AWS::Lambda::Function', from));
  return Object.fromEntries(
    entries.map(([id, { Code, Description, Role, ...rest }]) => [
      id,
      { ...rest, Role: roleId(Role) },
    ]),
  );
}

function roleId(role: unknown): string | undefined {
  return /"(?:Fn::GetAtt":\["(\w+)","Arn"\]|Fn::Sub":"\$\{(\w+)\.Arn\}")/
    .exec(JSON.stringify(role))
    ?.slice(1)
    .find((id) => id !== undefined);
}

interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

/** Every statement within a resource: of roles, of policies, of keys. */
function statementsIn(node: unknown): Statement[] {
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.values(node).flatMap(statementsIn);
  return 'Action' in node && ('Effect' in node || 'Principal' in node)
    ? [node as Statement, ...inside]
    : inside;
}

const actionsOf = ({ Action }: Statement): string[] => [Action ?? []].flat();

/** What a resource grants beyond what it may, in words. */
function excessOf(id: string, { Type, Properties }: Resource): string[] {
  if (Type === 'AWS::Lambda::Permission') {
    // With a SourceAccount condition EventBridge could not invoke: it does not send one for a rule's target.
    return [
      ...(Properties['SourceArn'] === undefined ? [`${id}: anything may call`] : []),
      ...(Properties['SourceAccount'] === undefined ? [] : [`${id}: EventBridge cannot call`]),
    ];
  }
  if (Type === 'AWS::IAM::Role') return excessOfRole(id, Properties);
  const isKey = Type === 'AWS::KMS::Key';
  return isKey
    ? []
    : statementsIn(Properties)
        .filter(isUnbound)
        .map(() => `${id}: any source`);
}

function excessOfRole(id: string, role: Json): string[] {
  const { AssumeRolePolicyDocument, Policies, RoleName: _, ...others } = role;
  const statements = statementsIn(Policies);
  const actions = statements.flatMap(actionsOf).toSorted();
  const unlimited = statements
    .filter(({ Resource }) => [Resource].flat().includes('*'))
    .flatMap(actionsOf)
    .filter((action) => !unlimitedActions.includes(action));
  const trust = statementsIn(AssumeRolePolicyDocument).filter(
    (statement) => isUnbound(statement) && !isLambda(statement.Principal),
  );
  return [
    ...(JSON.stringify(actions) === JSON.stringify(allowedActions[id]?.toSorted())
      ? []
      : [`${id}: other actions: ${actions}`]),
    ...unlimited.map((action) => `${id}: ${action} on everything`),
    ...trust.map(() => `${id}: any source`),
    ...Object.keys(others).map((property) => `${id}: ${property}`),
  ];
}

/** Lets a service act, for whomever it acts. */
function isUnbound({ Effect, Principal, Condition }: Statement): boolean {
  const isService = JSON.stringify(Principal ?? '').includes('"Service"');
  return (
    Effect === 'Allow' && isService && !JSON.stringify(Condition ?? '').includes('aws:SourceArn')
  );
}

function isLambda(principal: unknown): boolean {
  return JSON.stringify(principal) === '{"Service":"lambda.amazonaws.com"}';
}

function excesses(from: Template): string[] {
  return Object.entries(from.Resources).flatMap(([id, one]) => excessOf(id, one));
}

/** Logical ids with a statement that lets everybody in, without any condition. */
function openToAll(from: Template): string[] {
  return Object.entries(from.Resources)
    .filter(([, { Properties }]) => statementsIn(Properties).some(isOpen))
    .map(([id]) => id);
}

function isOpen({ Effect = 'Allow', Principal, Condition }: Statement): boolean {
  const everybody = /^"\*"$|"AWS":(?:"\*"|\[[^\]]*"\*")/.test(JSON.stringify(Principal));
  return Effect === 'Allow' && everybody && Condition === undefined;
}

function unencrypted(from: Template): string[] {
  return Object.entries(from.Resources)
    .filter(
      ([, { Type, Properties }]) =>
        !(Type in encryption) || encryption[Type]?.(Properties) === false,
    )
    .map(([id]) => id);
}

/** The template with more resources, or others in place of some, for claims about what would be refused. */
function withResources(resources: Readonly<Record<string, unknown>>): Template {
  return {
    ...template(),
    Resources: { ...template().Resources, ...(resources as Record<string, Resource>) },
  };
}

function physicalNames(from: Template): string[] {
  return Object.values(from.Resources).flatMap(({ Properties }) =>
    NAME_PROPERTIES.map((property) => Properties?.[property]).filter(
      (name) => typeof name === 'string',
    ),
  );
}

describe('the template of stage prod, Naver Cloud included', () => {
  it('is what golden/template.prod.txt says: whatever changes is reviewed there (vitest -u)', async () => {
    await expect(goldenText(template())).toMatchFileSnapshot('golden/template.prod.txt');
  });

  it('differs for an organization as golden/template.organization.txt says', async () => {
    const text = goldenText(await packagedTemplate('prod', organization), template());
    await expect(text).toMatchFileSnapshot('golden/template.organization.txt');
  });

  it('would show a value that changed, deep in a template within it', () => {
    const changed = JSON.stringify(template()).replace('root-alert-unsent', 'root-alert-x');
    expect(goldenText(JSON.parse(changed))).not.toBe(goldenText(template()));
  });
});

describe('the template without respond', () => {
  it('has nothing of planned work', async () => {
    const off = JSON.stringify(await packagedTemplate('prod', { respond: 'off' }));
    expect(off).not.toMatch(/planned/i);
    expect(JSON.stringify(fullTemplate())).toMatch(/-planned/);
  });
});

describe('the rules', () => {
  it('each rule that looks for root, in whatever region, has the one pattern and sees read-only events', () => {
    const rules = rootUseRules(template());
    expect(Object.keys(rules)).toEqual(
      expect.arrayContaining(['RootUseRule', 'ForwardedRootUseRule', 'Forwarders.ForwardRule']),
    );
    for (const { EventPattern, State } of Object.values(rules)) {
      expect(EventPattern).toEqual(rules['RootUseRule']?.['EventPattern']);
      // Plain ENABLED would not see read-only management events.
      expect(State).toBe('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
    }
  });

  it('a pattern fits the 2,048 characters that EventBridge allows', () => {
    for (const pattern of Object.values(rootUsePatterns(template()))) {
      expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048);
    }
  });

  it('the pattern is written once in the source', () => {
    const files = ['resources', 'plugin', 'commands', 'handlers', 'lib']
      .flatMap((directory) =>
        readdirSync(join(ROOT, directory), { recursive: true, encoding: 'utf8' }).map((file) =>
          join(directory, file),
        ),
      )
      .concat('serverless.yml')
      .filter((file) => statSync(join(ROOT, file)).isFile());
    const holding = files.filter((file) =>
      /userIdentity['"]?:[\s\S]*exists['"]?:\s*false/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(holding).toEqual([join('resources', 'root-use-pattern.yml')]);
  });
});

describe('the functions', () => {
  it('each function has a role of its own', () => {
    const roles = Object.values(functionsOf(template())).map((properties) => properties['Role']);
    expect(new Set(roles).size).toBe(roles.length);
    expect(roles.every((role) => typeof role === 'string' && role in allowedActions)).toBe(true);
  });

  it('each function has a log group, and each log group is kept for 90 days', () => {
    const groups = Object.values(propertiesOf('AWS::Logs::LogGroup'));
    const names = Object.values(functionsOf(template())).map(
      (properties) => `/aws/lambda/${properties['FunctionName']}`,
    );
    expect(groups.map((group) => group['LogGroupName'])).toEqual(expect.arrayContaining(names));
    expect(groups.map((group) => group['RetentionInDays'])).toEqual(groups.map(() => 90));
  });
});

describe('what is granted', () => {
  it('is no more than each needs, and to no service without the source that it may act for', () => {
    expect(excesses(template())).toEqual([]);
    expect(Object.keys(propertiesOf('AWS::IAM::Role')).toSorted()).toEqual(
      Object.keys(allowedActions).toSorted(),
    );
  });

  /** A resource with a text in it exchanged for another. */
  const exchanged = (id: string, text: string | RegExp, other: string): Resource =>
    JSON.parse(JSON.stringify(template().Resources[id]).replace(text, other));

  it.each<[string, string, string | RegExp, string]>([
    ['a wider statement', 'RootEventRole', '{"Ref":"WebhookSecret"}', '"*"'],
    ['another action', 'RootEventRole', 'secretsmanager:GetSecretValue', 'secretsmanager:*'],
    ['an action less', 'RootEventRole', '"logs:PutLogEvents"', '"logs:CreateLogStream"'],
    ['a managed policy', 'RootEventRole', '"Policies"', '"ManagedPolicyArns":["x"],"Policies"'],
    ['a role for every rule', 'ForwardRole', 'aws:SourceArn', 'aws:Other'],
    ['a permission for every rule', 'RootUseRulePermission', '"SourceArn"', '"Other"'],
    ['a source account', 'RootUseRulePermission', '"SourceArn"', '"SourceAccount":1,"SourceArn"'],
    ['a queue for every rule', 'OutboxPolicy', 'aws:SourceArn', 'aws:Other'],
    ['a topic for every alarm', 'OpsTopicPolicy', 'aws:SourceArn', 'aws:Other'],
  ])('%s would be refused', (_, id, text, other) => {
    expect(excesses(withResources({ [id]: exchanged(id, text, other) }))).toEqual([
      expect.stringContaining(id),
    ]);
  });

  it('a role that nobody listed would be refused', () => {
    const New = exchanged('RootEventRole', '', '');
    expect(excesses(withResources({ New }))).toEqual([expect.stringContaining('New: ')]);
  });
});

describe('nothing is public', () => {
  it('no statement lets everybody in', () => {
    expect(openToAll(template())).toEqual([]);
    expect(Object.values(stackSetTemplates(template())).flatMap(openToAll)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a principal *', '*'],
    ['an AWS principal *', { AWS: '*' }],
    ['an AWS principal * in a list', { AWS: ['arn:aws:iam::111122223333:root', '*'] }],
  ])('%s would be refused, unless it has a condition', (_, Principal) => {
    const policy = (statement: Json) =>
      withResources({
        New: {
          Type: 'AWS::SQS::QueuePolicy',
          Properties: {
            PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sqs:*', ...statement }] },
          },
        },
      });
    expect(openToAll(policy({ Principal }))).toEqual(['New']);
    expect(
      openToAll(policy({ Principal, Condition: { ArnEquals: { 'aws:SourceArn': 'x' } } })),
    ).toEqual([]);
    expect(openToAll(policy({ Principal: { Service: 'events.amazonaws.com' } }))).toEqual([]);
  });

  it('buckets block public access in all four ways', () => {
    const buckets = Object.values(propertiesOf('AWS::S3::Bucket'));
    expect(buckets).not.toEqual([]);
    for (const bucket of buckets) {
      expect(bucket['PublicAccessBlockConfiguration']).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
  });
});

describe('what is kept', () => {
  it('is encrypted, whatever the type of the resource', () => {
    expect(unencrypted(template())).toEqual([]);
    expect(Object.values(stackSetTemplates(template())).flatMap(unencrypted)).toEqual([]);
  });

  it.each<[string, Json]>([
    ['AWS::SQS::Queue', {}],
    ['AWS::SQS::Queue', { SqsManagedSseEnabled: false }],
    ['AWS::SNS::Topic', { TopicName: 'x' }],
    ['AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: false } }],
    ['AWS::S3::Bucket', {}],
    ['AWS::Some::NewType', {}],
  ])('%s %o would be refused', (Type, Properties) => {
    expect(unencrypted(withResources({ New: { Type, Properties } }))).toEqual(['New']);
  });

  it.each<[string, Json]>([
    ['AWS::SQS::Queue', { SqsManagedSseEnabled: true }],
    ['AWS::SNS::Topic', { KmsMasterKeyId: ref('Key') }],
    ['AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: true } }],
  ])('%s %o is accepted', (Type, Properties) => {
    expect(unencrypted(withResources({ New: { Type, Properties } }))).toEqual([]);
  });

  it('secrets are made without a value, so that a redeploy never resets one', () => {
    const secrets = propertiesOf('AWS::SecretsManager::Secret');
    expect(Object.fromEntries(Object.entries(secrets).map(([id, { Name }]) => [id, Name]))).toEqual(
      allowedSecrets,
    );
    for (const secret of Object.values(secrets)) {
      expect(Object.keys(secret).toSorted()).toEqual(['Description', 'Name']);
    }
  });
});

describe('another stage', () => {
  let dev: Template;
  beforeAll(async () => {
    dev = await packagedTemplate('dev');
  });

  it('has the same resources', () => {
    expect(Object.keys(dev.Resources)).toEqual(Object.keys(template().Resources));
  });

  it('shares no name with prod, so that both fit one account', () => {
    const names = physicalNames(template());
    expect(names).toEqual(
      expect.arrayContaining([
        'root-alert-prod',
        'root-alert-prod-rootEvent',
        'root-alert/prod/webhook',
        'root-alert-ledger-prod',
        'root-alert-outbox-prod',
        'root-alert-undelivered-prod',
        'root-alert-ops-prod',
        'root-alert-prod-untold',
      ]),
    );
    expect(physicalNames(dev).filter((name) => names.includes(name))).toEqual([]);
  });

  it('has its own secret, ledger and metrics', () => {
    const variables = Object.values(propertiesOf('AWS::Lambda::Function', dev)).map(
      ({ Environment }) => (Environment as { Variables: Json }).Variables,
    );
    expect(variables).toHaveLength(Object.keys(functionsOf(template())).length);
    for (const one of variables) {
      expect(one).toMatchObject({
        WEBHOOK_SECRET_ID: 'root-alert/dev/webhook',
        LEDGER_TABLE: 'root-alert-ledger-dev',
        METRICS_NAMESPACE: 'root-alert/dev',
      });
    }
    expect(dev.Resources['WebhookSecret']?.Properties['Name']).toBe('root-alert/dev/webhook');
    expect(dev.Resources['Ledger']?.Properties['TableName']).toBe('root-alert-ledger-dev');
  });

  it('is prod with the stage exchanged, but for the topic that guides know as root-alert', () => {
    const topicName = ({ Resources }: Template) => Resources['AlarmTopic']?.Properties['TopicName'];
    expect([topicName(template()), topicName(dev)]).toEqual(['root-alert', 'root-alert-dev']);

    const leftOut = ['S3Key', 'AlarmTopic'];
    const comparable = (from: Template) =>
      JSON.parse(JSON.stringify(from), (key, value) => (leftOut.includes(key) ? undefined : value));
    const asProd = JSON.parse(JSON.stringify(comparable(dev)).replace(/\bdev\b/g, 'prod'));
    expect(asProd).toEqual(comparable(template()));
  });
});

describe('CloudFormation', () => {
  const nullsIn = (node: unknown, path = ''): string[] => {
    if (node === null) return [path];
    if (typeof node === 'string' && node.startsWith('{"')) return nullsIn(JSON.parse(node), path);
    if (typeof node !== 'object') return [];
    return Object.entries(node).flatMap(([key, value]) => nullsIn(value, `${path}/${key}`));
  };

  let withoutReads: Template;
  beforeAll(async () => {
    withoutReads = await packagedTemplate('prod', { reads: 'off' });
  });

  it('refuses a null anywhere in a template, so there is none, in those of the forwarders neither', () => {
    expect(nullsIn(template())).toEqual([]);
    expect(nullsIn(withoutReads)).toEqual([]);
    expect(nullsIn({ Rule: { TemplateBody: '{"EventPattern":{"invokedBy":[null]}}' } })).toEqual([
      '/Rule/TemplateBody/EventPattern/invokedBy/0',
    ]);
  });
});
