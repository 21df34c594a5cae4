import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resource, type Template } from '../integration/support/packaged-service.ts';
import { copyServiceWithoutCode, readTemplate, sls } from '../integration/support/service-copy.ts';
import { stackSetTemplates } from '../integration/support/stack-set-templates.ts';
import { lint } from './support/lint.ts';
import { type MotoServer, startMotoServer } from './support/moto-server.ts';
import { runTool } from './support/run-tool.ts';
import { dummyCredentials } from './support/tool-environment.ts';

type Json = Readonly<Record<string, unknown>>;

const ACCOUNT_ID = '123456789012';
const RULE = 'root-alert-prod-forward-ap-northeast-2';
const QUEUE = 'root-alert-unsent-prod-ap-northeast-2';
const STATE = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

const enabledByDefault: string[] = JSON.parse(
  await readFile(new URL('../../resources/regions.json', import.meta.url), 'utf8'),
).enabledByDefault;

const parameters = [
  '--param=organizationId=o-a1b2c3d4e5',
  '--param=organizationalUnits=ou-ab12-11112222',
  '--param=organizationCallAs=DELEGATED_ADMIN',
];

let moto: MotoServer;
let service = '';
let main: Template;

beforeAll(async () => {
  [moto, service] = await Promise.all([startMotoServer(), copyServiceWithoutCode()]);
  // moto makes no StackSets, so no region has a forwarder until a test puts it there.
  await sls(service, ['deploy', '--accept-gaps', '--stage', 'prod', ...parameters], {
    ...dummyCredentials,
    AWS_ENDPOINT_URL: moto.endpoint,
    SLS_AWS_MONITORING_FREQUENCY: '300',
  });
  main = await readTemplate(service);
});

afterAll(() => Promise.all([moto?.stop(), service && rm(service, { recursive: true })]));

/** Asks the AWS CLI, which version 1 or 2 must be on PATH. */
async function aws(...args: string[]): Promise<Json> {
  const all = ['--output', 'json', '--endpoint-url', moto.endpoint, ...args];
  return JSON.parse((await runTool('aws', all)) || '{}');
}

/** The forwarder that lies in a region of the account behind moto: its rule with targets, and its queue. */
async function forwarderIn(region: string): Promise<{ rule: Json; targets: unknown; queue: Json }> {
  const rule = await aws('events', 'describe-rule', '--region', region, '--name', RULE);
  const { Targets } = await aws(
    'events',
    'list-targets-by-rule',
    '--region',
    region,
    '--rule',
    RULE,
  );
  const url = `${moto.endpoint}/${ACCOUNT_ID}/${QUEUE}`;
  const names = ['--attribute-names', 'All', '--queue-url', url];
  const queue = await aws('sqs', 'get-queue-attributes', '--region', region, ...names);
  return { rule, targets: Targets, queue: queue['Attributes'] as Json };
}

const homeRule = () => resource('RootUseRule', main).Properties;

/** What a forwarder in a region must be, when it sends to a bus with a role. */
function expectForwarder(
  { rule, targets, queue }: Awaited<ReturnType<typeof forwarderIn>>,
  region: string,
  busArn: string,
  roleArn: unknown,
): void {
  expect(rule).toMatchObject({ EventBusName: 'default', State: STATE });
  expect(JSON.parse(String(rule['EventPattern']))).toEqual(homeRule()['EventPattern']);
  const queueArn = `arn:aws:sqs:${region}:${ACCOUNT_ID}:${QUEUE}`;
  expect(targets).toEqual([
    { Id: 'home', Arn: busArn, RoleArn: roleArn, DeadLetterConfig: { Arn: queueArn } },
  ]);
  expect(queue).toMatchObject({
    QueueArn: queueArn,
    MessageRetentionPeriod: '1209600',
    SqsManagedSseEnabled: 'true',
  });
  // moto leaves AWS::SQS::QueuePolicy out: test/plugin/forwarders/forwarder-template.test.ts claims it of the template.
}

describe('cfn-lint', () => {
  it('has nothing to say of the main template with an organization, nor of those that its StackSets put into other regions', async () => {
    const { Forwarders, OrganizationForwarders } = stackSetTemplates(main);
    expect(Forwarders).toBeDefined();
    expect(OrganizationForwarders).toBeDefined();
    expect(await lint(main, Forwarders, OrganizationForwarders)).toBe('');
  });

  it('would refuse a forwarder whose rule has a state that does not exist, and a StackSet with such a permission model', async () => {
    const forwarder = JSON.stringify(stackSetTemplates(main)['Forwarders']).replace(STATE, 'ON');
    const stackSet = JSON.stringify(main).replace('SERVICE_MANAGED', 'MANAGED');
    const refusal = expect(lint(JSON.parse(forwarder), JSON.parse(stackSet))).rejects;
    await refusal.toThrow(/'ON' is not one of[\s\S]*'MANAGED' is not one of/);
  });
});

