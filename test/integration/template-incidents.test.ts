import { expect, test } from 'vitest';
import { type Template, template } from './support/packaged-service.ts';
import { escalationTopicArn, incidents } from './support/packagings.ts';
import { packagedTemplate } from './support/service-copy.ts';

/** Statements of a template that allow an action, as `<role>: <resource>`. */
function allowing(action: string, { Resources }: Template): string[] {
  return Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
    if (Type !== 'AWS::IAM::Role' && Type !== 'AWS::IAM::RolePolicy') return [];
    const role = Type === 'AWS::IAM::Role' ? id : (Properties['RoleName'] as { Ref: string }).Ref;
    const documents = (
      Type === 'AWS::IAM::Role' ? (Properties['Policies'] ?? []) : [Properties]
    ) as {
      PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] };
    }[];
    return documents
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Action }) => [Action].flat().includes(action))
      .map(({ Resource }) => `${role}: ${JSON.stringify(Resource)}`);
  });
}

const hide = 'sqs:ChangeMessageVisibility';
const publish = 'sns:Publish';
const lookUp = 'cloudtrail:LookupEvents';
const onOutbox = 'OutboxRole: {"Fn::GetAtt":["Outbox","Arn"]}';
const variables = ({ Resources }: Template): string[] =>
  Object.values(Resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Lambda::Function'
      ? Object.keys((Properties['Environment'] as { Variables: object }).Variables)
      : [],
  );

test('with respond and followUp off, the template has nothing of incidents', () => {
  expect(allowing(hide, template())).toEqual([]);
  expect(allowing(publish, template())).toEqual(['ReconcileRole: {"Ref":"OpsTopic"}']);
  expect(allowing(lookUp, template())).toEqual(['ReconcileRole: "*"']);
  const ours = ['ESCALATE_MINUTES', 'ESCALATION_TOPIC_ARN', 'FOLLOW_UP', 'NETWORKS'];
  expect(variables(template()).filter((name) => ours.includes(name))).toEqual([]);
});

test('with respond, the outbox may hide what lies in it, and three roles may publish to that topic alone', async () => {
  const on = await packagedTemplate('prod', incidents);
  expect(allowing(hide, on)).toEqual([onOutbox]);
  const topic = JSON.stringify(escalationTopicArn);
  expect(allowing(publish, on)).toEqual([
    'ReconcileRole: {"Ref":"OpsTopic"}',
    `OutboxRole: ${topic}`,
    `ReconcileRole: ${topic}`,
    `RespondRole: ${topic}`,
  ]);
  expect(variables(on)).toContain('ESCALATION_TOPIC_ARN');
});

test('with followUp the outbox may look up who signed in, and with respond alone it may not', async () => {
  expect(allowing(lookUp, await packagedTemplate('prod', { followUp: 'on' }))).toEqual([
    'ReconcileRole: "*"',
    'OutboxRole: "*"',
  ]);
  const asked = await packagedTemplate('prod', { respond: 'on' });
  expect(allowing(lookUp, asked)).toEqual(['ReconcileRole: "*"']);
});

test('with followUp alone, the outbox may hide what lies in it, and nobody publishes anywhere else', async () => {
  const on = await packagedTemplate('prod', { followUp: 'on' });
  expect(allowing(hide, on)).toEqual([onOutbox]);
  expect(allowing(publish, on)).toEqual(allowing(publish, template()));
});
