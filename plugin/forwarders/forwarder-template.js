/**
 * What a forwarder is called, in whatever region and account: by stage and home region, so that two deployments
 * of root-alert never meet there.
 *
 * @param {string} stage
 * @param {string} home
 */
export function forwarderNames(stage, home) {
  return {
    ruleName: `root-alert-${stage}-forward-${home}`,
    queueName: `root-alert-unsent-${stage}-${home}`,
  };
}

/**
 * What the role is called that StackSets work with in the account that is deployed to. IAM knows no regions, so its name does.
 *
 * @param {string} stage
 * @param {string} home
 */
export function executionRoleName(stage, home) {
  return `root-alert-${stage}-${home}-forwarders`;
}

/**
 * The CloudFormation template that StackSets put into a region: the rule on its default bus that sends
 * every use of root to the home region's bus, with a queue for what cannot be sent.
 *
 * @param {object} options
 * @param {string} options.stage
 * @param {string} options.home the region that the events are sent to
 * @param {object} options.pattern the same that serves the home region's rules
 * @param {boolean} options.isForOrganization then each account brings its own role, and the home account,
 *   which has its forwarders already, gets nothing
 * @returns {object}
 */
export function forwarderTemplate({ stage, home, pattern, isForOrganization }) {
  const { ruleName, queueName } = forwarderNames(stage, home);
  const ruleArn = {
    'Fn::Sub': `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${ruleName}`,
  };
  const resources = {
    ForwardRule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: ruleName,
        Description: 'Sends every use of the root account to the home region of root-alert',
        // Both rules of a forwarded event need it, or read-only calls are never seen.
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
      // A template must have one resource that no condition leaves out.
      Nothing: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
      ...Object.fromEntries(
        Object.entries({ ...resources, ForwardRole: forwardRole(ruleName, { Ref: 'BusArn' }) }).map(
          ([id, resource]) => [id, { ...resource, Condition: 'IsAway' }],
        ),
      ),
    },
  };
}

/**
 * The role with which EventBridge puts events on the bus in another region.
 *
 * @param {string} ruleName
 * @param {object} busArn
 */
export function forwardRole(ruleName, busArn) {
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
