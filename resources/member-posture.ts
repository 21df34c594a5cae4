// What reconcile needs to ask the accounts of an organization how their root can be used: nothing of it without memberPosture.
import { postureRoleName, resourceNames } from '../lib/resource-names.ts';
import { readForwarding } from '../plugin/forwarders/forwarding.ts';
import type { CustomSettings, VariableContext } from '../plugin/framework.ts';
import { UserError } from '../plugin/user-error.ts';

export async function memberPosture({ resolveVariable }: VariableContext): Promise<object> {
  const stage = String(await resolveVariable('sls:stage'));
  const { forwarding } = (await resolveVariable('self:custom')) as CustomSettings;
  const organization = forwarding && organizationOf(forwarding);
  if (forwarding === undefined || !organization?.hasPosture) return { Resources: {} };
  const { organizationStackSet } = resourceNames(stage);
  return {
    Resources: {
      ReconcileMembers: {
        Type: 'AWS::IAM::RolePolicy',
        Properties: {
          RoleName: { Ref: 'ReconcileRole' },
          PolicyName: 'members',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 'sts:AssumeRole',
                Resource: arn(`iam::*:role/${postureRoleName(stage, forwarding.home)}`),
                Condition: { StringEquals: { 'aws:ResourceOrgID': organization.id } },
              },
              {
                Effect: 'Allow',
                Action: 'cloudformation:ListStackInstances',
                // Of a delegated administrator it belongs to the management account.
                Resource: arn(`cloudformation:*:*:stackset/${organizationStackSet}:*`),
              },
              ...(organization.callAs === 'DELEGATED_ADMIN'
                ? [
                    {
                      Effect: 'Allow',
                      Action: 'organizations:ListDelegatedAdministrators',
                      Resource: '*',
                    },
                  ]
                : []),
            ],
          },
        },
      },
    },
  };
}

function organizationOf(forwarding: NonNullable<CustomSettings['forwarding']>) {
  try {
    return readForwarding(forwarding).organization;
  } catch (error) {
    // The plugin refuses it in one sentence before anything is packaged.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

const arn = (resource: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${resource}` });
