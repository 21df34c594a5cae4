import { beforeAll, describe, expect, test } from 'vitest';
import { rootUsageFilter } from '../../lib/alarm/trail-filters.ts';
import { resource, resourcesOfType, type Template, template } from './support/packaged-service.ts';
import { alarmTopicArn, opsEmail, trailLogGroup } from './support/packagings.ts';
import { packagedTemplate } from './support/service-copy.ts';

type Json = Readonly<Record<string, unknown>>;

const getAtt = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const ref = (id: string) => ({ Ref: id });
const arn = (rest: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` });

let withLog: Template;
let withTopic: Template;
let withBoth: Template;

beforeAll(async () => {
  [withLog, withTopic, withBoth] = await Promise.all([
    packagedTemplate('prod', { trailLogGroup, opsEmail }),
    packagedTemplate('prod', { alarmTopicArn, opsEmail }),
    packagedTemplate('prod', { alarmTopicArn, trailLogGroup }),
  ]);
});

const properties = (id: string, from: Template): Json => resource(id, from).Properties;

/** Everything of the classic route that not every deployment has. */
const optional = [
  'AlarmEmail',
  'AlarmTopic',
  'AlarmTopicPolicy',
  'OutboxTrailAccess',
  'RootUsageAlarm',
  'RootUsageFilter',
  'TrailAccess',
];
const optionalIn = ({ Resources }: Template): string[] => optional.filter((id) => id in Resources);

const environmentsOf = (from: Template): Json[] =>
  Object.values(resourcesOfType('AWS::Lambda::Function', from)).map(
    ({ Properties }) => (Properties['Environment'] as { Variables: Json }).Variables,
  );

/** What a queue's policy says of SNS. */
function snsStatements(policyId: string, from: Template): Json[] {
  const { PolicyDocument } = properties(policyId, from);
  return (PolicyDocument as { Statement: Json[] }).Statement.filter(
    ({ Principal }) => (Principal as Json)['Service'] === 'sns.amazonaws.com',
  );
}

describe('which parts are made', () => {
  test('with neither parameter, a topic that an alarm may be pointed at, and no alarm', () => {
    expect(optionalIn(template())).toEqual(['AlarmEmail', 'AlarmTopic', 'AlarmTopicPolicy']);
  });

  test('with trailLogGroup, all of it', () => {
    expect(optionalIn(withLog)).toEqual(optional);
  });

  test('with alarmTopicArn, neither topic nor alarm', () => {
    expect(optionalIn(withTopic)).toEqual([]);
  });

  test('with both, neither of them, but the log may be read', () => {
    expect(optionalIn(withBoth)).toEqual(['OutboxTrailAccess', 'TrailAccess']);
  });

  test('with alarmTopicArn, nothing names a resource that is not there', () => {
    for (const from of [withTopic, withBoth]) {
      expect(JSON.stringify(from)).not.toMatch(/"AlarmTopic(Policy)?"|"RootUsage(Filter|Alarm)"/);
    }
  });

  test('every function that looks into the log knows which', () => {
    for (const from of [withLog, withBoth]) {
      for (const variables of environmentsOf(from)) {
        expect(variables['TRAIL_LOG_GROUP']).toBe(trailLogGroup);
      }
    }
    for (const from of [template(), withTopic]) {
      for (const variables of environmentsOf(from)) expect(variables['TRAIL_LOG_GROUP']).toBe('');
    }
  });
});

describe('metric and alarm', () => {
  test("the filter is that of Security Hub's control to the letter, and the look-up's own", () => {
    expect(rootUsageFilter).toBe(
      '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    );
    expect(properties('RootUsageFilter', withLog)).toEqual({
      LogGroupName: trailLogGroup,
      FilterPattern: rootUsageFilter,
      MetricTransformations: [
        {
          MetricNamespace: 'CloudTrailMetrics',
          MetricName: 'RootAccountUsageCount',
          MetricValue: '1',
          DefaultValue: 0,
        },
      ],
    });
  });

  test('the alarm is exactly as the guides make it, and tells the topic of ALARM alone', () => {
    const { AlarmDescription, ...alarm } = properties('RootUsageAlarm', withLog);
    expect(AlarmDescription).toMatch(/root/);
    expect(alarm).toEqual({
      AlarmName: 'root-alert',
      Namespace: 'CloudTrailMetrics',
      MetricName: 'RootAccountUsageCount',
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [ref('AlarmTopic')],
    });
  });

  test('other states reach the topic only when they are asked for', async () => {
    const withOk = await packagedTemplate('prod', { trailLogGroup, alarmStates: 'ALARM, OK' });
    const topic = [ref('AlarmTopic')];
    expect(properties('RootUsageAlarm', withOk)).toMatchObject({
      AlarmActions: topic,
      OKActions: topic,
    });
    expect(properties('RootUsageAlarm', withOk)).not.toHaveProperty('InsufficientDataActions');
    for (const variables of environmentsOf(withOk)) {
      expect(variables['ALARM_STATES']).toBe('ALARM, OK');
    }
  });
});

describe('the topic', () => {
  test('is encrypted with the key that CloudWatch may use', () => {
    expect(properties('AlarmTopic', withLog)).toEqual({
      TopicName: 'root-alert',
      DisplayName: 'root-alert',
      KmsMasterKeyId: getAtt('TopicKey'),
    });
  });

  test('takes what alarms of this account and region publish, and nothing else', () => {
    expect(properties('AlarmTopicPolicy', withLog)).toEqual({
      Topics: [ref('AlarmTopic')],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: ref('AlarmTopic'),
            Condition: {
              StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') },
              ArnLike: {
                'aws:SourceArn': arn(`cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:*`),
              },
            },
          },
        ],
      },
    });
  });

  test('mails opsEmail too, where there is one; an existing topic has readers of its own', () => {
    const { Condition, Properties } = resource('AlarmEmail', withLog);
    expect(Condition).toBe('HasOpsEmail');
    expect(Properties).toMatchObject({ TopicArn: ref('AlarmTopic'), Protocol: 'email' });
    const emails = Object.values(resourcesOfType('AWS::SNS::Subscription', withTopic)).filter(
      (it) => it.Properties['Protocol'] === 'email',
    );
    expect(emails.map((it) => it.Properties['TopicArn'])).toEqual([ref('OpsTopic')]);
  });
});

describe.each<[string, () => Template, unknown]>([
  ['ours', () => withLog, ref('AlarmTopic')],
  ['one that exists', () => withTopic, alarmTopicArn],
])('who hears of the topic, when it is %s', (_, from, topic) => {
  test('rootAlarm at once, the outbox for later; what neither takes lies undelivered', () => {
    const dead = { deadLetterTargetArn: getAtt('Undelivered') };
    expect(properties('RootAlarmSubscription', from())).toEqual({
      TopicArn: topic,
      Protocol: 'lambda',
      Endpoint: getAtt('RootAlarmLambdaFunction'),
      RedrivePolicy: dead,
    });
    // Raw delivery would take the envelope away, by which the outbox knows an alarm.
    expect(properties('OutboxSubscription', from())).toEqual({
      TopicArn: topic,
      Protocol: 'sqs',
      Endpoint: getAtt('Outbox'),
      RedrivePolicy: dead,
    });
    expect(resource('OutboxSubscription', from()).DependsOn).toEqual(['OutboxPolicy']);
  });

  test('that topic alone may call rootAlarm', () => {
    expect(properties('RootAlarmPermission', from())).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: getAtt('RootAlarmLambdaFunction'),
      Principal: 'sns.amazonaws.com',
      SourceArn: topic,
    });
  });

  test.each(['Outbox', 'Undelivered'])('that topic alone may send to %s', (queueId) => {
    expect(snsStatements(`${queueId}Policy`, from())).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: getAtt(queueId),
        Condition: { ArnEquals: { 'aws:SourceArn': topic } },
      },
    ]);
  });
});

describe('the role of rootAlarm', () => {
  test('is exactly as listed: its log, the webhook, the ledger, names of accounts', () => {
    for (const from of [template(), withLog, withTopic, withBoth]) {
      expect(properties('RootAlarmRole', from)).toEqual({
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        },
        Policies: [
          {
            PolicyName: 'root-alarm',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                  Resource: getAtt('RootAlarmLogGroup'),
                },
                {
                  Effect: 'Allow',
                  Action: 'secretsmanager:GetSecretValue',
                  Resource: ref('WebhookSecret'),
                },
                {
                  Effect: 'Allow',
                  Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
                  Resource: getAtt('Ledger'),
                },
                {
                  Effect: 'Allow',
                  Action: ['organizations:DescribeAccount', 'iam:ListAccountAliases'],
                  Resource: '*',
                },
              ],
            },
          },
        ],
      });
    }
  });

  test.each([
    ['TrailAccess', 'RootAlarmRole'],
    ['OutboxTrailAccess', 'OutboxRole'],
  ])('%s lets %s read that one log group, and nothing else of it', (id, role) => {
    for (const from of [withLog, withBoth]) {
      expect(resource(id, from)).toMatchObject({ Type: 'AWS::IAM::RolePolicy' });
      expect(properties(id, from)).toEqual({
        RoleName: ref(role),
        PolicyName: 'trail',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'logs:FilterLogEvents',
              Resource: arn(`logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${trailLogGroup}:*`),
            },
          ],
        },
      });
    }
  });

  test('that the log could not be read mails whoever hears of trouble', () => {
    for (const from of [withLog, withBoth]) {
      expect(resource('TrailUnreadAlarm', from)).toMatchObject({ Type: 'AWS::CloudWatch::Alarm' });
      expect(properties('TrailUnreadAlarm', from)).toMatchObject({
        AlarmName: 'root-alert-prod-trail-unread',
        Namespace: 'root-alert/prod',
        MetricName: 'TrailUnread',
        Statistic: 'Sum',
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: [ref('OpsTopic')],
      });
      expect(JSON.stringify(properties('Dashboard', from))).toContain(
        ':alarm:root-alert-prod-trail-unread',
      );
    }
  });

  test('the function is called under that role, and given the time that telling takes', () => {
    const { Role, Timeout } = properties('RootAlarmLambdaFunction', withLog);
    expect(JSON.stringify(Role)).toContain('RootAlarmRole');
    expect(Timeout).toBe(45);
  });
});

describe('another stage', () => {
  let dev: Template;
  beforeAll(async () => {
    dev = await packagedTemplate('dev', {
      trailLogGroup,
      alarmStates: 'ALARM,OK,INSUFFICIENT_DATA',
    });
  });

  test('leaves the names of the guides to prod', () => {
    expect(properties('AlarmTopic', dev)['TopicName']).toBe('root-alert-dev');
    expect(properties('RootUsageAlarm', dev)['AlarmName']).toBe('root-alert-dev');
  });

  test('may ask for every state', () => {
    const topic = [ref('AlarmTopic')];
    expect(properties('RootUsageAlarm', dev)).toMatchObject({
      AlarmActions: topic,
      OKActions: topic,
      InsufficientDataActions: topic,
    });
  });
});
