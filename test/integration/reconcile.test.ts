import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ko } from '../../lib/messages/words-ko.ts';
import { deploymentNames } from '../../lib/reconcile/deployment-names.ts';
import { forwarderNames } from '../../lib/resource-names.ts';
import { type AwsAccount, AwsRefusal, startAwsAccount } from './support/aws-account.ts';
import { type CloudTrail, startCloudTrail } from './support/cloudtrail.ts';
import { succeeded } from './support/invocation-outcome.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { resource } from './support/packaged-service.ts';
import { readPost } from './support/read-post.ts';
import { rootCall } from './support/root-call.ts';

const home = 'ap-northeast-2';
const away = 'eu-west-1';
const account = '123456789012';
const minuteMs = 60_000;
const busArn = `arn:aws:events:${home}:${account}:event-bus/root-alert-prod`;

type Rule = {
  readonly State: string;
  readonly EventPattern: string;
  readonly targets: readonly string[];
};

let scene: OutboxScene;
let history: CloudTrail;
let aws: AwsAccount;
/** By region, bus and name: `us-east-1 default my-rule`. */
let rules: Map<string, Rule>;
/** How many messages lie in a queue, by region and name: `us-east-1 my-queue`. */
let queues: Map<string, number>;
/** What was published. */
let published: Readonly<Record<string, unknown>>[];
let reconcile: Lambda;

/** An account with these rules, queues and two regions. */
function startAccount(): Promise<AwsAccount> {
  rules = new Map();
  queues = new Map();
  published = [];
  const ruleOf = (input: Readonly<Record<string, unknown>>, region: string): Rule => {
    const bus = input['EventBusName'] ?? 'default';
    const rule = rules.get(`${region} ${bus} ${input['Name'] ?? input['Rule']}`);
    if (rule === undefined) throw new AwsRefusal('ResourceNotFoundException', 'no such rule');
    return rule;
  };
  return startAwsAccount({
    'account:ListRegions': ({ RegionOptStatusContains }) => {
      expect(RegionOptStatusContains).toEqual(['ENABLED', 'ENABLED_BY_DEFAULT']);
      return { Regions: [home, away].map((RegionName) => ({ RegionName })) };
    },
    'iam:ListAccountAliases': () => ({ IsTruncated: false, AccountAliases: ['payments'] }),
    'events:DescribeRule': (input, region) => {
      const { State, EventPattern } = ruleOf(input, region);
      return { State, EventPattern };
    },
    'events:ListTargetsByRule': (input, region) => ({
      Targets: ruleOf(input, region).targets.map((Arn, index) => ({ Id: String(index), Arn })),
    }),
    'sqs:GetQueueAttributes': ({ QueueUrl }, region) => {
      const url = String(QueueUrl);
      const depth = queues.get(`${region} ${url.slice(url.lastIndexOf('/') + 1)}`);
      if (depth === undefined) {
        throw new AwsRefusal('com.amazonaws.sqs#QueueDoesNotExist', 'no such queue');
      }
      return { Attributes: { ApproximateNumberOfMessages: String(depth) } };
    },
    'sns:Publish': (input) => {
      published.push(input);
      return { MessageId: '1' };
    },
  });
}

/** Lets root do something that the fast path never hears of. */
function missedIn(region: string, eventName: string): void {
  history.put(region, { ...rootCall(eventName).detail, eventID: randomUUID(), awsRegion: region });
}

const lines = () =>
  reconcile
    .log()
    .split('\n')
    .filter((line) => line.includes('"message":"reconcile"'))
    .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as Record<string, unknown>);

