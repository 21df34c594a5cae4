import { beforeAll, describe, expect, it } from 'vitest';
import { alertLine } from '../../lib/delivery/alert-line.ts';
import { type BatchOutcome, batchLine } from '../../lib/delivery/batch-line.ts';
import { pollLine } from '../../lib/ncloud/poll-line.ts';
import { reconcileLine } from '../../lib/reconcile/reconcile-line.ts';
import {
  functionEnvironment,
  resource,
  resourcesOfType,
  type Template,
  template,
} from './support/packaged-service.ts';
import { packagedTemplate } from './support/service-copy.ts';

type Json = Readonly<Record<string, unknown>>;

const ref = (id: string) => ({ Ref: id });
const toOps = [ref('OpsTopic')];

function alarmsOf(from: Template): [string, Json][] {
  return Object.entries(resourcesOfType('AWS::CloudWatch::Alarm', from)).map(
    ([id, { Properties }]) => [id, Properties],
  );
}

/** What has no alarm on its metric: `id metric`. A schedule that fails is missed by the alarms on silence. */
function unwatched(from: Template, type: string, metric: string): string[] {
  return Object.entries(resourcesOfType(type, from))
    .filter(([, { Properties }]) => Properties['ScheduleExpression'] === undefined)
    .filter(([id, { Properties }]) => {
      const names = [JSON.stringify(ref(id)), JSON.stringify(Properties['Name'])];
      return !alarmsOf(from).some(
        ([, { MetricName, Dimensions = [] }]) =>
          MetricName === metric &&
          (Dimensions as { Value: unknown }[]).some(({ Value }) =>
            names.includes(JSON.stringify(Value)),
          ),
      );
    })
    .map(([id]) => `${id} ${metric}`);
}

/** Alarms that would not be heard on the ops topic. */
function unheard(from: Template): string[] {
  return alarmsOf(from)
    .filter(
      ([, { AlarmActions, ActionsEnabled }]) =>
        JSON.stringify(AlarmActions) !== JSON.stringify(toOps) || ActionsEnabled === false,
    )
    .map(([id]) => id);
}

/** The names of the metrics in a log line, with their values, and the namespace. */
function metricsIn(line: Record<string, unknown>) {
  const { CloudWatchMetrics } = line['_aws'] as {
    CloudWatchMetrics: readonly {
      Namespace: string;
      Dimensions: readonly string[][];
      Metrics: readonly { Name: string }[];
    }[];
  };
  return CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Metrics.map(({ Name }) => ({ Namespace, Dimensions, Name, value: Number(line[Name]) })),
  );
}

const trouble: BatchOutcome = {
  received: 1,
  told: 0,
  digests: 0,
  kept: 1,
  oldestUntoldMs: 600_000,
  reasons: [],
  isSecretEmpty: true,
  ledgerFaults: ['TimeoutError'],
};

/** What the functions say when an alert meets an empty secret and waits, and when a poll goes well. */
function emitted(namespace: string, entries: Partial<BatchOutcome> = {}) {
  return [
    ...metricsIn(
      alertLine(
        { id: 'x', outcome: 'failed', ledgerFaults: [], isSecretEmpty: true },
        namespace,
        0,
      ),
    ),
    ...metricsIn(batchLine({ ...trouble, ...entries }, namespace, 0)),
    ...metricsIn(
      reconcileLine(
        { regions: 1, missed: 0, untold: 0, findings: [], faults: ['x'] },
        namespace,
        0,
      ),
    ),
    ...metricsIn(pollLine({ accounts: ['payments'], reasons: [], replaced: [] }, namespace, 0)),
  ];
}

/** What an alarm watches, also by way of an expression. */
function metricOf(properties: Json): Json {
  const queries = (properties['Metrics'] ?? []) as readonly { MetricStat?: { Metric: Json } }[];
  return (
    queries.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat?.Metric ?? properties
  );
}

/** Alarms on metrics of our own that no line of ours feeds. */
function unfed(from: Template): string[] {
  const lines = emitted(functionEnvironment('rootEvent')['METRICS_NAMESPACE'] ?? '');
  return alarmsOf(from)
    .map(([id, properties]) => [id, metricOf(properties)] as const)
    .filter(([, { Namespace }]) => !String(Namespace).startsWith('AWS/'))
    .filter(
      ([, { Namespace, MetricName, Dimensions }]) =>
        Dimensions !== undefined ||
        !lines.some(
          (one) =>
            one.Namespace === Namespace &&
            one.Name === MetricName &&
            // One set of dimensions, without any.
            JSON.stringify(one.Dimensions) === '[[]]',
        ),
    )
    .map(([id]) => id);
}

/** The template without a resource, or with another in its place. */
function withResource(id: string, properties?: Json): Template {
  const { [id]: _, ...rest } = template().Resources;
  return {
    ...template(),
    Resources:
      properties === undefined
        ? rest
        : { ...rest, [id]: { ...resource(id), Properties: properties } },
  };
}

