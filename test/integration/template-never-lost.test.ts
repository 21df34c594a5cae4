import { describe, expect, it } from 'vitest';
import {
  functionProperties,
  type Resource,
  resource,
  resourcesOfType,
  type Template,
  template,
} from './support/packaged-service.ts';
import { stackSetTemplates } from './support/stack-set-templates.ts';

type Json = Readonly<Record<string, unknown>>;

type Target = {
  readonly Id: string;
  readonly Arn: unknown;
  readonly RetryPolicy?: { readonly MaximumRetryAttempts?: number };
  readonly DeadLetterConfig?: { readonly Arn: unknown };
};

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;

const getAtt = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

const outbox = {
  QueueName: 'root-alert-outbox-prod',
  DelaySeconds: 120,
  MessageRetentionPeriod: 14 * DAY_S,
  VisibilityTimeout: 390,
  SqsManagedSseEnabled: true,
  RedrivePolicy: { deadLetterTargetArn: getAtt('Undelivered'), maxReceiveCount: 480 },
};

const undelivered = {
  QueueName: 'root-alert-undelivered-prod',
  MessageRetentionPeriod: 14 * DAY_S,
  SqsManagedSseEnabled: true,
};

const outboxMapping = {
  EventSourceArn: getAtt('Outbox'),
  FunctionName: getAtt('OutboxLambdaFunction'),
  Enabled: true,
  BatchSize: 1000,
  MaximumBatchingWindowInSeconds: 30,
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  ScalingConfig: { MaximumConcurrency: 2 },
};

const ledger = {
  TableName: 'root-alert-ledger-prod',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  SSESpecification: { SSEEnabled: true },
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
};

/** The properties of every resource of a type, by logical id. */
function propertiesOf(type: string, from: Template): Record<string, Json> {
  const entries = Object.entries(resourcesOfType(type, from));
  return Object.fromEntries(entries.map(([id, { Properties }]) => [id, Properties]));
}

function targetsOf(rule: Json | undefined): readonly Target[] {
  return (rule?.['Targets'] ?? []) as readonly Target[];
}

function idOf(arn: unknown): string | undefined {
  return (arn as { 'Fn::GetAtt'?: [string, string] } | undefined)?.['Fn::GetAtt']?.[0];
}

/** Ids of the queues that others drop what they give up into. */
function deadLetterQueues(from: Template): Set<string | undefined> {
  const ofTargets = Object.values(propertiesOf('AWS::Events::Rule', from))
    .flatMap(targetsOf)
    .map(({ DeadLetterConfig }) => idOf(DeadLetterConfig?.Arn));
  const ofQueues = Object.values(propertiesOf('AWS::SQS::Queue', from)).map(({ RedrivePolicy }) =>
    idOf((RedrivePolicy as Json | undefined)?.['deadLetterTargetArn']),
  );
  return new Set([...ofTargets, ...ofQueues].filter((id) => id !== undefined));
}

/** What would drop for good what it gives up: queues, targets of rules, subscriptions other than to e-mail. */
function droppers(from: Template): string[] {
  const deadLetters = deadLetterQueues(from);
  const queues = Object.entries(propertiesOf('AWS::SQS::Queue', from))
    .filter(([id, { RedrivePolicy }]) => RedrivePolicy === undefined && !deadLetters.has(id))
    .map(([id]) => id);
  const targets = Object.entries(propertiesOf('AWS::Events::Rule', from)).flatMap(([id, rule]) =>
    targetsOf(rule)
      // The tick of a clock carries nothing that could be lost.
      .filter(() => rule['ScheduleExpression'] === undefined)
      .filter(({ DeadLetterConfig }) => DeadLetterConfig === undefined)
      .map((target) => `${id}.${target.Id}`),
  );
  const subscriptions = Object.entries(propertiesOf('AWS::SNS::Subscription', from))
    .filter(([, { Protocol, RedrivePolicy }]) => Protocol !== 'email' && !RedrivePolicy)
    .map(([id]) => id);
  return [...queues, ...targets, ...subscriptions];
}

