import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { actionsByType, frameworkActions } from '../../commands/deployer-policy/actions-by-type.ts';
import { callsOfCommands } from '../../commands/deployer-policy/calls-of-commands.ts';
import { deployerPolicy, plannedPolicy } from '../../commands/deployer-policy/deployer-policy.ts';
import { fullTemplate } from './support/packaged-service.ts';
import { opsEmail, organization, trailLogGroup } from './support/packagings.ts';
import { packagedTemplate } from './support/service-copy.ts';

const root = join(import.meta.dirname, '../..');
const written = JSON.parse(readFileSync(join(root, 'docs/deployer-policy.json'), 'utf8')) as {
  readonly Statement: readonly {
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
  }[];
};
const allowed = written.Statement.flatMap(({ Action }) => Action);

describe('docs/deployer-policy.json', () => {
  test('is what npm run deployer-policy makes of every deployment and of all calls', async () => {
    const templates = [
      fullTemplate(),
      await packagedTemplate('prod', organization),
      await packagedTemplate('prod', { trailLogGroup, opsEmail }),
    ];
    const types = templates.flatMap(({ Resources }) =>
      Object.values(Resources).map(({ Type }) => Type),
    );
    expect(written).toEqual(deployerPolicy(types, await callsOfCommands()));
  });

  test('allows no action with a wildcard', () => {
    expect(allowed.filter((action) => action.includes('*'))).toEqual([]);
  });

  test('fits into a role as an inline policy: 10,240 characters without white space (IAM quotas)', () => {
    expect(JSON.stringify(written).replaceAll(/\s/g, '').length).toBeLessThanOrEqual(10_240);
  });
});

describe('docs/planned-policy.json', () => {
  const planned = JSON.parse(readFileSync(join(root, 'docs/planned-policy.json'), 'utf8'));

  test('is what npm run deployer-policy makes', () => {
    expect(planned).toEqual(plannedPolicy());
  });

  test('allows what the policy of whoever deploys does not: to call the function that opens windows', () => {
    const invoking = written.Statement.filter(({ Action }) =>
      Action.includes('lambda:InvokeFunction'),
    ).flatMap(({ Resource }) => Resource);
    expect(invoking).toEqual([
      'arn:aws:lambda:*:*:function:root-alert-*-ncloudActivity',
      'arn:aws:lambda:*:*:function:root-alert-*-reconcile',
    ]);
    expect(planned.Statement).toMatchObject([
      {
        Action: ['lambda:InvokeFunction'],
        Resource: ['arn:aws:lambda:*:*:function:root-alert-*-planned'],
      },
    ]);
  });
});

test('a type of resource that nobody said the actions of is refused', () => {
  expect(() => deployerPolicy(['AWS::New::Thing'], [])).toThrow(
    'actions-by-type.ts says nothing of AWS::New::Thing',
  );
});

test('what the framework calls of CloudFormation for deploy and remove is among its actions', () => {
  const aws = join(root, 'node_modules/serverless/lib/plugins/aws');
  const files = ['deploy', 'remove', 'lib'].flatMap((folder) =>
    readdirSync(join(aws, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(aws, folder, file), 'utf8')),
  );
  const called = files.flatMap((code) =>
    [
      ...code.matchAll(/const \{([^}]*)\} = require\('@aws-sdk\/client-(cloudformation)'\)/g),
    ].flatMap(([, names = '', service]) =>
      [...names.matchAll(/(\w+)Command\b/g)].map(([, name]) => `${service}:${name}`),
    ),
  );
  expect(called.length).toBeGreaterThan(5);
  expect(frameworkActions).toEqual(expect.arrayContaining([...new Set(called)]));
});

test('each type’s actions are of its own service, or of one that it is known to call', () => {
  for (const [type, actions] of Object.entries(actionsByType)) {
    const services = new Set(actions.map((action) => action.split(':')[0]));
    expect(services.size, type).toBeLessThanOrEqual(type === 'AWS::Lambda::Function' ? 2 : 1);
  }
});
