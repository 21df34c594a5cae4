import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyService, readTemplate, sls } from '../integration/support/service-copy.ts';
import { type MotoServer, startMotoServer } from './support/moto-server.ts';
import { runTool } from './support/run-tool.ts';
import { dummyCredentials } from './support/tool-environment.ts';

type Json = Readonly<Record<string, unknown>>;

interface Account {
  readonly stacks: Readonly<Record<string, string>>;
  readonly functions: readonly Json[];
  readonly rules: readonly Json[];
  readonly logGroups: readonly Json[];
  readonly roles: readonly Json[];
}

const READER = new URL('support/read-account.py', import.meta.url).pathname;
const ACCOUNT_ID = '123456789012';
const REGION = 'ap-northeast-2';
const FUNCTION = 'root-alert-prod-rootEvent';
const FUNCTION_ARN = `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${FUNCTION}`;
const RULE_ARN = `arn:aws:events:${REGION}:${ACCOUNT_ID}:rule/root-alert-prod`;

// moto 5.2.1 leaves out of a stack: secrets, bucket policies, a function's architecture. The packaged template
// shows those (test/integration/template.test.ts).
describe('sls deploy --stage prod, on moto', () => {
  let moto: MotoServer;
  let service = '';

  const deploy = (...args: string[]) => run('deploy', ...args);
  const run = (command: string, ...args: string[]) =>
    sls(service, [command, '--stage', 'prod', ...args], {
      ...dummyCredentials,
      AWS_ENDPOINT_URL: moto.endpoint,
      SLS_AWS_MONITORING_FREQUENCY: '300',
    });

  async function account(): Promise<Account> {
    return JSON.parse(await runTool('python3', [READER], '', { AWS_ENDPOINT_URL: moto.endpoint }));
  }

  async function rootEvent(): Promise<Json> {
    const { functions } = await account();
    return functions.find(({ FunctionName }) => FunctionName === FUNCTION) ?? {};
  }

  beforeAll(async () => {
    [moto, service] = await Promise.all([startMotoServer(), copyService()]);
    await deploy();
  });

  afterAll(async () => {
    await Promise.all([moto?.stop(), service && rm(service, { recursive: true })]);
  });

  it('completes', async () => {
    // The framework makes a stack with nothing but the bucket, then updates it.
    expect((await account()).stacks).toEqual({ 'root-alert-prod': 'UPDATE_COMPLETE' });
  });

  it('makes the function with its runtime, environment and role', async () => {
    const { roles } = await account();
    const role = roles.find(({ RoleName }) =>
      String(RoleName).startsWith('root-alert-prod-RootEventRole-'),
    );
    expect(role).toMatchObject({ PolicyNames: ['root-event'], AttachedPolicies: [] });
    expect(await rootEvent()).toMatchObject({
      FunctionArn: FUNCTION_ARN,
      Runtime: 'nodejs24.x',
      Handler: 'handlers/root-event.handler',
      Timeout: 30,
      Role: role?.['Arn'],
      Environment: { Variables: { WEBHOOK_SECRET_ID: 'root-alert/prod/webhook', LOCALE: 'ko' } },
    });
  });

  it('makes the rule with its state, pattern and target', async () => {
    const { Resources } = await readTemplate(service);
    const { rules } = await account();
    const rule = rules.find(({ Name }) => Name === 'root-alert-prod');
    expect(rule).toMatchObject({
      Arn: RULE_ARN,
      EventBusName: 'default',
      State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      Targets: expect.arrayContaining([{ Id: 'rootEvent', Arn: FUNCTION_ARN }]),
    });
    expect(JSON.parse(String(rule?.['EventPattern']))).toEqual(
      Resources['RootUseRule']?.Properties['EventPattern'],
    );
  });

  it('lets the rule, and nobody else, call the function', async () => {
    const { Policy } = await rootEvent();
    expect(Policy).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'lambda:InvokeFunction',
          Resource: FUNCTION_ARN,
          Condition: { ArnLike: { 'AWS:SourceArn': RULE_ARN } },
        },
      ],
    });
    expect((Policy as { Statement: readonly Json[] }).Statement).toHaveLength(1);
  });

  it('keeps the logs of every function for 90 days', async () => {
    const { functions, logGroups } = await account();
    expect(functions).not.toEqual([]);
    for (const { FunctionName } of functions) {
      const group = logGroups.find(
        ({ logGroupName }) => logGroupName === `/aws/lambda/${FunctionName}`,
      );
      expect(group).toMatchObject({ retentionInDays: 90 });
    }
  });

  it('can be repeated, with a parameter changed and changed back', async () => {
    await deploy('--param', 'locale=en');
    expect(await rootEvent()).toMatchObject({ Environment: { Variables: { LOCALE: 'en' } } });
    await deploy();
    expect(await rootEvent()).toMatchObject({ Environment: { Variables: { LOCALE: 'ko' } } });
    expect((await account()).stacks).toEqual({ 'root-alert-prod': 'UPDATE_COMPLETE' });
  });

  it('is undone by sls remove, which leaves nothing', async () => {
    await run('remove');
    const { stacks, ...rest } = await account();
    expect(stacks).toEqual({ 'root-alert-prod': 'DELETE_COMPLETE' });
    expect(Object.entries(rest).filter(([, found]) => found.length > 0)).toEqual([]);
  });
});
