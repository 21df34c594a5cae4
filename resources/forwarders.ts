// CloudFormation that depends on parameters in ways that YAML cannot say: the StackSets that put a forwarder into
// every other region and, if asked, into every account of an organization.
import { forwarderNames, guardForwardRoleName, resourceNames } from '../lib/resource-names.ts';
import { forwarderTemplate, forwardRole } from '../plugin/forwarders/forwarder-template.ts';
import {
  type Forwarding,
  type Organization,
  readForwarding,
} from '../plugin/forwarders/forwarding.ts';
import type { CustomSettings, VariableContext } from '../plugin/framework.ts';
import { UserError } from '../plugin/user-error.ts';
import { administrationRole, executionRole, roleName } from './forwarder-roles.ts';

interface Deployment {
  readonly stage: string;
  readonly home: string;
  /** The event pattern of the home region's rules. */
  readonly pattern: object;
  /** The event pattern of the guard's rules. */
  readonly guardPattern: object;
}

/** All regions and accounts side by side. A failure in one does not stop the others. */
const operationPreferences = {
  RegionConcurrencyType: 'PARALLEL',
  MaxConcurrentPercentage: 100,
  FailureTolerancePercentage: 100,
};

/** Everything that leads on from the bus. While it is missing, nothing may be sent to the bus. */
const onwardFromBus = [
  'ForwardedRootUseRule',
  'ForwardedRootUseRulePermission',
  'GuardForwardedRule',
  'GuardForwardedRulePermission',
  'OutboxPolicy',
];

const busArn = { 'Fn::GetAtt': ['Bus', 'Arn'] };
const parameter = (ParameterKey: string, ParameterValue: object) => ({
  ParameterKey,
  ParameterValue,
});

export async function forwarders({ resolveVariable }: VariableContext): Promise<object> {
  const stage = String(await resolveVariable('sls:stage'));
  const pattern = Object(await resolveVariable('file(resources/root-use-pattern.cjs)'));
  const guardPattern = Object(await resolveVariable('file(resources/guard-pattern.cjs)'));
  const { forwarding: parameters } = (await resolveVariable('self:custom')) as CustomSettings;
  if (parameters === undefined) throw new Error('custom.forwarding is missing in serverless.yml');
  let forwarding: Forwarding;
  try {
    forwarding = readForwarding(parameters);
  } catch (error) {
    // The plugin refuses it in one sentence before anything is packaged.
    if (error instanceof UserError) return {};
    throw error;
  }
  const { regions, optInRegions, organization } = forwarding;
  const deployment = { stage, home: parameters.home, pattern, guardPattern };
  const { ruleName, guardRuleName } = forwarderNames(stage, parameters.home);
  return {
    Resources: {
      ForwardRole: forwardRole(ruleName, busArn),
      GuardForwardRole: namedRole(
        forwardRole(guardRuleName, busArn),
        guardForwardRoleName(stage, `\${AWS::Region}`),
      ),
      ForwardersAdministrationRole: administrationRole(stage, optInRegions),
      ForwardersExecutionRole: executionRole(stage, parameters.home),
      ...(regions.length === 0 ? {} : { Forwarders: regionStackSet(deployment, regions) }),
      ...(organization === undefined
        ? {}
        : {
            OrganizationBusPolicy: organizationBusPolicy(organization),
            OrganizationForwarders: organizationStackSet(deployment, regions, organization),
          }),
    },
  };
}

function namedRole(role: ReturnType<typeof forwardRole>, name: string): object {
  return { ...role, Properties: { RoleName: { 'Fn::Sub': name }, ...role.Properties } };
}

/** The forwarders of this account's other regions. */
function regionStackSet(deployment: Deployment, regions: readonly string[]): object {
  return {
    Type: 'AWS::CloudFormation::StackSet',
    // It also orders deletion: forwarders are removed before the bus and the roles that they need.
    DependsOn: ['ForwardersExecutionRole', 'GuardForwardRole', 'BusPolicy', ...onwardFromBus],
    Properties: {
      StackSetName: resourceNames(deployment.stage).regionStackSet,
      Description: 'Sends uses of the root account in other regions to root-alert',
      PermissionModel: 'SELF_MANAGED',
      AdministrationRoleARN: { 'Fn::GetAtt': ['ForwardersAdministrationRole', 'Arn'] },
      ExecutionRoleName: { 'Fn::Sub': roleName(deployment.stage) },
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
      TemplateBody: JSON.stringify(forwarderTemplate({ ...deployment, isForOrganization: false })),
    },
  };
}

/** Lets the accounts of the organization send events to the bus. */
function organizationBusPolicy(organization: Organization): object {
  return {
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
  };
}

/** The forwarders of the organization's accounts. */
function organizationStackSet(
  deployment: Deployment,
  regions: readonly string[],
  organization: Organization,
): object {
  return {
    Type: 'AWS::CloudFormation::StackSet',
    DependsOn: ['OrganizationBusPolicy', ...onwardFromBus],
    Properties: {
      StackSetName: resourceNames(deployment.stage).organizationStackSet,
      Description: 'Sends uses of the root accounts of the organization to root-alert',
      PermissionModel: 'SERVICE_MANAGED',
      CallAs: organization.callAs,
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      Capabilities: [organization.hasPosture ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'],
      ManagedExecution: { Active: true },
      OperationPreferences: operationPreferences,
      Parameters: [
        parameter('BusArn', busArn),
        parameter('HomeAccountId', { Ref: 'AWS::AccountId' }),
        ...(organization.hasPosture
          ? [parameter('ReconcileRoleArn', { 'Fn::GetAtt': ['ReconcileRole', 'Arn'] })]
          : []),
      ],
      StackInstancesGroup: [
        {
          DeploymentTargets: { OrganizationalUnitIds: organization.units },
          Regions: [...regions, deployment.home],
        },
      ],
      TemplateBody: JSON.stringify(
        forwarderTemplate({
          ...deployment,
          isForOrganization: true,
          hasPosture: organization.hasPosture,
        }),
      ),
    },
  };
}
