import { expect, test } from 'vitest';
import { type Template, whatGoes } from '../../../plugin/removals/what-goes.ts';

const stackSet = (regions: string[], units?: string[]) => ({
  Type: 'AWS::CloudFormation::StackSet',
  Properties: {
    StackInstancesGroup: [
      {
        Regions: regions,
        DeploymentTargets: units ? { OrganizationalUnitIds: units } : { Accounts: ['x'] },
      },
    ],
  },
});
const functionWith = (Variables: object) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Environment: { Variables } },
});
const resources = (Resources: object): Template => ({ Resources }) as Template;
const opsEmail = (Default: string): Template => ({ Parameters: { OpsEmailAddress: { Default } } });

const organization = stackSet(['us-east-1'], ['ou-1', 'ou-2']);

test.each<[string, Template, Template, object[]]>([
  [
    'a secret, which needs the flag if it has a value',
    resources({
      NcloudSecret: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: { Name: 'root-alert/prod/ncloud' },
      },
    }),
    resources({}),
    [
      {
        what: 'the secret root-alert/prod/ncloud, with what is in it',
        parameters: ['ncloud'],
        needs: 'flagIfSet',
        secretId: 'root-alert/prod/ncloud',
      },
    ],
  ],
  [
    'the forwarders of an organization',
    resources({ OrganizationForwarders: organization }),
    resources({}),
    [
      {
        what: 'the forwarders of the organization, in every account',
        parameters: ['organizationId', 'organizationalUnits'],
        needs: 'flag',
      },
    ],
  ],
  [
    'the forwarders of one unit of it',
    resources({ OrganizationForwarders: organization }),
    resources({ OrganizationForwarders: stackSet(['us-east-1'], ['ou-1']) }),
    [
      {
        what: 'the forwarders of the accounts in ou-2',
        parameters: ['organizationalUnits'],
        needs: 'flag',
      },
    ],
  ],
  [
    'the forwarders of a region',
    resources({ Forwarders: stackSet(['us-east-1', 'ap-east-1']) }),
    resources({ Forwarders: stackSet(['us-east-1']) }),
    [{ what: 'the forwarders in ap-east-1', parameters: ['forwardRegions'] }],
  ],
  [
    'the alarm',
    resources({ RootUsageAlarm: { Type: 'AWS::CloudWatch::Alarm' } }),
    resources({}),
    [{ what: 'the alarm on root use, with its metric filter', parameters: ['trailLogGroup'] }],
  ],
  [
    'the address',
    opsEmail('a@example.com'),
    opsEmail(''),
    [
      {
        what: 'the subscription of a@example.com to problems of root-alert',
        parameters: ['opsEmail'],
      },
    ],
  ],
  [
    'a queue, whichever version made it',
    resources({ Old: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'old' } } }),
    resources({}),
    [{ what: 'the queue old, with what is in it', parameters: [], needs: 'flag' }],
  ],
  [
    'a setting',
    resources({ RootEventLambdaFunction: functionWith({ ACCOUNTS: '1=a', LOCALE: 'en' }) }),
    resources({ RootEventLambdaFunction: functionWith({ ACCOUNTS: '', LOCALE: 'ko' }) }),
    [{ what: 'the setting accounts', parameters: ['accounts'] }],
  ],
])('what goes is named: %s', (_, deployed, next, going) => {
  expect(whatGoes(deployed, next)).toEqual(going);
});

test.each<[string, Template, Template]>([
  ['nothing was deployed yet', {}, resources({ OrganizationForwarders: organization })],
  [
    'all stays',
    { ...opsEmail('a@b.c'), ...resources({ OrganizationForwarders: organization }) },
    { ...opsEmail('a@b.c'), ...resources({ OrganizationForwarders: organization }) },
  ],
  [
    'more is covered',
    resources({ Forwarders: stackSet(['us-east-1']) }),
    resources({ Forwarders: stackSet(['us-east-1', 'us-west-2']) }),
  ],
  ['a role goes', resources({ Old: { Type: 'AWS::IAM::Role' } }), resources({})],
])('nothing is named when %s', (_, deployed, next) => {
  expect(whatGoes(deployed, next)).toEqual([]);
});