type Sending = {
  readonly from: string;
  readonly service: string;
  /** Whether a policy's `aws:SourceArn` means the sender. */
  readonly isMeantBy: (source: unknown) => boolean;
  readonly queueIds: readonly (string | undefined)[];
};

/** What sends to which queues: rules to targets, topics to subscribers, both to where they drop dead letters. */
function sendings(from: Template): Sending[] {
  const rules = Object.entries(propertiesOf('AWS::Events::Rule', from)).map(([id, rule]) => ({
    from: id,
    service: 'events.amazonaws.com',
    isMeantBy: (source: unknown) =>
      idOf(source) === id ||
      // In another region, the policy names the rule's ARN in full.
      String((source as Json)['Fn::Sub']).endsWith(`:rule/${rule['Name']}`),
    queueIds: targetsOf(rule).flatMap(({ Arn, DeadLetterConfig }) => [
      idOf(Arn),
      idOf(DeadLetterConfig?.Arn),
    ]),
  }));
  const subscriptions = Object.entries(propertiesOf('AWS::SNS::Subscription', from)).map(
    ([id, { TopicArn, Endpoint, RedrivePolicy }]) => ({
      from: id,
      service: 'sns.amazonaws.com',
      isMeantBy: (source: unknown) => JSON.stringify(source) === JSON.stringify(TopicArn),
      queueIds: [
        idOf(Endpoint),
        idOf((RedrivePolicy as Json | undefined)?.['deadLetterTargetArn']),
      ],
    }),
  );
  return [...rules, ...subscriptions];
}

/** Queues that something sends to without their policy letting it: `sender -> queue`. */
function unadmitted(from: Template): string[] {
  const queues = Object.keys(propertiesOf('AWS::SQS::Queue', from));
  return sendings(from).flatMap((sending) =>
    [...new Set(sending.queueIds)]
      .filter((id) => id !== undefined)
      .filter((id) => queues.includes(id) && !admits(from, id, sending))
      .map((id) => `${sending.from} -> ${id}`),
  );
}

function admits(from: Template, queueId: string, { service, isMeantBy }: Sending): boolean {
  return Object.values(propertiesOf('AWS::SQS::QueuePolicy', from))
    .filter(({ Queues }) => JSON.stringify(Queues) === JSON.stringify([{ Ref: queueId }]))
    .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: Json[] }).Statement)
    .some(({ Effect, Principal, Action, Resource: to, Condition }) => {
      const { ArnEquals } = Condition as { ArnEquals?: Json };
      const sources = [ArnEquals?.['aws:SourceArn'] ?? []].flat();
      return (
        Effect === 'Allow' &&
        (Principal as Json)['Service'] === service &&
        Action === 'sqs:SendMessage' &&
        idOf(to) === queueId &&
        sources.some(isMeantBy)
      );
    });
}

/** Functions that something calls without waiting for them, and that Lambda would call again on its own. */
function retriedByLambda(from: Template): string[] {
  const functions = Object.keys(propertiesOf('AWS::Lambda::Function', from));
  const called = Object.values(propertiesOf('AWS::Events::Rule', from))
    .flatMap(targetsOf)
    .map(({ Arn }) => idOf(Arn) ?? '')
    .filter((id) => functions.includes(id));
  const once = Object.values(propertiesOf('AWS::Lambda::EventInvokeConfig', from))
    .filter(({ MaximumRetryAttempts }) => MaximumRetryAttempts === 0)
    .map(({ FunctionName }) => (FunctionName as Json)['Ref']);
  return [...new Set(called)].filter((id) => !once.includes(id));
}

/** The template with the properties of one resource changed, for claims about what would be refused. */
function changed(id: string, properties: Json): Template {
  const before = resource(id);
  const after: Resource = { ...before, Properties: { ...before.Properties, ...properties } };
  return { ...template(), Resources: { ...template().Resources, [id]: after } };
}

const everywhere = () => [template(), ...Object.values(stackSetTemplates(template()))];