describe('sls deploy with an organization, on moto', () => {
  it('completes, and makes the bus with the rule for what is forwarded', async () => {
    const { Stacks } = await aws('cloudformation', 'describe-stacks');
    expect(Stacks).toEqual([
      expect.objectContaining({ StackName: 'root-alert-prod', StackStatus: 'UPDATE_COMPLETE' }),
    ]);
    const rule = await aws(
      'events',
      'describe-rule',
      '--name',
      'root-alert-prod-forwarded',
      '--event-bus-name',
      'root-alert-prod',
    );
    expect(rule).toMatchObject({ State: STATE });
    expect(JSON.parse(String(rule['EventPattern']))).toEqual(homeRule()['EventPattern']);
  });

  // moto 5.2.1 leaves AWS::CloudFormation::StackSet and AWS::Events::EventBusPolicy out of a stack:
  // test/integration/forwarders.test.ts claims them of the template, and what follows does by hand what a StackSet does.
  it('leaves the StackSets to AWS', async () => {
    expect(await aws('cloudformation', 'list-stack-sets')).toEqual({ Summaries: [] });
  });
});

describe("this account's StackSet, made by hand on moto with what the template says", () => {
  const busArn = `arn:aws:events:ap-northeast-2:${ACCOUNT_ID}:event-bus/root-alert-prod`;
  const roleArn = `arn:aws:iam::${ACCOUNT_ID}:role/forward`;

  it('puts a forwarder into every other default region', async () => {
    const { StackSetName, TemplateBody, StackInstancesGroup } = resource(
      'Forwarders',
      main,
    ).Properties;
    const [{ Regions }] = StackInstancesGroup as [{ Regions: string[] }];
    expect(Regions).toHaveLength(16);
    const name = ['--stack-set-name', String(StackSetName)];
    await aws(
      'cloudformation',
      'create-stack-set',
      ...name,
      '--template-body',
      String(TemplateBody),
      '--parameters',
      `ParameterKey=BusArn,ParameterValue=${busArn}`,
      `ParameterKey=RoleArn,ParameterValue=${roleArn}`,
    );
    await aws(
      'cloudformation',
      'create-stack-instances',
      ...name,
      '--accounts',
      ACCOUNT_ID,
      '--regions',
      ...Regions,
    );
    const { Summaries } = await aws('cloudformation', 'list-stack-instances', ...name);
    const instances = Summaries as { Region: string; Status: string }[];
    expect(instances.map(({ Region, Status }) => [Region, Status]).toSorted()).toEqual(
      Regions.map((region) => [region, 'CURRENT']).toSorted(),
    );
    for (const region of ['us-east-1', 'sa-east-1']) {
      expectForwarder(await forwarderIn(region), region, busArn, roleArn);
    }
    await aws(
      'cloudformation',
      'delete-stack-instances',
      ...name,
      '--accounts',
      ACCOUNT_ID,
      '--no-retain-stacks',
      '--regions',
      ...Regions,
    );
    expect(await aws('events', 'list-rules', '--region', 'us-east-1')).toEqual({ Rules: [] });
  });
});

describe('the command of docs/coverage.md for the management account', () => {
  let command = '';
  beforeAll(async () => {
    const docs = await readFile(new URL('../../docs/coverage.md', import.meta.url), 'utf8');
    const blocks = [...docs.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
    const found = blocks.filter((block) => block.includes('aws cloudformation deploy'));
    expect(found).toHaveLength(1);
    command = found[0] ?? '';
  });

  const run = (script: string) =>
    runTool('bash', ['-euc', `cd "${service}"\n${script}`], '', {
      AWS_ENDPOINT_URL: moto.endpoint,
    });

  it('goes through every region that is enabled by default, home included', () => {
    const [, list = ''] = /for region in ((?:[\w\\-]|\s)+?); do/.exec(command) ?? [];
    const regions = list.split(/[\s\\]+/).filter((word) => word !== '');
    expect(regions.toSorted()).toEqual(enabledByDefault.toSorted());
  });

  it('as it stands there, after sls deploy, puts a forwarder into a region', async () => {
    const regions = ['ap-northeast-2', 'us-east-1'];
    await run(command.replace(/for region in [^;]+;/, `for region in ${regions.join(' ')};`));
    const { Roles } = await aws('iam', 'list-roles');
    const roles = (Roles as { RoleName: string; Arn: string }[]).filter(({ RoleName }) =>
      RoleName.startsWith('root-alert-prod-forwarder-ForwardRole-'),
    );
    expect(roles).toHaveLength(regions.length);
    const busArn = 'arn:aws:events:ap-northeast-2:111122223333:event-bus/root-alert-prod';
    for (const region of regions) {
      const forwarder = await forwarderIn(region);
      const [{ RoleArn }] = forwarder.targets as [{ RoleArn: string }];
      expect(roles.map(({ Arn }) => Arn)).toContain(RoleArn);
      expectForwarder(forwarder, region, busArn, RoleArn);
    }
  });

  it('would make nothing in the home account, where the condition says no', async () => {
    const file = join(service, '.serverless', 'forwarder.json');
    await run(
      `aws cloudformation deploy --region us-west-2 --stack-name at-home --template-file ${file} ` +
        `--capabilities CAPABILITY_IAM --parameter-overrides BusArn=arn HomeAccountId=${ACCOUNT_ID}`,
    );
    expect(await aws('events', 'list-rules', '--region', 'us-west-2')).toEqual({ Rules: [] });
    const { Roles } = await aws('iam', 'list-roles');
    expect(JSON.stringify(Roles)).not.toContain('at-home');
  });
});