/** What CloudFormation makes of a condition when no parameter is given: the framework gives none. */
function holds(from: Template, condition: unknown): boolean {
  const [[operator, operands] = []] = Object.entries(condition as Record<string, unknown[]>);
  const [first, second] = operands ?? [];
  if (operator === 'Fn::Not') return !holds(from, first);
  if (operator === 'Fn::Equals') return given(from, first) === given(from, second);
  throw new Error(`unknown condition ${operator}`);
}

function given(from: Template, node: unknown): unknown {
  const name = (node as { Ref?: string }).Ref;
  if (name === undefined) return node;
  return (from.Parameters?.[name] as Json | undefined)?.['Default'];
}

/** Who a deployment would have mailed. */
function mailed(from: Template): unknown[] {
  return Object.values(resourcesOfType('AWS::SNS::Subscription', from))
    .filter(({ Condition }) => Condition === undefined || holds(from, from.Conditions?.[Condition]))
    .filter(({ Properties }) => Properties['Protocol'] === 'email')
    .map(({ Properties: { Protocol, Endpoint, ...rest } }) => ({
      ...rest,
      Endpoint: given(from, Endpoint),
    }));
}

describe('the alarms', () => {
  it('on silence take no data for silence, and all others for no trouble', () => {
    for (const [id, { ComparisonOperator, TreatMissingData }] of alarmsOf(template())) {
      const isOnSilence = ComparisonOperator === 'LessThanThreshold';
      expect(TreatMissingData, id).toBe(isOnSilence ? 'breaching' : 'notBreaching');
      expect(isOnSilence, id).toBe(['AliveAlarm', 'NcloudSilentAlarm'].includes(id));
    }
  });

  it('say what is wrong and where to look or what to do, in the words of this stage', () => {
    for (const [, { AlarmDescription }] of alarmsOf(template())) {
      expect(AlarmDescription).toMatch(/^[A-Z].{40,900}(\.|--stage prod)$/);
    }
  });

  it('are all heard on the ops topic', () => {
    expect(unheard(template())).toEqual([]);
  });

  it.each<[string, Json]>([
    ['without an action', { AlarmActions: [] }],
    ['with another action', { AlarmActions: [ref('OtherTopic')] }],
    ['switched off', { ActionsEnabled: false }],
  ])('one %s would be refused', (_, change) => {
    const alarm = { ...resource('UntoldAlarm').Properties, ...change };
    expect(unheard(withResource('UntoldAlarm', alarm))).toEqual(['UntoldAlarm']);
  });

  it.each([
    ['AWS::Lambda::Function', 'Errors', 'RootEventErrorsAlarm', 'RootEventLambdaFunction Errors'],
    [
      'AWS::Lambda::Function',
      'Throttles',
      'OutboxThrottlesAlarm',
      'OutboxLambdaFunction Throttles',
    ],
    ['AWS::Events::Rule', 'FailedInvocations', 'RuleFailedAlarm', 'RootUseRule FailedInvocations'],
    [
      'AWS::Events::Rule',
      'FailedInvocations',
      'ForwardedRuleFailedAlarm',
      'ForwardedRootUseRule FailedInvocations',
    ],
    [
      'AWS::Events::Rule',
      'InvocationsFailedToBeSentToDlq',
      'RuleUndeliverableAlarm',
      'RootUseRule InvocationsFailedToBeSentToDlq',
    ],
    [
      'AWS::Events::Rule',
      'InvocationsFailedToBeSentToDlq',
      'ForwardedRuleUndeliverableAlarm',
      'ForwardedRootUseRule InvocationsFailedToBeSentToDlq',
    ],
    ['AWS::Lambda::Function', 'Errors', 'GuardErrorsAlarm', 'GuardLambdaFunction Errors'],
    ['AWS::Lambda::Function', 'Throttles', 'GuardThrottlesAlarm', 'GuardLambdaFunction Throttles'],
    ...['Guard', 'GuardParts', 'GuardForwarded'].flatMap(
      (rule): [string, string, string, string][] => [
        [
          'AWS::Events::Rule',
          'FailedInvocations',
          `${rule}RuleFailedAlarm`,
          `${rule}Rule FailedInvocations`,
        ],
        [
          'AWS::Events::Rule',
          'InvocationsFailedToBeSentToDlq',
          `${rule}RuleUndeliverableAlarm`,
          `${rule}Rule InvocationsFailedToBeSentToDlq`,
        ],
      ],
    ),
  ])('every %s has one on its %s; without %s, none would have been', (type, metric, id, found) => {
    expect(unwatched(template(), type, metric)).toEqual([]);
    expect(unwatched(withResource(id), type, metric)).toEqual([found]);
  });

  it('a failed rule is known by the name it has', () => {
    expect(resource('ForwardedRootUseRule').Properties['Name']).toBe('root-alert-prod-forwarded');
  });
});

