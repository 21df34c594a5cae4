import { executionRoleName, forwarderNames, resourceNames } from '../lib/resource-names.ts';

const document = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const arn = (resource: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${resource}` });

/** The name of the execution role, for `Fn::Sub`. */
export function roleName(stage: string): string {
  return executionRoleName(stage, `\${AWS::Region}`);
}

/** The role of CloudFormation itself, with which it takes on the execution role. */
export function administrationRole(stage: string, optInRegions: readonly string[]): object {
  const { regionStackSet } = resourceNames(stage);
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: {
          // A region that is not enabled by default has a principal of its own.
          Service: ['', ...optInRegions.map((region) => `${region}.`)].map(
            (region) => `cloudformation.${region}amazonaws.com`,
          ),
        },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
          StringLike: {
            'aws:SourceArn': arn(
              `cloudformation:*:\${AWS::AccountId}:stackset/${regionStackSet}:*`,
            ),
          },
        },
      }),
      // Inline, so that the role never exists without its permissions: StackSets begin at once.
      Policies: [
        {
          PolicyName: 'forwarders',
          PolicyDocument: document({
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Resource: arn(`iam::\${AWS::AccountId}:role/${roleName(stage)}`),
          }),
        },
      ],
    },
  };
}

/** The role with which StackSets make the forwarders of this account. */
export function executionRole(stage: string, home: string): object {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      // StackSets ask for it by name.
      RoleName: { 'Fn::Sub': roleName(stage) },
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: { 'Fn::GetAtt': ['ForwardersAdministrationRole', 'Arn'] } },
        Action: 'sts:AssumeRole',
      }),
      Policies: [
        {
          PolicyName: 'forwarders',
          PolicyDocument: document(...executionStatements(stage, home)),
        },
      ],
    },
  };
}

function executionStatements(stage: string, home: string): object[] {
  const { ruleName, guardRuleName, queueName } = forwarderNames(stage, home);
  return [
    // The least that StackSets work with (CloudFormation User Guide, "Grant self-managed permissions").
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
        // CloudFormation passes the tags of this stack on to everything that its StackSets make.
        'events:TagResource',
        'events:UntagResource',
      ],
      Resource: [ruleName, guardRuleName].map((name) =>
        arn(`events:*:\${AWS::AccountId}:rule/${name}`),
      ),
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
      Resource: arn(`sqs:*:\${AWS::AccountId}:${queueName}`),
    },
    {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: ['ForwardRole', 'GuardForwardRole'].map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] })),
      Condition: { StringEquals: { 'iam:PassedToService': 'events.amazonaws.com' } },
    },
  ];
}
