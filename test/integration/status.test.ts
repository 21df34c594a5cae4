import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readStatus } from '../../commands/status/read-status.ts';
import { createDynamoDb } from '../../lib/aws/dynamodb.ts';
import { groupBy } from '../../lib/group-by.ts';
import { createDynamoDbLedger } from '../../lib/ledger/dynamodb-ledger.ts';
import type { Ledger } from '../../lib/ledger/ledger.ts';
import packageJson from '../../package.json' with { type: 'json' };
import {
  type Answer,
  type AwsAccount,
  AwsRefusal,
  startAwsAccount,
} from './support/aws-account.ts';
import { type DynamoDb, startDynamoDb } from './support/dynamodb.ts';
import { type Template, template } from './support/packaged-service.ts';
import { type Run, run } from './support/run-command.ts';
import {
  accountId,
  documentedActions,
  iamActions,
  queueOf,
  templateWith,
  wellAccount,
} from './support/well-account.ts';

const home = 'ap-northeast-2';
const seesAll = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_MAX_ATTEMPTS: '1' };
const nowMs = Date.parse('2026-11-22T12:00:00Z');

let account: AwsAccount;
let dynamodb: DynamoDb;
let emptyHome = '';

beforeEach(async () => {
  emptyHome = mkdtempSync(join(tmpdir(), 'root-alert-status-'));
  [account, dynamodb] = await Promise.all([startAwsAccount({}), startDynamoDb()]);
  await dynamodb.createTableFrom(template(), 'Ledger');
  deploy(templateWith(['us-east-1', 'eu-west-1']));
  const environment = { ...account.environment, ...dynamodb.environment, ...keys };
  for (const [name, value] of Object.entries({ ...environment, AWS_REGION: home })) {
    vi.stubEnv(name, value);
  }
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([account.stop(), dynamodb.stop()]);
  rmSync(emptyHome, { recursive: true });
});

function deploy(deployed: Template): void {
  for (const [action, answer] of Object.entries(wellAccount(deployed))) {
    account.answer(action, answer);
  }
}

const status = () => readStatus({ stage: 'prod', region: home }, nowMs);

/** The rows that are not well. */
async function faults(): Promise<Record<string, string>> {
  const { rows } = await status();
  const wrong = rows.filter(({ verdict }) => verdict === 'FIX');
  // A forwarder has a row for each of its two rules.
  return Object.fromEntries(
    groupBy(wrong, ({ what }) => what).map((group) => [
      group[0]?.what ?? '',
      group.map(({ found }) => found).join(' | '),
    ]),
  );
}

const deployedPattern = () =>
  JSON.stringify(template().Resources['RootUseRule']?.Properties['EventPattern']);

const secretText = 's3cr3t';
const webhook = `https://hook.dooray.com/services/1/2/${secretText}`;

const refuse =
  (code: string, message = 'no'): Answer =>
  () => {
    throw new AwsRefusal(code, message);
  };

const runStatus = (args: readonly string[], by: 'npm' | 'node' = 'node'): Promise<Run> =>
  run(by, 'status', args, {
    HOME: emptyHome,
    ...account.environment,
    ...dynamodb.environment,
    ...keys,
  });

/** The ledger as the functions write it, at that time. */
function ledgerAt(ms: number): Ledger {
  const clock = { now: () => ms, sleep: async () => {} };
  return createDynamoDbLedger(createDynamoDb(process.env, clock), 'root-alert-ledger-prod', clock);
}