describe('our own metrics', () => {
  it('are those that the functions emit, in the namespace of the stage, without dimensions', () => {
    expect(unfed(template())).toEqual([]);
  });

  it.each<[string, Json]>([
    ['a metric that nobody emits', { MetricName: 'OldestUntoldMinutes' }],
    ['the namespace of another stage', { Namespace: 'root-alert/dev' }],
    ['dimensions that nobody emits', { Dimensions: [{ Name: 'Stage', Value: 'prod' }] }],
  ])('an alarm on %s would be refused', (_, change) => {
    const alarm = { ...resource('UntoldAlarm').Properties, ...change };
    expect(unfed(withResource('UntoldAlarm', alarm))).toEqual(['UntoldAlarm']);
  });

  it.each([
    [599_000, false],
    [600_000, true],
    [172_800_000, true],
  ])('what has waited for %d ms raises the alarm: %s', (oldestUntoldMs, isRaised) => {
    const { Namespace, MetricName, Threshold } = resource('UntoldAlarm').Properties;
    const metric = emitted(String(Namespace), { oldestUntoldMs }).find(
      ({ Name }) => Name === MetricName,
    );
    expect((metric?.value ?? 0) >= Number(Threshold)).toBe(isRaised);
  });

  it('both functions say when a secret is empty, and neither when it is not', () => {
    const { MetricName } = resource('SecretEmptyAlarm').Properties;
    const count = (lines: ReturnType<typeof metricsIn>) =>
      lines.filter(({ Name, value }) => Name === MetricName && value >= 1).length;
    expect(count(emitted('x'))).toBe(2);
    const calm = alertLine({ id: 'x', outcome: 'told', ledgerFaults: [] }, 'x', 0);
    expect(count(metricsIn(calm))).toBe(0);
    expect(count(metricsIn(batchLine({ ...trouble, isSecretEmpty: false }, 'x', 0)))).toBe(0);
  });
});

describe('the ops topic', () => {
  it('is encrypted with a key that CloudWatch may use', () => {
    expect(resource('OpsTopic').Properties).toEqual({
      TopicName: 'root-alert-ops-prod',
      DisplayName: 'root-alert ops',
      KmsMasterKeyId: { 'Fn::GetAtt': ['TopicKey', 'Arn'] },
    });
    expect(resource('TopicKey').Type).toBe('AWS::KMS::Key');
    expect(resource('TopicKey').Properties['KeyPolicy']).toMatchObject({
      Statement: expect.arrayContaining([
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          Resource: '*',
        },
      ]),
    });
  });

  it('takes what alarms of this account and stage publish, under the names they have', () => {
    const { PolicyDocument } = resource('OpsTopicPolicy').Properties;
    const [{ Condition } = {}, ...others] = (PolicyDocument as { Statement: Json[] }).Statement;
    const { ArnLike, StringEquals } = Condition as Record<string, Record<string, Json>>;
    expect(others).toEqual([]);
    expect(StringEquals).toEqual({ 'aws:SourceAccount': ref('AWS::AccountId') });

    const pattern = String(ArnLike?.['aws:SourceArn']?.['Fn::Sub']).replace(/^.*:alarm:/, '');
    const matcher = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
    const names = alarmsOf(template()).map(([, { AlarmName }]) => String(AlarmName));
    expect(names.filter((name) => !matcher.test(name))).toEqual([]);
    expect('root-alert-dev-untold').not.toMatch(matcher);
  });
});

/** What there is for Naver Cloud alone. */
const isOfNcloud = (id: string): boolean => id.startsWith('Ncloud');

describe('opsEmail, and no ncloud', () => {
  let withEmail: Template;
  beforeAll(async () => {
    withEmail = await packagedTemplate('prod', { opsEmail: 'ops@example.com', ncloud: 'off' });
  });

  it('without ncloud, nothing is there for Naver Cloud, and no key of its API is asked for', () => {
    expect(Object.keys(template().Resources).filter(isOfNcloud)).not.toEqual([]);
    expect(Object.keys(withEmail.Resources).filter(isOfNcloud)).toEqual([]);
    expect(JSON.stringify(withEmail)).not.toMatch(/ncloud/i);
  });

  it('without it, nobody is mailed', () => {
    expect(mailed(template())).toEqual([]);
  });

  it('with --param opsEmail=ops@example.com, that address has the ops topic, and the alarms themselves', () => {
    expect(mailed(withEmail)).toEqual([
      { TopicArn: ref('AlarmTopic'), Endpoint: 'ops@example.com' },
      { TopicArn: ref('OpsTopic'), Endpoint: 'ops@example.com' },
    ]);
  });

  it('change nothing else', () => {
    const resources = ({ Resources }: Template) =>
      JSON.parse(JSON.stringify(Resources), (key, value) =>
        // The dashboard shows what there is.
        ['S3Key', 'Dashboard'].includes(key) || isOfNcloud(key) ? undefined : value,
      );
    expect(resources(withEmail)).toEqual(resources(template()));
  });
});
