// CloudFormation that depends on parameters in ways that YAML cannot say: the StackSets that put a forwarder into
// every other region and, if asked, into every account of an organization.
const {
  executionRoleName,
  forwarderNames,
  forwarderTemplate,
  forwardRole,
} = require('../plugin/forwarders/forwarder-template.js');
const { readForwarding } = require('../plugin/forwarders/forwarding.js');

/** All regions and accounts side by side, and none of them stops the others. */
const operationPreferences = {
  RegionConcurrencyType: 'PARALLEL',
  MaxConcurrentPercentage: 100,
  FailureTolerancePercentage: 100,
};

/** All that leads on from the bus: nothing is sent to it before it is told, nor after. */
const wayFromBus = ['ForwardedRootUseRule', 'ForwardedRootUseRulePermission', 'OutboxPolicy'];

const document = (...statements) => ({ Version: '2012-10-17', Statement: statements });
const arn = (resource) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${resource}` });
const parameter = (ParameterKey, ParameterValue) => ({ ParameterKey, ParameterValue });

module.exports = async ({ resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  const pattern = await resolveVariable('file(resources/root-use-pattern.cjs)');
  const { forwarding: parameters } = await resolveVariable('self:custom');
  let forwarding;
  try {
    forwarding = readForwarding(parameters);
  } catch (error) {
    // The plugin says it in one sentence, before anything is packaged.
    if (error.name === 'Refusal') return {};
    throw error;
  }
  const { regions, optInRegions, organization } = forwarding;
  const { ruleName, queueName } = forwarderNames(stage, parameters.home);
  const stackSetName = `root-alert-${stage}-forwarders`;
  const busArn = { 'Fn::GetAtt': ['Bus', 'Arn'] };
  const roleName = executionRoleName(stage, `\${AWS::Region}`);

  return {
    Resources: {
      ForwardRole: forwardRole(ruleName, busArn),

      ForwardersAdministrationRole: {
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
                  `cloudformation:*:\${AWS::AccountId}:stackset/${stackSetName}:*`,
                ),
              },
            },
          }),
          // Inline, so that no role is there without what it may do: StackSets begin at once.
          Policies: [
            {
              PolicyName: 'forwarders',
              PolicyDocument: document({
                Effect: 'Allow',
                Action: 'sts:AssumeRole',
                Resource: arn(`iam::\${AWS::AccountId}:role/${roleName}`),
              }),
            },
          ],
        },
      },

      ForwardersExecutionRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          // StackSets ask for it by name.
          RoleName: { 'Fn::Sub': roleName },
          AssumeRolePolicyDocument: document({
            Effect: 'Allow',
            Principal: { AWS: { 'Fn::GetAtt': ['ForwardersAdministrationRole', 'Arn'] } },
            Action: 'sts:AssumeRole',
          }),
          Policies: [
            {
              PolicyName: 'forwarders',
              PolicyDocument: document(
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
                    // The tags of this stack are handed on to what its StackSets make.
                    'events:TagResource',
                    'events:UntagResource',
                  ],
                  Resource: arn(`events:*:\${AWS::AccountId}:rule/${ruleName}`),
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
                  Resource: { 'Fn::GetAtt': ['ForwardRole', 'Arn'] },
                  Condition: { StringEquals: { 'iam:PassedToService': 'events.amazonaws.com' } },
                },
              ),
            },
          ],
        },
      },

      ...(regions.length === 0
        ? {}
        : {
            Forwarders: {
              Type: 'AWS::CloudFormation::StackSet',
              // Also the other way round: forwarders go before the bus and the roles they need to go.
              DependsOn: ['ForwardersExecutionRole', 'BusPolicy', ...wayFromBus],
              Properties: {
                StackSetName: stackSetName,
                Description: 'Sends uses of the root account in other regions to root-alert',
                PermissionModel: 'SELF_MANAGED',
                AdministrationRoleARN: { 'Fn::GetAtt': ['ForwardersAdministrationRole', 'Arn'] },
                ExecutionRoleName: { 'Fn::Sub': roleName },
                ManagedExecution: { Active: true },
                OperationPreferences: operationPreferences,
                Parameters: [
                  parameter('BusArn', busArn),
                  parameter('RoleArn', { 'Fn::GetAtt': ['ForwardRole', 'Arn'] }),
                ],
                StackInstancesGroup: [
                  {
                    DeploymentTargets: { Accounts: [{ Ref: 'AWS::AccountId' }] },
                    Regions: regions,
                  },
                ],
                TemplateBody: JSON.stringify(
                  forwarderTemplate({
                    stage,
                    home: parameters.home,
                    pattern,
                    isForOrganization: false,
                  }),
                ),
              },
            },
          }),

      ...(organization === undefined
        ? {}
        : {
            OrganizationBusPolicy: {
              Type: 'AWS::Events::EventBusPolicy',
              Properties: {
                EventBusName: { 'Fn::GetAtt': ['Bus', 'Name'] },
                StatementId: 'organization',
                Statement: {
                  Effect: 'Allow',
                  Principal: '*',
                  Action: 'events:PutEvents',
                  Resource: busArn,
                  Condition: { StringEquals: { 'aws:PrincipalOrgID': organization.id } },
                },
              },
            },
            OrganizationForwarders: {
              Type: 'AWS::CloudFormation::StackSet',
              DependsOn: ['OrganizationBusPolicy', ...wayFromBus],
              Properties: {
                StackSetName: `root-alert-${stage}-organization`,
                Description: 'Sends uses of the root accounts of the organization to root-alert',
                PermissionModel: 'SERVICE_MANAGED',
                CallAs: organization.callAs,
                AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
                Capabilities: ['CAPABILITY_IAM'],
                ManagedExecution: { Active: true },
                OperationPreferences: operationPreferences,
                Parameters: [
                  parameter('BusArn', busArn),
                  parameter('HomeAccountId', { Ref: 'AWS::AccountId' }),
                ],
                StackInstancesGroup: [
                  {
                    DeploymentTargets: { OrganizationalUnitIds: organization.units },
                    Regions: [...regions, parameters.home],
                  },
                ],
                TemplateBody: JSON.stringify(
                  forwarderTemplate({
                    stage,
                    home: parameters.home,
                    pattern,
                    isForOrganization: true,
                  }),
                ),
              },
            },
          }),
    },
  };
};