describe('npm run status -- --stage prod', () => {
  it('of a whole deployment says ok to every line, and shows no value of a secret', async () => {
    const ledger = ledgerAt(nowMs - 3_600_000);
    await ledger.countUse(accountId, false);
    await ledger.countUse(`drill-${accountId}`, false);
    const { rows, isOk } = await status();

    expect(rows.map(({ verdict, what, found }) => [verdict, what, found].join(' | '))).toEqual([
      'ok | stack | root-alert-prod: UPDATE_COMPLETE since 2026-11-20T00:00:00.000Z',
      `ok | version | ${packageJson.version}`,
      expect.stringMatching(/^ok \| secret webhook \| root-alert\/prod\/webhook: set since 2026-/),
      'ok | trail | all: logs reads and writes, in all regions',
      'ok | rule in ap-northeast-2 | root-alert-prod: on, reads included',
      'ok | rule on the bus | root-alert-prod-forwarded: on, reads included',
      'ok | guard rule | root-alert-prod-guard: on',
      'ok | guard rule for parts | root-alert-prod-guard-parts: on',
      'ok | guard rule on the bus | root-alert-prod-guard-forwarded: on',
      'ok | forwarder in us-east-1 | stands; nothing unsent',
      'ok | forwarder in eu-west-1 | stands; nothing unsent',
      'ok | other regions | none is switched on in this account',
      expect.stringMatching(/^ok \| alarms \| (\d+) of \1 there and quiet$/),
      'note | classic route | none',
      'ok | ops e-mail | 1 confirmed',
      'ok | alarm e-mail | 1 confirmed',
      'ok | outbox | empty',
      'ok | undelivered | empty',
      `ok | last root use | 2026-11-22T11:00:00.000Z, 1 h ago (${accountId})`,
      'ok | last drill | 2026-11-22T11:00:00.000Z, 1 h ago',
    ]);
    expect(isOk).toBe(true);
    expect(JSON.stringify(rows)).not.toContain(secretText);
  });

  it('repeats why a room did not take an alert, in its own words', async () => {
    const reason = 'Not told: slack answered 404 ("no_service", 1 attempt).';
    const line = JSON.stringify({ message: 'alert', outcome: 'failed', reason });
    account.answer('logs:FilterLogEvents', () => ({
      events: [{ message: line, timestamp: nowMs - 60_000 }],
    }));
    const { rows, isOk } = await status();
    expect(rows).toContainEqual(
      expect.objectContaining({ verdict: 'note', found: expect.stringContaining(reason) }),
    );
    expect(isOk).toBe(true);
  });

  it.each<[string, string, Answer, string | undefined, Record<string, unknown>]>([
    [
      'an empty secret',
      'secretsmanager:DescribeSecret',
      () => ({ VersionIdsToStages: {} }),
      undefined,
      { 'secret webhook': 'root-alert/prod/webhook: empty' },
    ],
    [
      'a forwarder that is missing in one region',
      'events:DescribeRule',
      refuse('ResourceNotFoundException'),
      'us-east-1',
      {
        'forwarder in us-east-1':
          'there is no rule root-alert-prod-forward-ap-northeast-2 | there is no rule root-alert-prod-guard-ap-northeast-2',
      },
    ],
    [
      'a rule that leaves reads out',
      'events:DescribeRule',
      ({ Name }) => ({ Name, State: 'ENABLED', EventPattern: deployedPattern() }),
      'eu-west-1',
      {
        'forwarder in eu-west-1':
          'root-alert-prod-forward-ap-northeast-2: read-only calls go unseen (ENABLED) | root-alert-prod-guard-ap-northeast-2: not the pattern that was deployed',
      },
    ],
    [
      'a rule with another pattern than was deployed',
      'events:DescribeRule',
      ({ Name }) => ({ Name, State: seesAll, EventPattern: '{"source":["aws.s3"]}' }),
      'eu-west-1',
      {
        'forwarder in eu-west-1':
          'root-alert-prod-forward-ap-northeast-2: not the pattern that was deployed | root-alert-prod-guard-ap-northeast-2: not the pattern that was deployed',
      },
    ],
    [
      'a rule that sends to a stranger only',
      'events:ListTargetsByRule',
      () => ({ Targets: [{ Id: '1', Arn: 'arn:aws:sqs:us-east-1:999999999999:theirs' }] }),
      'us-east-1',
      {
        'forwarder in us-east-1':
          'root-alert-prod-forward-ap-northeast-2: sends nothing to root-alert-prod; root-alert-prod-forward-ap-northeast-2: sends also to arn:aws:sqs:us-east-1:999999999999:theirs | root-alert-prod-guard-ap-northeast-2: sends nothing to root-alert-prod; root-alert-prod-guard-ap-northeast-2: sends also to arn:aws:sqs:us-east-1:999999999999:theirs',
      },
    ],
    [
      'a secret with two URLs glued together',
      'secretsmanager:GetSecretValue',
      () => ({ SecretString: `${webhook}${webhook}` }),
      undefined,
      {
        'secret webhook':
          'root-alert/prod/webhook: webhook secret: expected the URL of a webhook, or JSON such as {"dooray": "https://…", "slack": "https://…"}, not several URLs in one text; no room is left.',
      },
    ],
    [
      'a secret whose routes leave a use without a room',
      'secretsmanager:GetSecretValue',
      () => ({
        SecretString: JSON.stringify({
          rooms: [{ kind: 'slack', url: 'http://127.0.0.1/x', severities: ['critical', 'high'] }],
        }),
      }),
      undefined,
      {
        'secret webhook':
          'root-alert/prod/webhook: webhook secret, rooms: expected a room for every use, but none is told of severity medium, cloud aws; such a use goes to every room.',
      },
    ],
    [
      'a secret that is scheduled for deletion',
      'secretsmanager:DescribeSecret',
      () => ({ VersionIdsToStages: { v1: ['AWSCURRENT'] }, DeletedDate: 1_795_000_000 }),
      undefined,
      { 'secret webhook': 'root-alert/prod/webhook: scheduled for deletion, and not to be read' },
    ],
    [
      'an alarm without actions',
      'monitoring:DescribeAlarms',
      ({ AlarmNames }) => ({
        MetricAlarms: (AlarmNames as string[]).map((AlarmName) => ({
          AlarmName,
          StateValue: 'OK',
          AlarmActions: AlarmName.endsWith('-alive') ? [] : ['arn:topic'],
        })),
      }),
      undefined,
      { 'alarm root-alert-prod-alive': 'has no action' },
    ],
    [
      'events that a forwarder could not send',
      'sqs:GetQueueAttributes',
      () => queueOf(3),
      'us-east-1',
      {
        'forwarder in us-east-1':
          '3 that it could not send home lie in root-alert-unsent-prod-ap-northeast-2',
      },
    ],
    [
      'no trail',
      'cloudtrail:DescribeTrails',
      () => ({ trailList: [] }),
      undefined,
      { trail: 'there is none' },
    ],
    [
      'a trail that does not log',
      'cloudtrail:GetTrailStatus',
      () => ({ IsLogging: false }),
      undefined,
      { trail: 'all is not logging' },
    ],
    [
      'an e-mail address that nobody confirmed',
      'sns:ListSubscriptionsByTopic',
      () => ({ Subscriptions: [{ Protocol: 'email', SubscriptionArn: 'PendingConfirmation' }] }),
      undefined,
      { 'ops e-mail': '1 not confirmed', 'alarm e-mail': '1 not confirmed' },
    ],
    [
      'nobody who would hear',
      'sns:ListSubscriptionsByTopic',
      () => ({ Subscriptions: [] }),
      undefined,
      { 'ops e-mail': 'nobody hears when the room cannot be reached' },
    ],
    [
      'a region that may not be looked at',
      'events:DescribeRule',
      refuse('AccessDeniedException', 'explicit deny'),
      'eu-west-1',
      {
        'forwarder in eu-west-1':
          'could not look: These AWS credentials may not events:DescribeRule in eu-west-1: docs/commands.md says what each command needs.',
      },
    ],
    [
      'a proxy that answers in place of AWS',
      'account:ListRegions',
      () => '<!doctype html>',
      undefined,
      {
        'other regions':
          'could not look: Account in ap-northeast-2 answers what cannot be read (SyntaxError).',
      },
    ],
    [
      'a service that throttles',
      'monitoring:DescribeAlarms',
      refuse('Throttling', 'Rate exceeded'),
      undefined,
      {
        alarms:
          'could not look: CloudWatch in ap-northeast-2 refuses with Throttling: Rate exceeded.',
      },
    ],
  ])(
    'says of %s what it is, and of all else that it is well',
    async (_, action, answer, region, found) => {
      account.answer(action, answer, region);
      expect(await faults()).toEqual(found);
    },
  );

  it('asks for what docs/commands.md says, no more and no less', async () => {
    deploy(
      templateWith([], {
        RootUsageFilter: { Type: 'AWS::Logs::MetricFilter', Properties: { LogGroupName: 'x' } },
        OrganizationForwarders: {
          Type: 'AWS::CloudFormation::StackSet',
          Properties: { StackSetName: 'root-alert-prod-organization', CallAs: 'SELF' },
        },
      }),
    );
    account.answer('cloudformation:ListStackInstances', () => ({ Summaries: [] }));
    const before = dynamodb.calls.length;
    await status();
    const documented = documentedActions('all but redrive, planned and verify-evidence', 'status');
    // The service asks for it by itself.
    documented.delete('organizations:ListDelegatedAdministrators');
    expect(iamActions(account.calls, dynamodb.calls.slice(before))).toEqual(documented);
  });

  it('says which forwarders of an organization do not stand', async () => {
    deploy(
      templateWith([], {
        OrganizationForwarders: {
          Type: 'AWS::CloudFormation::StackSet',
          Properties: { StackSetName: 'root-alert-prod-organization', CallAs: 'SELF' },
        },
      }),
    );
    const instance = { Account: '444455556666', Region: home, Status: 'CURRENT' };
    account.answer('cloudformation:ListStackInstances', () => ({ Summaries: [instance] }));
    expect(await faults()).toEqual({});
    account.answer('cloudformation:ListStackInstances', () => ({
      Summaries: [{ ...instance, Status: 'OUTDATED', StatusReason: 'denied' }],
    }));
    expect(await faults()).toEqual({
      organization: 'ap-northeast-2 (444455556666): OUTDATED: denied',
    });
  });

  it('shows a raised alarm with what its description says to do', async () => {
    account.answer('monitoring:DescribeAlarms', ({ AlarmNames }) => ({
      MetricAlarms: (AlarmNames as string[]).map((AlarmName) => ({
        AlarmName,
        StateValue: AlarmName.endsWith('-undelivered') ? 'ALARM' : 'OK',
        AlarmActions: ['arn:topic'],
        StateUpdatedTimestamp: 1_795_000_000,
        AlarmDescription: 'Mend the room.',
      })),
    }));
    const { rows } = await status();
    expect(rows).toContainEqual({
      verdict: 'FIX',
      what: 'alarm root-alert-prod-undelivered',
      found: expect.stringMatching(/^raised since 2026-/),
      todo: 'Mend the room.',
    });
  });

  it('does not send who misses an alarm to a deployment, which would not bring it back', async () => {
    account.answer('monitoring:DescribeAlarms', ({ AlarmNames }) => ({
      MetricAlarms: (AlarmNames as string[])
        .filter((name) => !name.endsWith('-alive'))
        .map((AlarmName) => ({ AlarmName, StateValue: 'OK', AlarmActions: ['arn:topic'] })),
    }));
    const { rows } = await status();
    expect(rows.filter(({ verdict }) => verdict === 'FIX')).toEqual([
      {
        verdict: 'FIX',
        what: 'alarm root-alert-prod-alive',
        found: 'is gone',
        todo: expect.stringMatching(/"When a rule was changed".*deploying again does not/),
      },
    ]);
  });

  it('counts what lies undelivered, and says how it is moved', async () => {
    account.answer('sqs:GetQueueAttributes', ({ QueueUrl }) =>
      queueOf(String(QueueUrl).endsWith('undelivered-prod') ? 2 : 0),
    );
    const { rows } = await status();
    expect(rows.filter(({ verdict }) => verdict === 'FIX')).toEqual([
      {
        verdict: 'FIX',
        what: 'undelivered',
        found: '2 that nobody was told of',
        todo: 'npm run redrive -- --stage prod',
      },
    ]);
  });

  it('notes a region that is switched on without a forwarder, and a drill that was never held', async () => {
    account.answer('account:ListRegions', () => ({
      Regions: [{ RegionName: home }, { RegionName: 'ap-east-1' }],
    }));
    const { rows, isOk } = await status();
    expect(rows.filter(({ verdict }) => verdict === 'note').map(({ found }) => found)).toEqual([
      'switched on, but not covered: ap-east-1',
      'none',
      'none yet',
    ]);
    expect(isOk).toBe(true);
  });

  it('looks at the classic route where there is one', async () => {
    const properties = { LogGroupName: 'trail-log' };
    deploy(
      templateWith([], {
        RootUsageFilter: { Type: 'AWS::Logs::MetricFilter', Properties: properties },
        RootUsageAlarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'root-alert' } },
      }),
    );
    expect(await faults()).toEqual({});
    account.answer('logs:DescribeMetricFilters', () => ({ metricFilters: [] }));
    expect(await faults()).toEqual({ 'classic route': 'the metric filter on trail-log is gone' });
  });
});

