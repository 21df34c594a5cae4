import type { CustomSettings, VariableContext } from '../plugin/framework.ts';
import { isOn } from './is-on.ts';

type Resources = Readonly<Record<string, unknown>>;

/** Those of the functions that post alerts, which sign the links in them. */
const postingRoles = [
  'RootEventRole',
  'GuardRole',
  'RootAlarmRole',
  'OutboxRole',
  'ReconcileRole',
] as const;

/** The page for answers, only with respond: on. */
export async function respond({
  resolveVariable,
}: VariableContext): Promise<{ readonly Resources: Resources }> {
  const { respond, ncloud } = (await resolveVariable('self:custom')) as CustomSettings;
  if (!isOn(respond)) return { Resources: {} };
  const { Resources } = (await resolveVariable('file(resources/respond.yml)')) as {
    readonly Resources: Resources;
  };
  const roles = [...postingRoles, ...(isOn(ncloud) ? ['NcloudActivityRole'] : [])];
  return {
    Resources: {
      ...Resources,
      ...Object.fromEntries(
        roles.map((role) => [role.replace(/Role$/, 'LinkKeyAccess'), linkKeyAccess(role)]),
      ),
    },
  };
}

function linkKeyAccess(role: string): object {
  return {
    Type: 'AWS::IAM::RolePolicy',
    Properties: {
      RoleName: { Ref: role },
      PolicyName: 'link-key',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'secretsmanager:GetSecretValue',
            Resource: { Ref: 'RespondSecret' },
          },
        ],
      },
    },
  };
}
