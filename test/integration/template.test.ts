import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Resource,
  resourcesOfType,
  type Template,
  template,
} from './support/packaged-service.ts';
import { rootUsePatterns, rootUseRules } from './support/root-use-patterns.ts';
import { packagedTemplate } from './support/service-copy.ts';
import { stackSetTemplates } from './support/stack-set-templates.ts';

type Json = Readonly<Record<string, unknown>>;

const ROOT = join(import.meta.dirname, '..', '..');

const getAtt = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });
const ref = (id: string) => ({ Ref: id });
const arn = (rest: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` });

// What the service may be and do in stage prod, compared whole: whatever widens it must be written here too.

const functionDefaults = {
  Runtime: 'nodejs24.x',
  Architectures: ['arm64'],
};

const commonEnvironment = {
  LOCALE: 'ko',
  TIME_ZONE: 'Asia/Seoul',
  BOT_NAME: 'root-alert',
  BOT_ICON: '',
  WEBHOOK_SECRET_ID: 'root-alert/prod/webhook',
  WEBHOOK_CACHE_SECONDS: '60',
  WEBHOOK_EXTRA_HOSTS: '',
  ALARM_STATES: 'ALARM',
  ALARM_SUBJECTS: '',
  TRAIL_LOG_GROUP: '',
  ACCOUNTS: '',
  LEDGER_TABLE: 'root-alert-ledger-prod',
  METRICS_NAMESPACE: 'root-alert/prod',
  READS: 'digest',
  RUNBOOK_URL: '',
  HEARTBEAT: 'weekly',
};

const allowedFunctions: Readonly<Record<string, Json>> = {
  RootEventLambdaFunction: {
    ...functionDefaults,
    FunctionName: 'root-alert-prod-rootEvent',
    Handler: 'handlers/root-event.handler',
    MemorySize: 1769,
    Timeout: 30,
    Role: 'RootEventRole',
    Environment: { Variables: commonEnvironment },
  },
  OutboxLambdaFunction: {
    ...functionDefaults,
    FunctionName: 'root-alert-prod-outbox',
    Handler: 'handlers/outbox.handler',
    MemorySize: 512,
    Timeout: 60,
    Role: 'OutboxRole',
    Environment: { Variables: commonEnvironment },
  },
  RootAlarmLambdaFunction: {
    ...functionDefaults,
    FunctionName: 'root-alert-prod-rootAlarm',
    Handler: 'handlers/root-alarm.handler',
    MemorySize: 512,
    Timeout: 45,
    Role: 'RootAlarmRole',
    Environment: { Variables: commonEnvironment },
  },
  ReconcileLambdaFunction: {
    ...functionDefaults,
    FunctionName: 'root-alert-prod-reconcile',
    Handler: 'handlers/reconcile.handler',
    MemorySize: 512,
    Timeout: 600,
    Role: 'ReconcileRole',
    Environment: { Variables: { ...commonEnvironment, STAGE: 'prod' } },
  },
  NcloudActivityLambdaFunction: {
    ...functionDefaults,
    FunctionName: 'root-alert-prod-ncloudActivity',
    Handler: 'handlers/ncloud-activity.handler',
    MemorySize: 512,
    // Over before the next minute's poll begins.
    Timeout: 50,
    Role: 'NcloudActivityRole',
    Environment: {
      Variables: {
        ...commonEnvironment,
        NCLOUD_SECRET_ID: 'root-alert/prod/ncloud',
        NCLOUD_API_URL: '',
        NCLOUD_SYSTEM: 'off',
        NCLOUD_WINDOW_MINUTES: '15',
      },
    },
  },
};

const writeLogs = (logGroupId: string) => ({
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: getAtt(logGroupId),
});

const readSecret = (secretId: string) => ({
  Effect: 'Allow',
  Action: 'secretsmanager:GetSecretValue',
  Resource: ref(secretId),
});

const ledgerWith = (...actions: readonly string[]) => ({
  Effect: 'Allow',
  Action: actions.length === 1 ? actions[0] : actions,
  Resource: getAtt('Ledger'),
});

/** Neither can be limited to a resource. */
const nameAccounts = {
  Effect: 'Allow',
  Action: ['organizations:DescribeAccount', 'iam:ListAccountAliases'],
  Resource: '*',
};

const consumeOutbox = {
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: getAtt('Outbox'),
};

const policyDocument = (...statements: readonly Json[]) => ({
  Version: '2012-10-17',
  Statement: statements,
});

const role = (assume: Json, policyName: string, statements: readonly Json[]) => ({
  AssumeRolePolicyDocument: policyDocument({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    ...assume,
  }),
  Policies: [{ PolicyName: policyName, PolicyDocument: policyDocument(...statements) }],
});

const lambdaRole = (policyName: string, statements: readonly Json[]) =>
  role({ Principal: { Service: 'lambda.amazonaws.com' } }, policyName, statements);

const rootEventStatements: Json[] = [
  writeLogs('RootEventLogGroup'),
  readSecret('WebhookSecret'),
  ledgerWith('dynamodb:GetItem', 'dynamodb:UpdateItem'),
];

const forwardRuleArn = arn(
  `events:*:\${AWS::AccountId}:rule/root-alert-prod-forward-ap-northeast-2`,
);
const executionRoleName = `root-alert-prod-\${AWS::Region}-forwarders`;

const allowedRoles: Readonly<Record<string, Json>> = {
  RootEventRole: lambdaRole('root-event', rootEventStatements),
  OutboxRole: lambdaRole('outbox', [
    writeLogs('OutboxLogGroup'),
    readSecret('WebhookSecret'),
    ledgerWith('dynamodb:GetItem', 'dynamodb:UpdateItem'),
    consumeOutbox,
    nameAccounts,
  ]),
  RootAlarmRole: lambdaRole('root-alarm', [
    writeLogs('RootAlarmLogGroup'),
    readSecret('WebhookSecret'),
    ledgerWith('dynamodb:GetItem', 'dynamodb:UpdateItem'),
  ]),
  ReconcileRole: lambdaRole('reconcile', [
    writeLogs('ReconcileLogGroup'),
    readSecret('WebhookSecret'),
    ledgerWith('dynamodb:GetItem', 'dynamodb:UpdateItem'),
    {
      Effect: 'Allow',
      Action: ['cloudtrail:LookupEvents', 'iam:ListAccountAliases', 'account:ListRegions'],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: ['events:DescribeRule', 'events:ListTargetsByRule'],
      Resource: [
        getAtt('RootUseRule'),
        getAtt('ForwardedRootUseRule'),
        arn(`events:*:\${AWS::AccountId}:rule/root-alert-prod-forward-\${AWS::Region}`),
      ],
    },
    {
      Effect: 'Allow',
      Action: 'sqs:GetQueueAttributes',
      Resource: [
        getAtt('Outbox'),
        getAtt('Undelivered'),
        arn(`sqs:*:\${AWS::AccountId}:root-alert-unsent-prod-\${AWS::Region}`),
      ],
    },
    { Effect: 'Allow', Action: 'sns:Publish', Resource: ref('OpsTopic') },
    {
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: getAtt('TopicKey'),
      Condition: {
        StringEquals: { 'kms:ViaService': { 'Fn::Sub': `sns.\${AWS::Region}.amazonaws.com` } },
      },
    },
  ]),
  NcloudActivityRole: lambdaRole('ncloud-activity', [
    writeLogs('NcloudActivityLogGroup'),
    { ...readSecret('NcloudSecret'), Resource: [ref('NcloudSecret'), ref('WebhookSecret')] },
    ledgerWith('dynamodb:GetItem', 'dynamodb:UpdateItem'),
  ]),
  ForwardRole: role(
    {
      Principal: { Service: 'events.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') },
        ArnLike: { 'aws:SourceArn': forwardRuleArn },
      },
    },
    'forward',
    [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: getAtt('Bus') }],
  ),
  ForwardersAdministrationRole: role(
    {
      Principal: { Service: ['cloudformation.amazonaws.com'] },
      Condition: {
        StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') },
        StringLike: {
          'aws:SourceArn': arn(
            `cloudformation:*:\${AWS::AccountId}:stackset/root-alert-prod-forwarders:*`,
          ),
        },
      },
    },
    'forwarders',
    [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: arn(`iam::\${AWS::AccountId}:role/${executionRoleName}`),
      },
    ],
  ),
  ForwardersExecutionRole: {
    RoleName: { 'Fn::Sub': executionRoleName },
    ...role({ Principal: { AWS: getAtt('ForwardersAdministrationRole') } }, 'forwarders', [
      { Effect: 'Allow', Action: 'cloudformation:*', Resource: '*' },
      {
        Effect: 'Allow',
        Action: [
          'events:DeleteRule',
          'events:DescribeRule',
          'events:ListTagsForResource',
          'events:ListTargetsByRule',
          'events:PutRule',
          'events:PutTargets',
          'events:RemoveTargets',
          'events:TagResource',
          'events:UntagResource',
        ],
        Resource: forwardRuleArn,
      },
      {
        Effect: 'Allow',
        Action: [
          'sqs:CreateQueue',
          'sqs:DeleteQueue',
          'sqs:GetQueueAttributes',
          'sqs:GetQueueUrl',
          'sqs:ListQueueTags',
          'sqs:SetQueueAttributes',
          'sqs:TagQueue',
          'sqs:UntagQueue',
        ],
        Resource: arn(`sqs:*:\${AWS::AccountId}:root-alert-unsent-prod-ap-northeast-2`),
      },
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: getAtt('ForwardRole'),
        Condition: { StringEquals: { 'iam:PassedToService': 'events.amazonaws.com' } },
      },
    ]),
  },
};

const invokeBy = (ruleId: string, functionId = 'RootEventLambdaFunction') => ({
  Action: 'lambda:InvokeFunction',
  FunctionName: getAtt(functionId),
  Principal: 'events.amazonaws.com',
  SourceArn: getAtt(ruleId),
});

/** Who else may call, send or publish to what the service owns. */
const allowedPermissions: Readonly<Record<string, Json>> = {
  // With a SourceAccount condition EventBridge could not invoke: it does not send one for a rule's target.
  RootUseRulePermission: invokeBy('RootUseRule'),
  ForwardedRootUseRulePermission: invokeBy('ForwardedRootUseRule'),
  ReconcileSchedulePermission: invokeBy('ReconcileSchedule', 'ReconcileLambdaFunction'),
  NcloudSchedulePermission: invokeBy('NcloudSchedule', 'NcloudActivityLambdaFunction'),
  RootAlarmPermission: {
    Action: 'lambda:InvokeFunction',
    FunctionName: getAtt('RootAlarmLambdaFunction'),
    Principal: 'sns.amazonaws.com',
    SourceArn: ref('AlarmTopic'),
  },
};

const sendOnBehalfOf = (service: string, queueId: string, source: unknown) => ({
  Effect: 'Allow',
  Principal: { Service: service },
  Action: 'sqs:SendMessage',
  Resource: getAtt(queueId),
  Condition: { ArnEquals: { 'aws:SourceArn': source } },
});

const sendByRulesAndTopic = (queueId: string) => ({
  Queues: [ref(queueId)],
  PolicyDocument: policyDocument(
    sendOnBehalfOf('events.amazonaws.com', queueId, [
      getAtt('RootUseRule'),
      getAtt('ForwardedRootUseRule'),
    ]),
    sendOnBehalfOf('sns.amazonaws.com', queueId, ref('AlarmTopic')),
  ),
});

const publishByAlarms = (topicId: string, names: string) => ({
  Topics: [ref(topicId)],
  PolicyDocument: policyDocument({
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: ref(topicId),
    Condition: {
      StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') },
      ArnLike: {
        'aws:SourceArn': arn(`cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${names}`),
      },
    },
  }),
});

const accountRoot = { AWS: arn(`iam::\${AWS::AccountId}:root`) };

const bucketArn = {
  'Fn::Join': ['', ['arn:', ref('AWS::Partition'), ':s3:::', ref('ServerlessDeploymentBucket')]],
};
const bucketContents = {
  'Fn::Join': [
    '',
    ['arn:', ref('AWS::Partition'), ':s3:::', ref('ServerlessDeploymentBucket'), '/*'],
  ],
};

/** Policies on resources: bucket, queue, topic, bus, key. */
const allowedResourcePolicies: Readonly<Record<string, Json>> = {
  // The framework's own: nobody reads the deployment bucket without TLS.
  ServerlessDeploymentBucketPolicy: {
    Bucket: ref('ServerlessDeploymentBucket'),
    PolicyDocument: {
      Statement: [
        {
          Action: 's3:*',
          Effect: 'Deny',
          Principal: '*',
          Resource: [bucketContents, bucketArn],
          Condition: { Bool: { 'aws:SecureTransport': false } },
        },
      ],
    },
  },
  OutboxPolicy: sendByRulesAndTopic('Outbox'),
  UndeliveredPolicy: sendByRulesAndTopic('Undelivered'),
  BusPolicy: {
    EventBusName: getAtt('Bus', 'Name'),
    StatementId: 'account',
    Statement: {
      Effect: 'Allow',
      Principal: accountRoot,
      Action: 'events:PutEvents',
      Resource: getAtt('Bus'),
    },
  },
  TopicKey: {
    Description: 'Encrypts the topics of root-alert (prod)',
    EnableKeyRotation: true,
    KeyPolicy: policyDocument(
      { Effect: 'Allow', Principal: accountRoot, Action: 'kms:*', Resource: '*' },
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
      },
    ),
  },
  OpsTopicPolicy: publishByAlarms('OpsTopic', 'root-alert-prod-*'),
  // An alarm of the user's own may publish to it, whatever its name.
  AlarmTopicPolicy: publishByAlarms('AlarmTopic', '*'),
};

const acting = [{ exists: false }, '', 'signin.amazonaws.com'];

const rootUseRule = {
  // Plain ENABLED would not see read-only management events.
  State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
  EventPattern: {
    source: [{ prefix: 'aws.' }, 'root-alert.drill.prod'],
    detail: {
      $or: [
        { userIdentity: { type: ['Root'], invokedBy: acting } },
        {
          userIdentity: {
            type: ['FederatedUser'],
            invokedBy: acting,
            sessionContext: { sessionIssuer: { type: ['Root'] } },
          },
        },
        {
          eventSource: ['signin.amazonaws.com'],
          eventName: ['PasswordRecoveryRequested', 'PasswordRecoveryCompleted', 'EmailUpdated'],
        },
        { eventSource: ['sts.amazonaws.com'], eventName: ['AssumeRoot'] },
      ],
    },
  },
  Targets: [
    {
      Id: 'rootEvent',
      Arn: getAtt('RootEventLambdaFunction'),
      RetryPolicy: { MaximumRetryAttempts: 0 },
      DeadLetterConfig: { Arn: getAtt('Undelivered') },
    },
    {
      Id: 'outbox',
      Arn: getAtt('Outbox'),
      DeadLetterConfig: { Arn: getAtt('Undelivered') },
    },
  ],
};

const allowedRules: Readonly<Record<string, Json>> = {
  RootUseRule: {
    ...rootUseRule,
    Name: 'root-alert-prod',
    Description: 'Every use of the root account that reaches this region',
  },
  ForwardedRootUseRule: {
    ...rootUseRule,
    Name: 'root-alert-prod-forwarded',
    Description: 'Every use of the root account that other regions and accounts forward',
    EventBusName: getAtt('Bus', 'Name'),
  },
  ReconcileSchedule: {
    Name: 'root-alert-prod-reconcile',
    Description: 'Lets root-alert look back over what CloudTrail recorded',
    ScheduleExpression: 'rate(15 minutes)',
    Targets: [
      {
        Id: 'reconcile',
        Arn: getAtt('ReconcileLambdaFunction'),
        RetryPolicy: { MaximumEventAgeInSeconds: 600 },
      },
    ],
  },
  NcloudSchedule: {
    Name: 'root-alert-prod-ncloud',
    Description: 'Polls the Cloud Activity Tracer of Naver Cloud each minute',
    ScheduleExpression: 'rate(1 minute)',
    Targets: [
      {
        Id: 'ncloudActivity',
        Arn: getAtt('NcloudActivityLambdaFunction'),
        RetryPolicy: { MaximumRetryAttempts: 0 },
      },
    ],
  },
};

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

const RESOURCE_POLICY_TYPES = [
  'AWS::Events::EventBusPolicy',
  'AWS::KMS::Key',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SNS::TopicInlinePolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SQS::QueueInlinePolicy',
  'AWS::SecretsManager::ResourcePolicy',
];

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

/** All that grants anything to anybody, by logical id. */
function grantsOf(from: Template): Record<string, Json> {
  const types = ['AWS::Lambda::Permission', ...RESOURCE_POLICY_TYPES];
  return Object.assign(
    {},
    ...types.map((type) => propertiesOf(type, from)),
    ...Object.entries(from.Resources)
      .filter(([, { Type }]) => Type.startsWith('AWS::IAM::') || Type === 'AWS::Lambda::Url')
      .map(([id, { Properties }]) => ({ [id]: Properties })),
  );
}

const allowedGrants = { ...allowedRoles, ...allowedPermissions, ...allowedResourcePolicies };

/** A policy without its conditions. */
function withoutCondition(policy: unknown): Json {
  return JSON.parse(
    JSON.stringify(policy, (key, value) => (key === 'Condition' ? undefined : value)),
  );
}

/** Logical ids with a statement that lets everybody in, without any condition. */
function openToAll(from: Template): string[] {
  return Object.entries(grantsOf(from))
    .filter(([, properties]) => statementsIn(properties).some(isOpen))
    .map(([id]) => id);
}

function statementsIn(node: unknown): Json[] {
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  const inside = Object.values(node).flatMap(statementsIn);
  return 'Principal' in node ? [node as Json, ...inside] : inside;
}

function isOpen({ Effect = 'Allow', Principal, Condition }: Json): boolean {
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

describe('the rules', () => {
  it('each rule has exactly its pattern, state and targets', () => {
    expect(propertiesOf('AWS::Events::Rule')).toEqual(allowedRules);
  });

  it('each rule that looks for root, in whatever region, has the one pattern and sees read-only events', () => {
    const rules = Object.entries(rootUseRules(template()));
    expect(rules.map(([id]) => id)).toEqual(
      expect.arrayContaining(['RootUseRule', 'ForwardedRootUseRule', 'Forwarders.ForwardRule']),
    );
    for (const [, { EventPattern, State }] of rules) {
      expect({ EventPattern, State }).toEqual({
        EventPattern: rootUseRule.EventPattern,
        State: rootUseRule.State,
      });
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
  it('each function is exactly as listed: runtime, size, time, role, environment', () => {
    expect(functionsOf(template())).toEqual(allowedFunctions);
  });

  it('each function has a role of its own', () => {
    const roles = Object.values(functionsOf(template())).map((properties) => properties['Role']);
    expect(new Set(roles).size).toBe(roles.length);
    expect(roles.every((role) => typeof role === 'string' && role in allowedRoles)).toBe(true);
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
  it('roles, permissions and resource policies are exactly as listed', () => {
    expect(grantsOf(template())).toEqual(allowedGrants);
  });

  it.each<[string, string, (properties: Json) => Json | undefined]>([
    [
      'a wider statement',
      'RootEventRole',
      () =>
        lambdaRole(
          'root-event',
          rootEventStatements.with(1, { ...readSecret('WebhookSecret'), Resource: '*' }),
        ),
    ],
    [
      'another action',
      'RootEventRole',
      () =>
        lambdaRole(
          'root-event',
          rootEventStatements.with(1, {
            ...readSecret('WebhookSecret'),
            Action: 'secretsmanager:*',
          }),
        ),
    ],
    [
      'a managed policy',
      'RootEventRole',
      (role) => ({ ...role, ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
    ],
    ['a role without its statements', 'RootEventRole', () => lambdaRole('root-event', [])],
    ['a permission for every rule', 'RootUseRulePermission', ({ SourceArn, ...rest }) => rest],
    [
      'a permission with a source account',
      'RootUseRulePermission',
      (rest) => ({ ...rest, SourceAccount: ref('AWS::AccountId') }),
    ],
    [
      'a queue for every rule',
      'OutboxPolicy',
      () => withoutCondition(sendByRulesAndTopic('Outbox')),
    ],
    [
      'a topic for every alarm',
      'OpsTopicPolicy',
      () => withoutCondition(allowedResourcePolicies['OpsTopicPolicy']),
    ],
  ])('%s would be refused', (_, id, change) => {
    const resource = template().Resources[id];
    expect(resource).toBeDefined();
    const changed = withResources({
      [id]: { ...resource, Properties: change(resource?.Properties ?? {}) },
    });
    expect(grantsOf(changed)).not.toEqual(allowedGrants);
  });

  it.each([
    'AWS::IAM::Role',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Policy',
    'AWS::Lambda::Permission',
    'AWS::Lambda::Url',
    ...RESOURCE_POLICY_TYPES,
  ])('a new %s would be refused', (Type) => {
    expect(grantsOf(withResources({ New: { Type, Properties: {} } }))).not.toEqual(allowedGrants);
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
    expect(variables).toHaveLength(Object.keys(allowedFunctions).length);
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