describe('a deployment that is not there', () => {
  it('is told with what may be wrong: stage, region, credentials', async () => {
    await expect(readStatus({ stage: 'staging', region: home }, nowMs)).rejects.toThrow(
      'There is no stack root-alert-staging in ap-northeast-2: check --stage, --region and whose credentials these are.',
    );
  });

  it('is told apart from one that was never deployed to its end', async () => {
    account.answer('cloudformation:GetTemplate', () => ({ TemplateBody: '{"Resources":{}}' }));
    await expect(status()).rejects.toThrow('holds next to nothing: deploy again');
  });
});

describe('the machinery that runs by the clock', () => {
  const watching = templateWith([], {
    ReconcileLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: { Environment: { Variables: { HEARTBEAT: 'weekly' } } },
    },
    NcloudActivityLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: {} },
  });
  const rowsOf = async () => {
    const { rows } = await status();
    return rows
      .slice(rows.findIndex(({ what }) => what === 'last drill') + 1)
      .map(({ verdict, what, found }) => [verdict, what, found].join(' | '));
  };

  beforeEach(() => deploy(watching));

  it('that has not run yet is no fault', async () => {
    expect(await rowsOf()).toEqual([
      'note | last look-back | none yet',
      'note | Naver Cloud | not polled yet',
    ]);
  });

  it('is well as long as it keeps running', async () => {
    const ledger = ledgerAt(nowMs - 5 * 60_000);
    await ledger.keepState('reconcile', '{"heartbeat":"2026-11-16","toldFindings":[]}');
    await ledger.keepState('ncloud-main', JSON.stringify({ toMs: nowMs - 5 * 60_000 }));
    expect(await rowsOf()).toEqual([
      'ok | last look-back | 2026-11-22T11:55:00.000Z, 5 min ago',
      'ok | last heartbeat | the one of 2026-11-16',
      'ok | Naver Cloud, main | read up to 2026-11-22T11:55:00.000Z, 5 min ago',
    ]);
  });

  it('that has stopped is a fault, as is what it found', async () => {
    const ledger = ledgerAt(nowMs - 2 * 3_600_000);
    await ledger.keepState(
      'reconcile',
      JSON.stringify({
        heartbeat: '2026-11-09',
        toldFindings: ['noForwarder us-east-1'],
        troubles: ['trailNotLogging trail', 'notLookedAt us-east-1', 'ofAnotherVersion us-west-2'],
      }),
    );
    await ledger.keepState('ncloud-main', JSON.stringify({ toMs: nowMs - 3 * 3_600_000 }));
    expect(await rowsOf()).toEqual([
      'FIX | last look-back | 2026-11-22T10:00:00.000Z, 2 h ago',
      expect.stringMatching(/^FIX \| coverage check \| us-east-1: there is no EventBridge rule/),
      expect.stringMatching(/^FIX \| coverage check \| trail: the CloudTrail trail is stopped/),
      'FIX | coverage check | ofAnotherVersion us-west-2',
      'FIX | last heartbeat | the one of 2026-11-09',
      'FIX | Naver Cloud, main | read up to 2026-11-22T09:00:00.000Z, 3 h ago',
    ]);
  });

  it('that found a key of root says so, and is no fault', async () => {
    const toldFindings = ['rootAccessKey 111122223333'];
    await ledgerAt(nowMs).keepState(
      'reconcile',
      JSON.stringify({ heartbeat: '2026-11-16', toldFindings }),
    );
    expect(await rowsOf()).toContainEqual(
      expect.stringMatching(/^note \| coverage check \| 111122223333: root has an access key\./),
    );
  });

  it('whose state cannot be read is judged by when it was written', async () => {
    await ledgerAt(nowMs).keepState('reconcile', 'not { json');
    await ledgerAt(nowMs).keepState('ncloud-main', '[]');
    expect((await rowsOf()).map((row) => row.split(' | ')[0])).toEqual(['ok', 'ok', 'ok']);
  });
});

