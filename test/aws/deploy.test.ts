import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run as runCommand } from '../integration/support/run-command.ts';
import { copyService, readTemplate, sls } from '../integration/support/service-copy.ts';
import { type MotoServer, startMotoServer } from './support/moto-server.ts';
import { runTool } from './support/run-tool.ts';
import { dummyCredentials } from './support/tool-environment.ts';

type Json = Readonly<Record<string, unknown>>;

interface Account {
  readonly stacks: Readonly<Record<string, string>>;
  readonly parameters: readonly Json[];
  readonly functions: readonly Json[];
  readonly rules: readonly Json[];
  readonly logGroups: readonly Json[];
  readonly roles: readonly Json[];
  readonly queues: readonly Json[];
  readonly mappings: readonly Json[];
  readonly topics: readonly Json[];
  readonly keys: readonly string[];
  readonly tables: readonly Json[];
}

const READER = new URL('support/read-account.py', import.meta.url).pathname;
const ACCOUNT_ID = '123456789012';
const REGION = 'ap-northeast-2';
const arnOf = (service: string, rest: string) =>
  `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${rest}`;
const FUNCTION = 'root-alert-prod-rootEvent';
const FUNCTION_ARN = arnOf('lambda', `function:${FUNCTION}`);
const OUTBOX_FUNCTION_ARN = arnOf('lambda', 'function:root-alert-prod-outbox');
const RULE_ARN = arnOf('events', 'rule/root-alert-prod');
const FORWARDED_RULE_ARN = arnOf('events', 'rule/root-alert-prod/root-alert-prod-forwarded');
const OUTBOX_ARN = arnOf('sqs', 'root-alert-outbox-prod');
const UNDELIVERED_ARN = arnOf('sqs', 'root-alert-undelivered-prod');

