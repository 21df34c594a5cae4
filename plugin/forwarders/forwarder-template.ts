import { forwarderNames, guardForwardRoleName, postureRoleName } from '../../lib/resource-names.ts';

interface ForwarderOptions {
  readonly stage: string;
  /** The region that the events are sent to. */
  readonly home: string;
  /** The event pattern of the home region's rules. */
  readonly pattern: object;
  /** The event pattern of the guard's rules. */
  readonly guardPattern: object;
  /** Then each account gets a role of its own, and the home account, which has its forwarders already, gets nothing. */
  readonly isForOrganization: boolean;
  /** Then each account lets reconcile ask how its root can be used. */
  readonly hasPosture?: boolean;
}

/**
 * The CloudFormation template that StackSets put into a region: a rule on its default bus that sends every use of root
 * to the home region's bus, one that sends what may change root-alert itself, and a queue for what cannot be sent.
 */
export function forwarderTemplate(options: ForwarderOptions): object {
  const { stage, home, isForOrganization, hasPosture } = options;
  const { ruleName, guardRuleName } = forwarderNames(stage, home);
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
    Parameters: {
      ...template.Parameters,
      HomeAccountId: { Type: 'String', Default: 'none' },
      ...(hasPosture && { ReconcileRoleArn: { Type: 'String' } }),
    },
    Conditions: {
      IsAway: {
        'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, { Ref: 'HomeAccountId' }] }],
      },
      // IAM is global: one region of each account makes the role.
      ...(hasPosture && {
        MakesPostureRole: {
          'Fn::And': [{ Condition: 'IsAway' }, { 'Fn::Equals': [{ Ref: 'AWS::Region' }, home] }],
        },
      }),
    },
    Resources: {
      // A template must have one resource without a condition.
      Nothing: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
      ...Object.fromEntries(
        Object.entries({
          ...resources,
          ForwardRole: forwardRole(ruleName, { Ref: 'BusArn' }),
          GuardForwardRole: forwardRole(guardRuleName, { Ref: 'BusArn' }),
        }).map(([id, resource]) => [id, { ...resource, Condition: 'IsAway' }]),
      ),
      ...(hasPosture && { PostureRole: postureRole(stage, home) }),
    },
  };
}

function forwarderResources(options: ForwarderOptions) {
  const { stage, home, pattern, guardPattern, isForOrganization } = options;
  const { ruleName, guardRuleName, queueName } = forwarderNames(stage, home);
  const ruleArns = [ruleName, guardRuleName].map((name) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${name}`,
  }));
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
          homeTarget(isForOrganization ? roleInTemplate('ForwardRole') : { Ref: 'RoleArn' }),
        ],
      },
    },
    GuardForwardRule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: guardRuleName,
        Description: 'Sends every call that may change root-alert itself to its home region',
        State: 'ENABLED',
        EventPattern: guardPattern,
        Targets: [
          homeTarget(
            isForOrganization
              ? roleInTemplate('GuardForwardRole')
              : guardForwardRoleArn(stage, home),
          ),
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
              Condition: { ArnEquals: { 'aws:SourceArn': ruleArns } },
            },
          ],
        },
      },
    },
  };
}

/** The rules have a role each: whoever takes one from its rule does not silence the other. */
function homeTarget(roleArn: object) {
  return {
    Id: 'home',
    Arn: { Ref: 'BusArn' },
    RoleArn: roleArn,
    DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Unsent', 'Arn'] } },
  };
}

function roleInTemplate(id: string): object {
  return { 'Fn::GetAtt': [id, 'Arn'] };
}

function guardForwardRoleArn(stage: string, home: string): object {
  const name = guardForwardRoleName(stage, home);
  return { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${name}` };
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

/**
 * The role by which reconcile asks what IAM counts in an account: whether its root has a password, keys, MFA. It can do nothing else, and
 * nobody else can take it on. The account as principal, and the role in a condition: a role that is deleted and made again is still the one.
 */
function postureRole(stage: string, home: string): object {
  const reconcileRoleArn = { Ref: 'ReconcileRoleArn' };
  return {
    Type: 'AWS::IAM::Role',
    Condition: 'MakesPostureRole',
    Properties: {
      RoleName: postureRoleName(stage, home),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: { 'Fn::Select': [4, { 'Fn::Split': [':', reconcileRoleArn] }] } },
            Action: 'sts:AssumeRole',
            Condition: { ArnEquals: { 'aws:PrincipalArn': reconcileRoleArn } },
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'posture',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 'iam:GetAccountSummary', Resource: '*' }],
          },
        },
      ],
    },
  };
}