describe('as a process', () => {
  it('prints the table, what to do, and fails when something is not well', async () => {
    account.answer('cloudtrail:DescribeTrails', () => ({ trailList: [] }));
    const { code, stdout, stderr } = await runStatus(['--stage', 'prod'], 'npm');
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^root-alert, stage prod, account 111122223333, home ap-northeast-2\n\n/,
    );
    expect(stdout).toMatch(/^FIX {3}trail +there is none\n {6}→ Without a trail /m);
    expect(stdout).toMatch(/^ok {4}forwarder in us-east-1 +stands; nothing unsent$/m);
    expect(stdout).toMatch(/\n1 to FIX\.\n$/);
    expect(code).toBe(1);
  });

  it('prints the same as JSON, and nothing else', async () => {
    const { code, stdout } = await runStatus(['--stage', 'prod', '--json']);
    const { isOk, rows } = JSON.parse(stdout);
    expect(isOk).toBe(true);
    expect(rows).toContainEqual({ verdict: 'ok', what: 'outbox', found: 'empty' });
    expect(code).toBe(0);
  });

  it('says that the credentials have expired in one sentence, without a stack', async () => {
    account.answer('cloudformation:DescribeStacks', refuse('ExpiredToken'));
    expect(await runStatus(['--stage', 'prod'])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^The AWS credentials have expired \(ExpiredToken\): .+\n$/),
    });
  });
});
