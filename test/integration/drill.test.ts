import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drillAlarm } from '../../commands/drill/drill-alarm.ts';
import { drillPoll } from '../../commands/drill/drill-poll.ts';
import { drillRegions } from '../../commands/drill/drill-regions.ts';
import { readStack } from '../../commands/stack.ts';
import { createDynamoDb } from '../../lib/aws/dynamodb.ts';
import { createDynamoDbLedger } from '../../lib/ledger/dynamodb-ledger.ts';
import { type AwsAccount, AwsRefusal, startAwsAccount } from './support/aws-account.ts';
import { type ChatRoom, startChatRoom } from './support/chat-room.ts';
import { type DynamoDb, startDynamoDb } from './support/dynamodb.ts';
import { matches } from './support/event-pattern.ts';
import { type Lambda, startLambda } from './support/lambda-runtime.ts';
import { functionEnvironment, type Template, template } from './support/packaged-service.ts';
import { readPost } from './support/read-post.ts';
import { rootUsePatterns } from './support/root-use-patterns.ts';
import { run } from './support/run-command.ts';
import { startSecretsManager } from './support/secrets-manager.ts';
import {
  accountId,
  documentedActions,
  iamActions,
  templateWith,
  wellAccount,
} from './support/well-account.ts';

const home = 'ap-northeast-2';
const ledgerTable = 'root-alert-ledger-prod';
const options = { stage: 'prod', region: home };
const classic: Template['Resources'] = {
  RootUsageAlarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'root-alert' } },
};

/** An event as the rule hands it on. */
type Arrival = {
  readonly region: string;
  readonly source: string;
  readonly detail: {
    readonly eventID: string;
    readonly eventName: string;
    readonly readOnly: boolean;
    readonly [field: string]: unknown;
  };
};

let account: AwsAccount;
let dynamodb: DynamoDb;
let said: string[] = [];
let arrivals: Arrival[] = [];
/** What happens, and how long after the start of the drill. */
let later: { atMs: number; happen: () => Promise<unknown> }[] = [];
let nowMs = 0;
const startMs = Date.parse('2026-11-22T12:00:00Z');

beforeEach(async () => {
  [account, dynamodb] = await Promise.all([startAwsAccount({}), startDynamoDb()]);
  await dynamodb.createTableFrom(template(), 'Ledger');
  nowMs = startMs;
  said = [];
  arrivals = [];
  later = [];
  const environment = { ...account.environment, ...dynamodb.environment };
  for (const [name, value] of Object.entries({ ...environment, ...keys, AWS_REGION: home }))
    vi.stubEnv(name, value);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([account.stop(), dynamodb.stop()]);
});

const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_MAX_ATTEMPTS: '1' };
/** A clock that goes only while somebody waits, and then as fast as it can. */
const time = {
  now: () => nowMs,
  async sleep(ms: number) {
    nowMs += ms;
    for (const event of later.filter(({ atMs }) => startMs + atMs <= nowMs)) {
      later = later.filter((it) => it !== event);
      await event.happen();
    }
  },
};

const ledger = () => createDynamoDbLedger(createDynamoDb(process.env, time), ledgerTable, time);

/** Deploys stage `prod` with these forwarding regions; `arrive` is what becomes of an event of the drill. */
function deploy(
  regions: readonly string[],
  arrive: (arrival: Arrival) => void | Promise<void>,
  more: Template['Resources'] = {},
): void {
  for (const [action, answer] of Object.entries(wellAccount(templateWith(regions, more)))) {
    account.answer(action, answer);
  }
  account.answer('events:PutEvents', async ({ Entries }, region) => {
    for (const { Source, Detail } of Entries as { Source: string; Detail: string }[]) {
      const arrival = { region, source: Source, detail: JSON.parse(Detail) };
      arrivals.push(arrival);
      await arrive(arrival);
    }
    return { FailedEntryCount: 0, Entries: [{ EventId: '1' }] };
  });
}