describe('the outbox', () => {
  it('is exactly as listed: delay, retention, visibility, tries, encryption', () => {
    expect(resource('Outbox').Properties).toEqual(outbox);
  });

  it('is not looked into before rootEvent, however late Lambda calls it, has told or failed', () => {
    const { Timeout } = functionProperties('rootEvent');
    const { MaximumEventAgeInSeconds } = resource('RootEventLambdaEvConf').Properties;
    expect(outbox.DelaySeconds).toBeGreaterThan(Number(MaximumEventAgeInSeconds) + Timeout);
  });

  it('hides a message for six times the timeout of its function, and the batching window', () => {
    const { Timeout } = functionProperties('outbox');
    expect(outbox.VisibilityTimeout).toBe(
      6 * Timeout + outboxMapping.MaximumBatchingWindowInSeconds,
    );
  });

  it('tries for at least two days, and gives up long before it would forget', () => {
    const triesForS = outbox.RedrivePolicy.maxReceiveCount * outbox.VisibilityTimeout;
    expect(triesForS).toBeGreaterThanOrEqual(2 * DAY_S);
    expect(triesForS).toBeLessThan(outbox.MessageRetentionPeriod / 2);
  });

  it('is emptied by its function alone, in large batches, message by message, two at a time', () => {
    const mappings = propertiesOf('AWS::Lambda::EventSourceMapping', template());
    expect(Object.values(mappings)).toEqual([outboxMapping]);
  });
});

describe('what is undelivered', () => {
  it('lies for 14 days, encrypted', () => {
    expect(resource('Undelivered').Properties).toEqual(undelivered);
  });
});

describe('what cannot be delivered has a place to drop into', () => {
  it('from every queue, target of a rule and subscription, in whatever region', () => {
    expect(everywhere().flatMap(droppers)).toEqual([]);
  });

  it('that keeps it for 14 days, whatever drops into it', () => {
    for (const one of everywhere()) {
      const ids = [...deadLetterQueues(one)];
      expect(ids).not.toEqual([]);
      for (const id of ids) {
        expect(resource(String(id), one).Properties['MessageRetentionPeriod']).toBe(14 * DAY_S);
      }
    }
  });

  it('that lets its rules and topics in, as does every queue that one sends to', () => {
    expect(everywhere().flatMap(unadmitted)).toEqual([]);
  });

  it('with one policy for each queue, since a second would replace the first', () => {
    for (const one of everywhere()) {
      const queues = Object.values(propertiesOf('AWS::SQS::QueuePolicy', one)).map(({ Queues }) =>
        JSON.stringify(Queues),
      );
      expect(new Set(queues).size).toBe(queues.length);
    }
  });

  it.each<[string, () => Template, string[]]>([
    ['a queue without one', () => changed('Outbox', { RedrivePolicy: undefined }), ['Outbox']],
    [
      'a target without one',
      () =>
        changed('RootUseRule', {
          Targets: targetsOf(resource('RootUseRule').Properties).map(
            ({ DeadLetterConfig, ...target }) => target,
          ),
        }),
      ['RootUseRule.rootEvent', 'RootUseRule.outbox'],
    ],
    ['a subscription without one', () => changed('OpsEmail', { Protocol: 'lambda' }), ['OpsEmail']],
  ])('%s would be refused', (_, from, found) => {
    expect(droppers(from())).toEqual(found);
  });

  it.each<[string, Json]>([
    ['another rule', { ArnEquals: { 'aws:SourceArn': getAtt('SomeOtherRule') } }],
    ['an account, which EventBridge does not name', { StringEquals: { 'aws:SourceAccount': '1' } }],
  ])('a queue that lets in %s would be refused', (_, Condition) => {
    const { PolicyDocument } = resource('UndeliveredPolicy').Properties;
    const [statement] = (PolicyDocument as { Statement: Json[] }).Statement;
    const from = changed('UndeliveredPolicy', {
      PolicyDocument: { Statement: [{ ...statement, Condition }] },
    });
    expect(unadmitted(from)).toEqual([
      'RootUseRule -> Undelivered',
      'ForwardedRootUseRule -> Undelivered',
      'GuardRule -> Undelivered',
      'GuardPartsRule -> Undelivered',
      'GuardForwardedRule -> Undelivered',
      'RootAlarmSubscription -> Undelivered',
      'OutboxSubscription -> Undelivered',
    ]);
  });
});

