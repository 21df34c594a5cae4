import { forwarderNames } from '../../lib/resource-names.ts';

interface ForwarderOptions {
  readonly stage: string;
  /** The region that the events are sent to. */
  readonly home: string;
  /** The event pattern of the home region's rules. */
  readonly pattern: object;
  /** Then each account gets a role of its own, and the home account, which has its forwarders already, gets nothing. */
  readonly isForOrganization: boolean;
}

/**
 * The CloudFormation template that StackSets put into a region: a rule on its default bus that sends every use of root
 * to the home region's bus, and a queue for what cannot be sent.
 */
export function forwarderTemplate(options: ForwarderOptions): object {
  const { stage, home, isForOrganization } = options;
  const { ruleName } = forwarderNames(stage, home);
  const resources = forwarderResources(options);
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Sends uses of the root account to root-alert (${stage})`,
    Parameters: { BusArn: { Type: 'String' } },
    Resources: resources,
  };
  if (!isForOrganization) {
    return { ...template, Parameters: { ...template.Parameters, RoleArn: { Type: 'String' } } };
  }
  return {
    ...template,
    Parameters: { ...template.Parameters, HomeAccountId: { Type: 'String', Default: 'none' } },
    Conditions: {
      IsAway: {
        'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, { Ref: 'HomeAccountId' }] }],
      },
    },
    Resources: {
      // A template must have one resource without a condition.
      Nothing: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
      ...Object.fromEntries(
        Object.entries({ ...resources, ForwardRole: forwardRole(ruleName, { Ref: 'BusArn' }) }).map(
          ([id, resource]) => [id, { ...resource, Condition: 'IsAway' }],
        ),
      ),
    },
  };
}

function forwarderResources({ stage, home, pattern, isForOrganization }: ForwarderOptions) {
  const { ruleName, queueName } = forwarderNames(stage, home);
  const ruleArn = {
    'Fn::Sub': `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${ruleName}`,
  };
  return {
    ForwardRule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: ruleName,
        Description: 'Sends every use of the root account to the home region of root-alert',
        // Without it in both rules that a forwarded event passes, read-only calls are never seen.
        State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
        EventPattern: pattern,
        Targets: [
          {
            Id: 'home',
            Arn: { Ref: 'BusArn' },
            RoleArn: isForOrganization
              ? { 'Fn::GetAtt': ['ForwardRole', 'Arn'] }
              : { Ref: 'RoleArn' },
            DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Unsent', 'Arn'] } },
          },
        ],
      },
    },
    Unsent: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: queueName,
        MessageRetentionPeriod: 1_209_600,
        SqsManagedSseEnabled: true,
      },
    },
    UnsentPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Unsent' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: { 'Fn::GetAtt': ['Unsent', 'Arn'] },
              Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
            },
          ],
        },
      },
    },
  };
}

/** The role with which EventBridge puts events on the bus in another region. */
export function forwardRole(ruleName: string, busArn: object) {
  return {
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
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Sub': `arn:\${AWS::Partition}:events:*:\${AWS::AccountId}:rule/${ruleName}`,
                },
              },
            },
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'forward',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: busArn }],
          },
        },
      ],
    },
  };
}