/** What root-alert does when all is well: tells actions at once, and reads in a digest. */
async function takeWell({ detail }: Arrival, rooms = ['dooray']): Promise<void> {
  const id = `drill-${detail.eventID}`;
  await ledger().claim(id, 1);
  await ledger().countUse(`drill-${accountId}`, detail.readOnly);
  const tell = () => ledger().recordTold(id, rooms, true);
  if (detail.readOnly) later.push({ atMs: 140_000, happen: tell });
  else await tell();
}

async function drill() {
  const stack = await readStack(new CloudFormationClient({ region: home }), 'prod', home);
  const outcome = await drillRegions(stack, options, (line) => said.push(line), time);
  return { ...outcome, text: [...said, ...outcome.lines].join('\n') };
}

describe('npm run drill -- --stage prod', () => {
  it('passes bus, rule, function, ledger and room, whose message says in its first word what it is', async () => {
    const homeDirectory = mkdtempSync(join(tmpdir(), 'root-alert-drill-'));
    const [room, secrets]: [ChatRoom, Awaited<ReturnType<typeof startSecretsManager>>] =
      await Promise.all([startChatRoom(), startSecretsManager()]);
    secrets.put(functionEnvironment('rootEvent')['WEBHOOK_SECRET_ID'] ?? '', room.url);
    let lambda: Lambda | undefined;
    let before: Promise<unknown> = Promise.resolve();
    deploy(['us-east-1'], (arrival) => {
      before = before.then(async () => {
        lambda ??= await startLambda({
          functionName: 'rootEvent',
          env: { ...secrets.environment, ...dynamodb.environment },
        });
        await lambda.invoke({ ...arrival, account: accountId });
      });
    });
    try {
      const { code, stdout, stderr } = await run('npm', 'drill', ['--stage', 'prod'], {
        HOME: homeDirectory,
        ...account.environment,
        ...dynamodb.environment,
        ...keys,
      });

      expect(stderr).toBe('');
      expect(stdout).toMatch(/^ok +ap-northeast-2 +dooray: told in \d+ s$/m);
      expect(stdout).toMatch(/^ok +us-east-1 +dooray: told in \d+ s$/m);
      expect(stdout).toMatch(/^The drill passed in 2 regions\.\nNot drilled: the trail, and the /m);
      expect(code).toBe(0);
      expect(room.posts).toHaveLength(2);
      for (const post of room.posts) expect(readPost(post).headline).toMatch(/^\[훈련\] /);
    } finally {
      await Promise.all([lambda?.stop(), room.close(), secrets.stop()]);
      rmSync(homeDirectory, { recursive: true });
    }
  });

  it('sends one event a region, with an id of its own, that every rule lets pass', async () => {
    const forwarding = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'sa-east-1'];
    deploy(forwarding, takeWell);
    const { isOk, text, json } = await drill();

    expect(arrivals.map(({ region }) => region).toSorted()).toEqual(
      [home, ...forwarding].toSorted(),
    );
    expect(new Set(arrivals.map(({ detail }) => detail.eventID)).size).toBe(6);
    for (const pattern of Object.values(rootUsePatterns(template()))) {
      for (const arrival of arrivals) expect(matches(pattern, arrival)).toBe(true);
    }
    expect(text).toContain('4 should be told at once, the other 2 in one digest');
    expect(text).toMatch(/^ok +us-west-2 +dooray: told in 1 s$/m);
    expect(text).toMatch(
      /^ok +eu-west-1 +dooray: told in a digest after 140 s \(arrived in 1 s\)$/m,
    );
    expect(json).toMatchObject({ isOk: true, stage: 'prod', account: accountId });
    expect(isOk).toBe(true);
  });

  it('fails where a region has no forwarder, and says so, when it has waited five minutes', async () => {
    deploy(['us-east-1', 'eu-west-1'], async (arrival) => {
      if (arrival.region !== 'us-east-1') await takeWell(arrival);
    });
    account.answer(
      'events:DescribeRule',
      () => {
        throw new AwsRefusal('ResourceNotFoundException', 'Rule does not exist.');
      },
      'us-east-1',
    );
    const { isOk, text } = await drill();

    expect(text).toMatch(
      /^FIX {2}us-east-1 {7}did not arrive; there is no forwarder \(rule root-alert-prod-forward-ap-northeast-2\)/m,
    );
    expect(text).toMatch(/^ok {3}eu-west-1 /m);
    expect(text).toContain('The drill FAILED in 1 of 3 regions: us-east-1.');
    expect(isOk).toBe(false);
    expect(nowMs - startMs).toBe(300_000);
  });

  it('asks for what docs/commands.md says, no more and no less', async () => {
    deploy(['us-east-1'], () => {});
    await drill();
    expect(iamActions(account.calls, dynamodb.calls)).toEqual(
      documentedActions('all but redrive, planned and verify-evidence', 'drill'),
    );
  });

  it('takes an entry that EventBridge refuses for what it is, though the call answers 200', async () => {
    deploy([], takeWell);
    account.answer('events:PutEvents', () => ({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized.' }],
    }));
    const { isOk, text } = await drill();
    expect(text).toContain(
      'could not be sent: EventBridge answers NotAuthorizedForSourceException: Not authorized.',
    );
    expect(isOk).toBe(false);
  });

  it('goes on where one region refuses, and says which right is missing', async () => {
    deploy(['us-east-1'], takeWell);
    account.answer(
      'events:PutEvents',
      () => {
        throw new AwsRefusal('AccessDeniedException', 'User is not authorized.');
      },
      'us-east-1',
    );
    const { isOk, text } = await drill();
    expect(text).toMatch(
      /^FIX {2}us-east-1 {7}could not be sent: These AWS credentials may not events:PutEvents in us-east-1: /m,
    );
    expect(text).toMatch(/^ok {3}ap-northeast-2 /m);
    expect(isOk).toBe(false);
  });

  it('goes on through a ledger that throttles, and says when it could not be read to the end', async () => {
    deploy([], (arrival) => {
      dynamodb.throttle(3, { operation: 'BatchGetItem' });
      return takeWell(arrival);
    });
    expect((await drill()).isOk).toBe(true);

    deploy([], () => dynamodb.throttle(1_000, { operation: 'BatchGetItem' }));
    const { isOk, text } = await drill();
    expect(isOk).toBe(false);
    expect(text).toContain('The ledger could not be read to the end: DynamoDB in ap-northeast-2');
  });

  it('sends nothing when the ledger cannot be read at all', async () => {
    deploy([], takeWell);
    dynamodb.throttle(1);
    await expect(drill()).rejects.toThrow();
    expect(arrivals).toEqual([]);
  });

  it('says when one room of two has not taken it, and where to look', async () => {
    deploy([], async ({ detail }) => {
      await ledger().claim(`drill-${detail.eventID}`, 1);
      await ledger().recordTold(`drill-${detail.eventID}`, ['slack'], false);
    });
    const { isOk, text } = await drill();
    expect(text).toContain(
      'arrived in 1 s, slack told in 1 s, but not every room has taken it; look into the log /aws/lambda/root-alert-prod-rootEvent',
    );
    expect(isOk).toBe(false);
  });

  it('names a region that is switched on and has no forwarder, without failing for it', async () => {
    deploy([], takeWell);
    account.answer('account:ListRegions', () => ({
      Regions: [{ RegionName: home }, { RegionName: 'ap-east-1' }],
    }));
    const { isOk, text } = await drill();
    expect(text).toContain('Not covered, though switched on in this account: ap-east-1.');
    expect(isOk).toBe(true);
  });

  it('where reads are off sends none, since no rule would let it pass', async () => {
    deploy(['eu-west-1'], takeWell, {
      RootUseRule: {
        Type: 'AWS::Events::Rule',
        Properties: { EventPattern: { detail: { readOnly: [false] } } },
      },
    });
    expect((await drill()).isOk).toBe(true);
    expect(arrivals.map(({ detail }) => detail.readOnly)).toEqual([false, false]);
  });

  it('expects more in the digest when there was a drill just before', async () => {
    for (let count = 0; count < 9; count += 1) await ledger().countUse(`drill-${accountId}`, false);
    deploy(['us-east-1'], async (arrival) => {
      await ledger().claim(`drill-${arrival.detail.eventID}`, 1);
      const tell = () => ledger().recordTold(`drill-${arrival.detail.eventID}`, ['dooray'], true);
      if (arrival.region === home) await tell();
      else later.push({ atMs: 140_000, happen: tell });
    });
    const { isOk, text } = await drill();
    expect(text).toContain('There was a drill in the last ten minutes');
    expect(isOk).toBe(true);
  });
});