describe('retries are those of the outbox alone', () => {
  it('Lambda calls rootEvent, guard and what polls once, and does not keep for later what it has no room for', () => {
    expect(propertiesOf('AWS::Lambda::EventInvokeConfig', template())).toEqual({
      RootEventLambdaEvConf: {
        FunctionName: { Ref: 'RootEventLambdaFunction' },
        Qualifier: '$LATEST',
        DestinationConfig: {},
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 60,
      },
      GuardLambdaEvConf: {
        FunctionName: { Ref: 'GuardLambdaFunction' },
        Qualifier: '$LATEST',
        DestinationConfig: {},
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 60,
      },
      // Somebody waits for its answer.
      // The next run of each looks at what this one could not.
      NcloudActivityLambdaEvConf: {
        FunctionName: { Ref: 'NcloudActivityLambdaFunction' },
        Qualifier: '$LATEST',
        DestinationConfig: {},
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 60,
      },
      ReconcileLambdaEvConf: {
        FunctionName: { Ref: 'ReconcileLambdaFunction' },
        Qualifier: '$LATEST',
        DestinationConfig: {},
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 600,
      },
    });
    expect(retriedByLambda(template())).toEqual([]);
  });

  it('a function of a rule that Lambda would call again would be refused', () => {
    const from = changed('RootEventLambdaEvConf', { MaximumRetryAttempts: 2 });
    expect(retriedByLambda(from)).toEqual(['RootEventLambdaFunction']);
  });

  it('a rule hands each event to rootEvent once, and to the outbox until it is in', () => {
    for (const id of ['RootUseRule', 'ForwardedRootUseRule']) {
      const attempts = targetsOf(resource(id).Properties).map(({ Arn, RetryPolicy }) => [
        idOf(Arn),
        RetryPolicy?.MaximumRetryAttempts,
      ]);
      expect(attempts).toEqual([
        ['RootEventLambdaFunction', 0],
        ['Outbox', undefined],
      ]);
    }
    for (const id of ['GuardRule', 'GuardPartsRule', 'GuardForwardedRule']) {
      const attempts = targetsOf(resource(id).Properties).map(({ Arn, RetryPolicy }) => [
        idOf(Arn),
        RetryPolicy?.MaximumRetryAttempts,
      ]);
      expect(attempts).toEqual([
        ['GuardLambdaFunction', 0],
        ['Outbox', undefined],
      ]);
    }
  });
});

describe('the ledger', () => {
  it('is exactly as listed: on demand, encrypted, forgetting by itself', () => {
    expect(propertiesOf('AWS::DynamoDB::Table', template())).toEqual({
      Ledger: { ...ledger, ResourcePolicy: expect.anything() },
    });
  });

  it('takes writes from the roles of this stack alone, whatever other policies allow', () => {
    const { ResourcePolicy } = resource('Ledger').Properties;
    expect(ResourcePolicy).toEqual({
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OnlyRootAlertWrites',
            Effect: 'Deny',
            Principal: '*',
            Action: [
              'dynamodb:BatchWriteItem',
              'dynamodb:DeleteItem',
              'dynamodb:PartiQLDelete',
              'dynamodb:PartiQLInsert',
              'dynamodb:PartiQLUpdate',
              'dynamodb:PutItem',
              'dynamodb:UpdateItem',
            ],
            Resource: {
              'Fn::Sub': `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/root-alert-ledger-prod`,
            },
            Condition: {
              ArnNotLike: {
                'aws:PrincipalArn': {
                  'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/root-alert-prod-*`,
                },
              },
              BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
            },
          },
        ],
      },
    });
  });

  it('has roles of names that CloudFormation begins with the name of the stack', () => {
    const named = ['RootEventRole', 'RootAlarmRole', 'OutboxRole', 'ReconcileRole'];
    for (const role of named) expect(resource(role).Properties).not.toHaveProperty('RoleName');
  });
});
