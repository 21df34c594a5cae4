import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyServiceWithoutCode, sls } from '../integration/support/service-copy.ts';
import { enforcePolicy } from './support/enforce-policy.ts';
import { type MotoServer, startMotoServer } from './support/moto-server.ts';
import { runTool } from './support/run-tool.ts';
import { dummyCredentials } from './support/tool-environment.ts';

type Found = Readonly<Record<string, readonly unknown[]>>;

const READER = new URL('support/read-account.py', import.meta.url).pathname;

let moto: MotoServer;
let service = '';
let keys: Awaited<ReturnType<typeof enforcePolicy>>;

beforeAll(async () => {
  [moto, service] = await Promise.all([startMotoServer(), copyServiceWithoutCode()]);
  keys = await enforcePolicy(moto.endpoint);
});
afterAll(() => Promise.all([moto?.stop(), service && rm(service, { recursive: true })]));

const asDeployer = (...args: string[]) =>
  sls(service, args, {
    ...dummyCredentials,
    ...keys.deployer,
    AWS_ENDPOINT_URL: moto.endpoint,
    SLS_AWS_MONITORING_FREQUENCY: '300',
  });

const deploy = (stage: string, ...args: string[]) =>
  asDeployer('deploy', '--accept-gaps', '--stage', stage, ...args);

async function asAdministrator(command: string, ...args: string[]): Promise<string> {
  return await runTool(command, args, '', {
    ...keys.administrator,
    AWS_ENDPOINT_URL: moto.endpoint,
  });
}

async function account(): Promise<Found> {
  return JSON.parse(await asAdministrator('python3', READER));
}

/** How many there are of everything, and the stacks by their state. */
async function counted(): Promise<object> {
  const { stacks, parameters: _, secrets: __, ...others } = await account();
  const counts = Object.entries(others).map(([kind, found]) => [kind, found.length]);
  return { ...Object.fromEntries(counts), stacks };
}

async function variablesOf(stage: string): Promise<Readonly<Record<string, string>>> {
  const functions = (await account())['functions'] as readonly {
    readonly FunctionName: string;
    readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  }[];
  const named = functions.find(
    ({ FunctionName }) => FunctionName === `root-alert-${stage}-rootEvent`,
  );
  return named?.Environment.Variables ?? {};
}

// Each test goes on from the one before it, as the deployments of an account do.
describe('with what docs/deployer-policy.json allows, and nothing else', () => {
  let plain: object;

  test('a stage is deployed, and the account named', async () => {
    expect(await deploy('prod')).toContain('AWS account 123456789012');
    plain = await counted();
    expect(plain).toMatchObject({ functions: 5, stacks: { 'root-alert-prod': 'UPDATE_COMPLETE' } });
    expect(await variablesOf('prod')).toMatchObject({ LOCALE: 'ko' });
  });

  test('another language takes nothing away and makes nothing new', async () => {
    expect(await deploy('prod', '--param', 'locale=en')).not.toContain('takes away');
    expect(await counted()).toEqual(plain);
    expect(await variablesOf('prod')).toMatchObject({ LOCALE: 'en' });
  });

  test('Naver Cloud comes, and goes only with the flag, since its secret has a value', async () => {
    await deploy('prod', '--param', 'ncloud=on');
    expect(await counted()).toMatchObject({ functions: 6, rules: 7, roles: 10 });
    // moto leaves secrets out of a stack.
    const secret = ['--name', 'root-alert/prod/ncloud', '--secret-string', '{}'];
    await asAdministrator('aws', 'secretsmanager', 'create-secret', ...secret);

    await expect(deploy('prod')).rejects.toThrow(
      'Nothing was deployed, since it would take away the secret root-alert/prod/ncloud, with what is in it. Give ncloud as before, or add --accept-removals.',
    );
    expect(await counted()).toMatchObject({ functions: 6 });
    expect(await deploy('prod', '--accept-removals')).toContain('This deployment takes away:');
    expect(await counted()).toEqual(plain);
    await asAdministrator(
      'aws',
      ...['secretsmanager', 'delete-secret', '--secret-id', 'root-alert/prod/ncloud'],
      '--force-delete-without-recovery',
    );
  });

  test('the alarm on a log group comes, and what goes with the parameter is named', async () => {
    await deploy('prod', '--param', 'trailLogGroup=trail');
    expect(await variablesOf('prod')).toMatchObject({ TRAIL_LOG_GROUP: 'trail' });
    expect(await deploy('prod')).toContain(
      'the alarm on root use, with its metric filter (trailLogGroup)',
    );
    expect(await counted()).toEqual(plain);
    expect(await variablesOf('prod')).toMatchObject({ TRAIL_LOG_GROUP: '' });
  });

  test('a second stage stands beside, and goes without a part of the first', async () => {
    await deploy('dev');
    expect(await counted()).toMatchObject({ functions: 10, tables: 2 });
    expect(await asDeployer('remove', '--stage', 'dev')).toContain('Wait a minute');
    expect(await counted()).toEqual({
      ...plain,
      stacks: { 'root-alert-dev': 'DELETE_COMPLETE', 'root-alert-prod': 'UPDATE_COMPLETE' },
    });
  });

  test('the last stage leaves nothing', async () => {
    await asDeployer('remove', '--stage', 'prod');
    const { stacks, ...others } = await account();
    expect(stacks).toMatchObject({ 'root-alert-prod': 'DELETE_COMPLETE' });
    expect(Object.entries(others).filter(([, found]) => found.length > 0)).toEqual([]);
  });

  test('what it does not allow is refused', async () => {
    const denied = askingAsDeployer('iam', 'list-users');
    await expect(denied).rejects.toThrow(/AccessDenied|not authorized/);
  });
});

const askingAsDeployer = (...args: string[]) =>
  runTool('aws', args, '', { ...keys.deployer, AWS_ENDPOINT_URL: moto.endpoint });