describe('npm run drill -- --stage prod --alarm', () => {
  const drillTheAlarm = async () =>
    drillAlarm(
      await readStack(new CloudFormationClient({ region: home }), 'prod', home),
      options,
      (line) => said.push(line),
      time,
    );

  it('raises the alarm with a reason that says what it is, and waits for its message', async () => {
    deploy([], takeWell, classic);
    account.answer('monitoring:SetAlarmState', async ({ AlarmName, StateValue, StateReason }) => {
      expect([AlarmName, StateValue]).toEqual(['root-alert', 'ALARM']);
      const [, id = ''] = /^root-alert\.drill ([0-9a-f-]{36}): /.exec(String(StateReason)) ?? [];
      await ledger().recordTold(`drill-${id}`, ['dooray'], true);
      return {};
    });
    const { isOk, lines } = await drillTheAlarm();
    expect(lines).toEqual(['ok   alarm root-alert  dooray: told in 1 s']);
    expect(isOk).toBe(true);
    expect(iamActions(account.calls, [{ operation: 'BatchGetItem' }])).toEqual(
      documentedActions('all but redrive, planned and verify-evidence', 'drill `--alarm`'),
    );
  });

  it('fails when nothing arrives', async () => {
    deploy([], takeWell, classic);
    const { isOk, lines } = await drillTheAlarm();
    expect(lines.join()).toContain(
      'FIX  alarm root-alert  did not arrive; look at the subscriptions',
    );
    expect(isOk).toBe(false);
  });

  it.each([
    ['there is none', {}, {}, 'has no alarm to drill: deploy with trailLogGroup'],
    ['it is raised already', classic, { StateValue: 'ALARM' }, 'is in ALARM already, since 2026-'],
    ['its actions are off', classic, { ActionsEnabled: false }, 'enable-alarm-actions'],
  ])('raises nothing when %s', async (_, more, state, message) => {
    deploy([], takeWell, more);
    account.answer('monitoring:DescribeAlarms', () => ({
      MetricAlarms: [
        {
          AlarmName: 'root-alert',
          StateUpdatedTimestamp: 1_795_000_000,
          StateValue: 'OK',
          ...state,
        },
      ],
    }));
    await expect(drillTheAlarm()).rejects.toThrow(message);
    expect(account.calls.map(({ action }) => action)).not.toContain('monitoring:SetAlarmState');
  });
});

