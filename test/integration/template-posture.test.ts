import { expect, test } from 'vitest';
import { postureRoleName } from '../../lib/resource-names.ts';
import { resource, type Template, template } from './support/packaged-service.ts';
import { organization, posture } from './support/packagings.ts';
import { packagedTemplate } from './support/service-copy.ts';

const roleName = postureRoleName('prod', 'ap-northeast-2');
const stackSetIn = (from: Template) => resource('OrganizationForwarders', from).Properties;
const inAccounts = (from: Template): Template =>
  JSON.parse(String(stackSetIn(from)['TemplateBody']));

test('off, neither the stack nor the accounts of the organization have anything of it', async () => {
  const off = await packagedTemplate('prod', organization);
  for (const each of [off, template()]) {
    expect(each.Resources).not.toHaveProperty('ReconcileMembers');
    expect(JSON.stringify(each)).not.toMatch(/posture|MEMBER_POSTURE/i);
  }
  expect(stackSetIn(off)['Capabilities']).toEqual(['CAPABILITY_IAM']);
});

test('each account has a role, made once, which reads what IAM counts, and which reconcile alone may take on', async () => {
  const on = await packagedTemplate('prod', posture);
  expect(stackSetIn(on)).toMatchObject({
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    Parameters: expect.arrayContaining([
      {
        ParameterKey: 'ReconcileRoleArn',
        ParameterValue: { 'Fn::GetAtt': ['ReconcileRole', 'Arn'] },
      },
    ]),
  });
  const { Resources, Conditions = {} } = inAccounts(on);
  expect(Conditions['MakesPostureRole']).toEqual({
    'Fn::And': [
      { Condition: 'IsAway' },
      { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'ap-northeast-2'] },
    ],
  });
  expect(Resources['PostureRole']).toMatchObject({
    Condition: 'MakesPostureRole',
    Properties: {
      RoleName: roleName,
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Principal: {
              AWS: { 'Fn::Select': [4, { 'Fn::Split': [':', { Ref: 'ReconcileRoleArn' }] }] },
            },
            Condition: { ArnEquals: { 'aws:PrincipalArn': { Ref: 'ReconcileRoleArn' } } },
          },
        ],
      },
      Policies: [
        {
          PolicyDocument: {
            Statement: [{ Effect: 'Allow', Action: 'iam:GetAccountSummary', Resource: '*' }],
          },
        },
      ],
    },
  });
});

test('reconcile may take on that role alone, in that organization alone', async () => {
  const on = await packagedTemplate('prod', posture);
  const { RoleName, PolicyDocument } = resource('ReconcileMembers', on).Properties;
  expect(RoleName).toEqual({ Ref: 'ReconcileRole' });
  expect(Object(PolicyDocument).Statement).toContainEqual({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: { 'Fn::Sub': `arn:\${AWS::Partition}:iam::*:role/${roleName}` },
    Condition: { StringEquals: { 'aws:ResourceOrgID': organization.organizationId } },
  });
});
