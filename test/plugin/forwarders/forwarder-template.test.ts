import { describe, expect, test } from 'vitest';
import { forwarderNames } from '../../../lib/resource-names.ts';
import { forwarderTemplate, forwardRole } from '../../../plugin/forwarders/forwarder-template.ts';

interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

interface Forwarder {
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
}

const pattern = { source: [{ prefix: 'aws.' }], detail: { userIdentity: { type: ['Root'] } } };

const guardPattern = { source: [{ prefix: 'aws.' }], detail: { eventName: ['StopLogging'] } };

const forwarder = (isForOrganization: boolean): Forwarder =>
  JSON.parse(
    JSON.stringify(
      forwarderTemplate({
        stage: 'prod',
        home: 'ap-northeast-2',
        pattern,
        guardPattern,
        isForOrganization,
      }),
    ),
  );

const ruleName = 'root-alert-prod-forward-ap-northeast-2';
const guardRuleName = 'root-alert-prod-guard-ap-northeast-2';
const guardRoleArn = {
  'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/root-alert-prod-ap-northeast-2-guard`,
};
const ruleArnIn = (region: string, name = ruleName) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:events:${region}:\${AWS::AccountId}:rule/${name}`,
});

// Whole they are in test/integration/golden.
describe('a forwarder in another region of this account', () => {
  const { Parameters, Conditions, Resources } = forwarder(false);

  test('is two rules, a queue and the policy that lets those rules alone into the queue', () => {
    expect(Object.keys(Resources)).toEqual([
      'ForwardRule',
      'GuardForwardRule',
      'Unsent',
      'UnsentPolicy',
    ]);
    expect(Resources['ForwardRule']?.Properties).toMatchObject({
      Name: ruleName,
      EventPattern: pattern,
      Targets: [
        { Arn: { Ref: 'BusArn' }, DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Unsent', 'Arn'] } } },
      ],
    });
    expect(Resources['GuardForwardRule']?.Properties).toMatchObject({
      Name: guardRuleName,
      EventPattern: guardPattern,
      Targets: [
        { Arn: { Ref: 'BusArn' }, DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Unsent', 'Arn'] } } },
      ],
    });
    const admitted = [ruleName, guardRuleName].map((name) => ruleArnIn(`\${AWS::Region}`, name));
    expect(Resources['UnsentPolicy']?.Properties['PolicyDocument']).toMatchObject({
      Statement: [{ Condition: { ArnEquals: { 'aws:SourceArn': admitted } } }],
    });
    expect(Parameters).toEqual({ BusArn: { Type: 'String' }, RoleArn: { Type: 'String' } });
    expect(Conditions).toBeUndefined();
  });

  test('keeps what it could not send for 14 days, the longest that SQS keeps a message', () => {
    const retentionSeconds = Resources['Unsent']?.Properties['MessageRetentionPeriod'];
    expect(retentionSeconds).toBe(14 * 24 * 60 * 60);
  });
});

describe("a forwarder in an organization's account", () => {
  const { Parameters, Conditions, Resources } = forwarder(true);
  const { Nothing, ...rest } = Resources;

  test('is the same, with roles of its own', () => {
    expect(Parameters).toEqual({
      BusArn: { Type: 'String' },
      HomeAccountId: { Type: 'String', Default: 'none' },
    });
    const roleOf = (id: string) => JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
    const ofTheAccount = JSON.stringify(forwarder(false).Resources)
      .replace('{"Ref":"RoleArn"}', roleOf('ForwardRole'))
      .replace(JSON.stringify(guardRoleArn), roleOf('GuardForwardRole'));
    const everything = {
      ...JSON.parse(ofTheAccount),
      ForwardRole: forwardRole(ruleName, { Ref: 'BusArn' }),
      GuardForwardRole: forwardRole(guardRuleName, { Ref: 'BusArn' }),
    };
    expect(rest).toEqual(
      Object.fromEntries(
        Object.entries<Resource>(everything).map(([id, one]) => [
          id,
          { ...one, Condition: 'IsAway' },
        ]),
      ),
    );
  });

  test('leaves all of it out of the home account, but for what a template cannot do without', () => {
    expect(Conditions).toEqual({
      IsAway: {
        'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, { Ref: 'HomeAccountId' }] }],
      },
    });
    expect(Nothing).toEqual({ Type: 'AWS::CloudFormation::WaitConditionHandle' });
  });

  test('gives no IAM role a name, which regions would quarrel about', () => {
    const roles = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    expect(roles).toHaveLength(2);
    for (const { Properties } of roles) {
      expect(Object.keys(Properties).toSorted()).toEqual(['AssumeRolePolicyDocument', 'Policies']);
    }
  });
});

test('the role can be used by the forwarding rule alone, in any region, to put events on the one bus', () => {
  expect(forwardRole(ruleName, { Ref: 'BusArn' })).toEqual({
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: { 'aws:SourceArn': ruleArnIn('*') },
            },
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'forward',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: 'events:PutEvents', Resource: { Ref: 'BusArn' } },
            ],
          },
        },
      ],
    },
  });
});

test('two stages, or two home regions, never give a rule or queue the same name', () => {
  const names = ['prod', 'dev'].flatMap((stage) =>
    ['ap-northeast-2', 'us-east-1'].flatMap((home) => Object.values(forwarderNames(stage, home))),
  );
  expect(new Set(names).size).toBe(12);
});

test('names fit what AWS allows, in a stage of up to 24 characters and the longest region', () => {
  const { ruleName: rule, queueName } = forwarderNames('s'.repeat(24), 'ap-northeast-2');
  expect(rule.length).toBeLessThanOrEqual(64);
  expect(queueName.length).toBeLessThanOrEqual(80);
});