describe('the packaged reconcile', () => {
  /** An account with two regions in which all is well, and reconcile after its first run. */
  beforeEach(async () => {
    [scene, history, aws] = await Promise.all([
      startOutboxScene(),
      startCloudTrail(),
      startAccount(),
    ]);
    scene.fillSecret('dooray');
    const pattern = JSON.stringify(resource('RootUseRule').Properties['EventPattern']);
    const rule = (...targets: readonly string[]) => ({
      State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      EventPattern: pattern,
      targets,
    });
    rules.set(`${home} default root-alert-prod`, rule('arn:function', 'arn:queue'));
    rules.set(`${home} root-alert-prod root-alert-prod-forwarded`, rule('arn:function'));
    rules.set(`${away} default root-alert-prod-forward-${home}`, rule(busArn));
    queues.set(`${home} root-alert-outbox-prod`, 0);
    queues.set(`${home} root-alert-undelivered-prod`, 0);
    queues.set(`${away} root-alert-unsent-prod-${home}`, 0);
    reconcile = await scene.start('reconcile', {
      env: { ...history.environment, ...aws.environment, HEARTBEAT: 'off' },
    });
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(published).toEqual([]);
  });
  afterEach(async () => {
    const written = reconcile?.log() ?? '';
    await Promise.all([scene?.stop(), history?.stop(), aws?.stop()]);
    // Neither a webhook nor a key may be written down.
    expect(written).not.toContain('/services/');
    expect(written).not.toMatch(/AKIA|secretAccessKey/);
  });

  test('tells once, over pages and through throttling, what CloudTrail has and nobody told', async () => {
    history.page(1);
    missedIn(away, 'CreateAccessKey');
    missedIn(away, 'CreateUser');
    const told = rootCall('DeleteTrail');
    history.put(home, told.detail);
    const rootEvent = await scene.start('rootEvent');
    expect(await rootEvent.invoke(told)).toEqual(succeeded);
    scene.clock.jump(40 * minuteMs);
    history.throttle(2);

    expect(await reconcile.invoke({})).toEqual(succeeded);
    scene.clock.jump(15 * minuteMs);
    expect(await reconcile.invoke({})).toEqual(succeeded);

    const [, late, ...others] = scene.room.posts.map(readPost);
    expect(others).toEqual([]);
    expect(late?.facts.get(ko.label.remark)).toBe(ko.foundByLookBack);
    expect(late?.facts.get(ko.label.events)).toMatch(
      /CreateAccessKey.*CreateUser|CreateUser.*CreateAccessKey/,
    );
    expect(lines().map(({ Alive, Missed }) => [Alive, Missed])).toEqual([
      [1, 0],
      [1, 2],
      [1, 0],
    ]);
    const pages = history.lookups.filter(
      ({ region, value }) => region === away && value === 'root',
    );
    expect(pages.filter(({ nextToken }) => nextToken !== undefined).length).toBeGreaterThan(0);
    const rows = await scene.ledgerRows();
    expect([...rows.values()].filter((row) => row['toldAt'] !== undefined)).toHaveLength(3);
  });

  test('fails for a region that refuses, by its name, and does the others all the same', async () => {
    history.deny(away);
    missedIn(home, 'CreateUser');
    scene.clock.jump(40 * minuteMs);
    expect(await reconcile.invoke({})).toMatchObject({
      ok: false,
      errorType: 'ReconcileError',
      errorMessage: `${away}: AccessDeniedException.`,
    });
    expect(scene.room.posts).toHaveLength(1);
    expect(lines().at(-1)).toMatchObject({ level: 'ERROR', Alive: 1, Missed: 1 });
  });

  test('mails once what keeps uses from being seen or told', async () => {
    rules.delete(`${away} default root-alert-prod-forward-${home}`);
    queues.delete(`${away} root-alert-unsent-prod-${home}`);
    queues.set(`${home} root-alert-undelivered-prod`, 3);
    scene.secrets.empty('root-alert/prod/webhook');
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(published).toEqual([
      expect.objectContaining({
        TopicArn: `arn:aws:sns:${home}:${account}:root-alert-ops-prod`,
        Subject: 'root-alert prod: 3 to look at',
        Message: expect.stringContaining(away),
      }),
    ]);
  });

  test('fails without a ledger, and tells nothing that may have been told', async () => {
    missedIn(home, 'CreateUser');
    scene.clock.jump(40 * minuteMs);
    await scene.dynamoDb.stop();
    expect(await reconcile.invoke({})).toMatchObject({ ok: false });
    expect(scene.room.posts).toEqual([]);
    await scene.dynamoDb.start();
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(scene.room.posts).toHaveLength(1);
  });
});

describe('the names that reconcile looks for', () => {
  const names = deploymentNames(
    `arn:aws:lambda:${home}:${account}:function:root-alert-prod-reconcile`,
    'prod',
  );

  test('are those of the template and of the forwarders', () => {
    const { ruleName, queueName } = forwarderNames('prod', home);
    expect(names).toMatchObject({
      homeRegion: home,
      accountId: account,
      homeRule: resource('RootUseRule').Properties['Name'],
      forwardedRule: resource('ForwardedRootUseRule').Properties['Name'],
      bus: resource('Bus').Properties['Name'],
      busArn,
      forwardRule: ruleName,
      opsTopicArn: `arn:aws:sns:${home}:${account}:${resource('OpsTopic').Properties['TopicName']}`,
      outboxUrl: `https://sqs.${home}.amazonaws.com/${account}/${resource('Outbox').Properties['QueueName']}`,
      undeliveredUrl: `https://sqs.${home}.amazonaws.com/${account}/${resource('Undelivered').Properties['QueueName']}`,
    });
    expect(names.unsentUrl(away)).toBe(`https://sqs.${away}.amazonaws.com/${account}/${queueName}`);
  });
});