describe('npm run drill -- --stage prod --ncloud', () => {
  const poll: Template['Resources'] = {
    NcloudActivityLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: {} },
  };
  const drillThePoll = async () =>
    drillPoll(await readStack(new CloudFormationClient({ region: home }), 'prod', home), options);

  it('lets the function poll once', async () => {
    deploy([], takeWell, poll);
    account.answer('lambda:Invoke', ({ path }) => {
      expect(path).toBe('/2015-03-31/functions/root-alert-prod-ncloudActivity/invocations');
      return { body: null };
    });
    expect(await drillThePoll()).toMatchObject({ isOk: true });
    expect(iamActions(account.calls, [])).toEqual(
      documentedActions('all but redrive, planned and verify-evidence', 'drill `--ncloud`'),
    );
  });

  it('fails with what the function failed with', async () => {
    deploy([], takeWell, poll);
    account.answer('lambda:Invoke', () => ({
      headers: { 'x-amz-function-error': 'Unhandled' },
      body: { errorType: 'NcloudError', errorMessage: 'the keys are refused' },
    }));
    const { isOk, lines } = await drillThePoll();
    expect(lines.join()).toContain('NcloudError: the keys are refused');
    expect(isOk).toBe(false);
  });

  it('says when Naver Cloud is not polled', async () => {
    deploy([], takeWell);
    await expect(drillThePoll()).rejects.toThrow('does not poll Naver Cloud');
  });
});