// moto 5.2.1 leaves out of a stack: secrets, alarms, subscriptions, StackSets, the policies of queues, topics, buckets
// and buses, a function's architecture and async retries, a table's TTL. The packaged template
// shows those (test/integration/template*.test.ts).
describe('sls deploy --stage prod, on moto', () => {
  let moto: MotoServer;
  let service = '';
  let output = '';
  let made: Account;

  // moto makes no StackSets, so every region is left without a forwarder.
  const deploy = (...args: string[]) => run('deploy', '--accept-gaps', ...args);
  const run = (command: string, ...args: string[]) =>
    sls(service, [command, '--stage', 'prod', ...args], {
      ...dummyCredentials,
      AWS_ENDPOINT_URL: moto.endpoint,
      SLS_AWS_MONITORING_FREQUENCY: '300',
    });

  async function account(): Promise<Account> {
    return JSON.parse(await runTool('python3', [READER], '', { AWS_ENDPOINT_URL: moto.endpoint }));
  }

  function rootEventOf({ functions }: Account): Json {
    return functions.find(({ FunctionName }) => FunctionName === FUNCTION) ?? {};
  }

  beforeAll(async () => {
    [moto, service] = await Promise.all([startMotoServer(), copyService()]);
    output = await deploy();
    made = await account();
  });

  afterAll(async () => {
    await Promise.all([moto?.stop(), service && rm(service, { recursive: true })]);
  });

  it('completes', () => {
    // The framework makes a stack with nothing but the bucket, then updates it.
    expect(made.stacks).toEqual({ 'root-alert-prod': 'UPDATE_COMPLETE' });
  });

  it('makes the function with its runtime, environment and role', () => {
    const { roles } = made;
    const role = roles.find(({ RoleName }) =>
      String(RoleName).startsWith('root-alert-prod-RootEventRole-'),
    );
    expect(role).toMatchObject({ PolicyNames: ['root-event'], AttachedPolicies: [] });
    expect(rootEventOf(made)).toMatchObject({
      FunctionArn: FUNCTION_ARN,
      Runtime: 'nodejs24.x',
      Handler: 'handlers/root-event.handler',
      Timeout: 30,
      Role: role?.['Arn'],
      Environment: { Variables: { WEBHOOK_SECRET_ID: 'root-alert/prod/webhook', LOCALE: 'ko' } },
    });
  });

  it.each([
    ['RootUseRule', 'root-alert-prod', 'default', RULE_ARN],
    ['ForwardedRootUseRule', 'root-alert-prod-forwarded', 'root-alert-prod', FORWARDED_RULE_ARN],
  ])(
    'makes %s with its state, bus, pattern and two targets, each with a place for dead letters',
    async (logicalId, name, bus, arn) => {
      const { Resources } = await readTemplate(service);
      const { rules } = made;
      const rule = rules.find(({ Name }) => Name === name);
      expect(rule).toMatchObject({
        Arn: arn,
        EventBusName: bus,
        State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
        Targets: [
          {
            Id: 'rootEvent',
            Arn: FUNCTION_ARN,
            RetryPolicy: { MaximumRetryAttempts: 0 },
            DeadLetterConfig: { Arn: UNDELIVERED_ARN },
          },
          { Id: 'outbox', Arn: OUTBOX_ARN, DeadLetterConfig: { Arn: UNDELIVERED_ARN } },
        ],
      });
      expect(JSON.parse(String(rule?.['EventPattern']))).toEqual(
        Resources[logicalId]?.Properties['EventPattern'],
      );
    },
  );

  it('lets the rules, and nobody else, call the function', () => {
    const { Policy } = rootEventOf(made);
    const { Statement } = Policy as { Statement: readonly Json[] };
    expect(Statement).toHaveLength(2);
    for (const arn of [RULE_ARN, FORWARDED_RULE_ARN]) {
      expect(Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'lambda:InvokeFunction',
          Resource: FUNCTION_ARN,
          Condition: { ArnLike: { 'AWS:SourceArn': arn } },
        }),
      );
    }
    const { functions } = made;
    expect(functions.find(({ FunctionArn }) => FunctionArn === OUTBOX_FUNCTION_ARN)).toMatchObject({
      Policy: null,
    });
  });

  it('makes the outbox and the queue behind it, and nothing else to send to', () => {
    const { queues } = made;
    const outbox = queues.find(({ QueueArn }) => QueueArn === OUTBOX_ARN);
    expect(outbox).toMatchObject({
      DelaySeconds: '120',
      MessageRetentionPeriod: '1209600',
      VisibilityTimeout: '390',
      SqsManagedSseEnabled: 'true',
    });
    expect(JSON.parse(String(outbox?.['RedrivePolicy']))).toEqual({
      deadLetterTargetArn: UNDELIVERED_ARN,
      maxReceiveCount: 480,
    });
    expect(queues.find(({ QueueArn }) => QueueArn === UNDELIVERED_ARN)).toMatchObject({
      MessageRetentionPeriod: '1209600',
      SqsManagedSseEnabled: 'true',
    });
    expect(queues).toHaveLength(2);
  });

  it('hands the outbox to its function, a thousand at a time, two at once', () => {
    expect(made.mappings).toEqual([
      expect.objectContaining({
        EventSourceArn: OUTBOX_ARN,
        FunctionArn: OUTBOX_FUNCTION_ARN,
        State: 'Enabled',
        BatchSize: 1000,
        MaximumBatchingWindowInSeconds: 30,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      }),
    ]);
  });

  it('makes the ledger', () => {
    expect(made.tables).toEqual([
      expect.objectContaining({
        TableName: 'root-alert-ledger-prod',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        BillingModeSummary: expect.objectContaining({ BillingMode: 'PAY_PER_REQUEST' }),
      }),
    ]);
  });

  it('makes the ops topic, and encrypts every topic with one key of our own', () => {
    const { topics, keys } = made;
    expect(keys).toHaveLength(1);
    expect(topics.map(({ TopicArn }) => TopicArn)).toContain(arnOf('sns', 'root-alert-ops-prod'));
    for (const { KmsMasterKeyId } of topics) expect(KmsMasterKeyId).toBe(keys[0]);
  });

  it('keeps the logs of every function for 90 days', () => {
    const { functions, logGroups } = made;
    expect(functions).not.toEqual([]);
    for (const { FunctionName } of functions) {
      const group = logGroups.find(
        ({ logGroupName }) => logGroupName === `/aws/lambda/${FunctionName}`,
      );
      expect(group).toMatchObject({ retentionInDays: 90 });
    }
  });

  it('can be looked at by npm run status, which finds what moto left out', async () => {
    const home = await mkdtemp(join(tmpdir(), 'root-alert-status-'));
    const { stdout, stderr, code } = await runCommand(
      'node',
      'status',
      ['--stage', 'prod', '--json'],
      {
        HOME: home,
        ...dummyCredentials,
        AWS_ENDPOINT_URL: moto.endpoint,
      },
    );
    await rm(home, { recursive: true });
    expect(stderr).toBe('');
    const { rows, account: accountId } = JSON.parse(stdout) as {
      account: string;
      rows: readonly { verdict: string; what: string; found: string }[];
    };
    const lines = rows.map(({ verdict, what, found }) => `${verdict} ${what}: ${found}`);
    expect(accountId).toBe(ACCOUNT_ID);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^ok stack: root-alert-prod: UPDATE_COMPLETE since 20/),
        'ok rule in ap-northeast-2: root-alert-prod: on, reads included',
        'ok rule on the bus: root-alert-prod-forwarded: on, reads included',
        'FIX forwarder in us-east-1: there is no rule root-alert-prod-forward-ap-northeast-2',
        'FIX trail: there is none',
        // moto does not know this service, and answers with a page for people.
        expect.stringMatching(/^FIX other regions: could not look: Account in .+ cannot be read/),
        'FIX ops e-mail: nobody hears when the room cannot be reached',
        'ok outbox: empty',
        'ok undelivered: empty',
        'ok last root use: none yet',
        'note last drill: none yet',
      ]),
    );
    expect(code).toBe(1);
  });

  it('can be repeated, with parameters given and left out again', async () => {
    const given = async () => {
      const now = await account();
      const { parameters, stacks } = now;
      expect(stacks).toEqual({ 'root-alert-prod': 'UPDATE_COMPLETE' });
      const email = parameters.find(({ ParameterKey }) => ParameterKey === 'OpsEmailAddress');
      const { Environment } = rootEventOf(now);
      return {
        email: email?.['ParameterValue'],
        locale: (Environment as { Variables: Json }).Variables['LOCALE'],
      };
    };
    const step = /^No opsEmail: .* below prod: in params\.yml, and deploy again\.$/m;
    expect(output).toMatch(step);
    expect(await given()).toEqual({ email: '', locale: 'ko' });

    const params = ['--param', 'locale=en', '--param', 'opsEmail=ops@example.com'];
    expect(await deploy(...params)).not.toMatch(step);
    expect(await given()).toEqual({ email: 'ops@example.com', locale: 'en' });

    // What an earlier deployment was given does not stay behind.
    expect(await deploy()).toMatch(step);
    expect(await given()).toEqual({ email: '', locale: 'ko' });
  });

  it('is undone by sls remove, which leaves nothing', async () => {
    await run('remove');
    const { stacks, ...rest } = await account();
    expect(stacks).toEqual({ 'root-alert-prod': 'DELETE_COMPLETE' });
    expect(Object.entries(rest).filter(([, found]) => found.length > 0)).toEqual([]);
  });
});
