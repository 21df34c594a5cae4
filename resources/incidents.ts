import type { CustomSettings, FunctionSettings, VariableContext } from '../plugin/framework.ts';
import { isOn } from './is-on.ts';

type Resources = Readonly<Record<string, object>>;

/** What incidents need besides: nothing of it without `respond` and `followUp`. */
export async function incidents({
  resolveVariable,
}: VariableContext): Promise<{ readonly Resources: Resources }> {
  const { respond, incidents } = (await resolveVariable('self:custom')) as CustomSettings;
  const functions = (await resolveVariable('self:functions')) as Record<string, FunctionSettings>;
  const { followUp, escalationTopicArn } = incidents ?? {};
  const isTimed = isOn(respond) || isOn(followUp);
  const publishers =
    isOn(respond) && escalationTopicArn
      ? ['Outbox', 'Reconcile', ...(functions['respond'] === undefined ? [] : ['Respond'])]
      : [];
  return {
    Resources: {
      ...(isTimed && {
        OutboxTimers: policy('Outbox', 'timers', 'sqs:ChangeMessageVisibility', {
          'Fn::GetAtt': ['Outbox', 'Arn'],
        }),
      }),
      // Who signed in from where root was used. CloudTrail knows no resource for it.
      ...(isOn(followUp) && {
        OutboxSignIns: policy('Outbox', 'sign-ins', 'cloudtrail:LookupEvents', '*'),
      }),
      ...Object.fromEntries(
        publishers.map((role) => [
          `${role}Escalation`,
          policy(role, 'escalation', 'sns:Publish', escalationTopicArn),
        ]),
      ),
    },
  };
}

function policy(role: string, name: string, action: string, resource: unknown): object {
  return {
    Type: 'AWS::IAM::RolePolicy',
    Properties: {
      RoleName: { Ref: `${role}Role` },
      PolicyName: name,
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
      },
    },
  };
}
