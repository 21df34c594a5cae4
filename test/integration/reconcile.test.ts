import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { opsWordsByLocale } from '../../lib/messages/ops-words-by-locale.ts';
import { ko } from '../../lib/messages/words-ko.ts';
import { deploymentNames } from '../../lib/reconcile/deployment-names.ts';
import { expectedQueues } from '../../lib/reconcile/queue-settings.ts';
import { forwarderNames } from '../../lib/resource-names.ts';
import { AwsRefusal } from './support/aws-account.ts';
import { ok } from './support/chat-room.ts';
import { type CloudTrail, goodTrail, startCloudTrail } from './support/cloudtrail.ts';
import { succeeded } from './support/invocation-outcome.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { resource } from './support/packaged-service.ts';
import { readPost } from './support/read-post.ts';
import {
  opsTopicArn,
  type ReconcileAccount,
  startReconcileAccount,
} from './support/reconcile-account.ts';
import { rootCall } from './support/root-call.ts';

const home = 'ap-northeast-2';
const away = 'eu-west-1';
const account = '123456789012';
const minuteMs = 60_000;
const busArn = `arn:aws:events:${home}:${account}:event-bus/root-alert-prod`;

const opsEmail = 'security@example.com';

let scene: OutboxScene;
let history: CloudTrail;
let scenery: ReconcileAccount;
let reconcile: Lambda;

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
  beforeAll(async () => {
    [scene, history] = await Promise.all([startOutboxScene(), startCloudTrail()]);
  });
  beforeEach(async () => {
    scenery = await startReconcileAccount([home, away], opsEmail, scenery);
    scene.fillSecret('dooray');
    scene.secrets.empty('root-alert/prod/ncloud');
    reconcile = await scene.start('reconcile', {
      env: { ...scenery.aws.environment, ...history.environment, HEARTBEAT: 'off' },
    });
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(scenery.mails).toEqual([]);
  });
  afterEach(async () => {
    const written = reconcile.log();
    await Promise.all([scene.renew(), history.renew()]);
    // Neither a webhook nor a key may be written down.
    expect(written).not.toContain('/services/');
    expect(written).not.toMatch(/AKIA|secretAccessKey/);
  });
  afterAll(() => Promise.all([scene.stop(), history.stop(), scenery.aws.stop()]));

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

  test('that dies in the middle of the look-back loses no page, and tells nothing twice', async () => {
    history.page(1);
    const names = ['CreateAccessKey', 'CreateUser', 'DeleteTrail', 'PutBucketPolicy'];
    for (const name of names) missedIn(away, name);
    scene.clock.jump(40 * minuteMs);
    const before = history.lookups.length;
    const pagesRead = () =>
      history.lookups.slice(before).filter(({ region }) => region === away).length;

    const dying = reconcile.invoke({});
    await vi.waitUntil(() => pagesRead() >= 2, { timeout: 30_000 });
    await reconcile.kill('SIGKILL');
    expect(await dying).toMatchObject({ ok: false, errorType: 'Runtime.ExitError' });
    expect(pagesRead()).toBeLessThan(names.length);

    for (let run = 0; run < 2; run += 1) {
      scene.clock.jump(15 * minuteMs);
      expect(await reconcile.invoke({})).toEqual(succeeded);
    }
    const told = scene.room.posts.map(({ rawBody }) => rawBody).join('\n');
    expect(scene.room.posts.map((post) => readPost(post).count)).toEqual([names.length]);
    for (const name of names) expect(told).toContain(name);
    const rows = await scene.ledgerRows();
    expect([...rows.values()].filter((row) => row['toldAt'] !== undefined)).toHaveLength(
      names.length,
    );
  });

  test('asks the other accounts how their root can be used by a role there, and mails what it finds', async () => {
    reconcile = await scene.start('reconcile', {
      env: {
        ...scenery.aws.environment,
        ...history.environment,
        HEARTBEAT: 'off',
        MEMBER_POSTURE: 'on',
        ORGANIZATION_CALL_AS: 'DELEGATED_ADMIN',
      },
    });
    const roleIn = (id: string) => `arn:aws:iam::${id}:role/root-alert-prod-Reconcile-apnortheast2`;
    scenery.aws.answer('cloudformation:ListStackInstances', (input) => {
      expect(input).toMatchObject({
        StackSetName: 'root-alert-prod-organization',
        StackInstanceRegion: home,
        CallAs: 'DELEGATED_ADMIN',
      });
      const [Account, NextToken] = input['NextToken'] ? ['555566667777'] : ['444455556666', '2'];
      return { Summaries: [{ Account, Region: home }], ...(NextToken && { NextToken }) };
    });
    scenery.aws.answer('sts:AssumeRole', ({ RoleArn, DurationSeconds }) => {
      if (RoleArn !== roleIn('444455556666')) throw new AwsRefusal('AccessDenied', 'no', 403);
      expect(DurationSeconds).toBe('900');
      const session = { AccessKeyId: 'ASIAMEMBER', SecretAccessKey: 's', SessionToken: 't' };
      return { Credentials: { ...session, Expiration: '2030-01-01T00:00:00Z' } };
    });
    scenery.aws.answer('iam:GetAccountSummary', (_input, _region, _url, accessKeyId) => ({
      SummaryMap: new Map([
        ['AccountMFAEnabled', 1],
        ['AccountAccessKeysPresent', accessKeyId === 'ASIAMEMBER' ? 1 : 0],
      ]),
    }));
    expect(await reconcile.invoke({})).toEqual(succeeded);
    const { findings } = opsWordsByLocale.ko;
    const [mail, ...more] = scenery.mails.map(({ Message }) => String(Message));
    expect(more).toEqual([]);
    expect(mail).toContain(`444455556666: ${findings.memberRootAccessKey.what}`);
    expect(mail).toContain(`555566667777 (AccessDenied): ${findings.memberRootUnknown.what}`);
    expect(mail).not.toContain(findings.rootAccessKey.what);
    expect(scenery.aws.calls.map(({ action }) => action)).not.toContain('sts:AssumeRoot');
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

  test('tells once, and mails, what was seen and that somebody took out of the outbox', async () => {
    const rootEvent = await scene.start('rootEvent', { timeoutMs: 6_000 });
    const member = { type: 'Root', accountId: '444455556666' };
    const use = rootCall('StopLogging', {
      eventSource: 'cloudtrail.amazonaws.com',
      userIdentity: member,
    });
    // The room is down for a moment. The copy in the outbox is gone, and no event history has this account's uses.
    scene.room.willAnswer({ status: 503 });
    expect(await rootEvent.invoke(use)).toMatchObject({ ok: false });
    scene.room.willAnswer(ok());
    const before = scene.room.posts.length;
    scene.clock.jump(15 * minuteMs);
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(scene.room.posts).toHaveLength(before);

    for (let run = 0; run < 3; run += 1) {
      scene.clock.jump(15 * minuteMs);
      expect(await reconcile.invoke({})).toEqual(succeeded);
    }

    const posts = scene.room.posts.slice(before).map(readPost);
    expect(posts).toHaveLength(1);
    expect(posts[0]?.facts.get(ko.label.remark)).toBe(ko.lostByOutbox);
    expect(posts[0]?.summary).toContain('444455556666');
    expect((await scene.ledgerRows()).get(use.detail.eventID)).not.toHaveProperty('body');
    expect(JSON.stringify(scenery.mails)).toContain(opsWordsByLocale.ko.findings.outboxLost.what);
  });

  test('replaces and mails what somebody wrote into the ledger, and looks back all the same', async () => {
    const table = 'root-alert-ledger-prod';
    const tenYearsMs = 10 * 365 * 24 * 60 * minuteMs;
    missedIn(away, 'CreateAccessKey');
    await scene.dynamoDb.setNumber(table, 'account#1', 'windowStart', Date.now() + tenYearsMs);
    scene.clock.jump(40 * minuteMs);

    expect(await reconcile.invoke({})).toEqual(succeeded);

    expect(scene.room.posts).toHaveLength(1);
    expect(JSON.stringify(scenery.mails)).toContain('account#1');
    const rows = await scene.dynamoDb.scan(table);
    expect(rows.find(({ pk }) => pk === 'account#1')).not.toHaveProperty('windowStart');
  });

  test('mails once what keeps uses from being seen or told', async () => {
    scenery.rules.delete(`${away} default root-alert-prod-forward-${home}`);
    scenery.queues.delete(`${away} root-alert-unsent-prod-${home}`);
    scenery.queues.set(`${home} root-alert-undelivered-prod`, 3);
    scene.secrets.empty('root-alert/prod/webhook');
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(scenery.mails).toEqual([
      expect.objectContaining({
        TopicArn: opsTopicArn,
        Subject: 'root-alert prod: 3 to look at',
        Message: expect.stringContaining(away),
      }),
    ]);
  });

  const homeRule = `${home} default root-alert-prod`;
  const changeRule = (key: string, changes: object) => {
    const rule = scenery.rules.get(key);
    if (rule === undefined) throw new Error(`no rule ${key}`);
    scenery.rules.set(key, { ...rule, ...changes });
  };
  const takeTarget = (key: string, arn: RegExp) =>
    changeRule(key, {
      targets: scenery.rules.get(key)?.targets.filter((it) => !arn.test(Object(it).Arn)),
    });
  const guardPartsRule = `${home} default root-alert-prod-guard-parts`;
  const changeFunction = (name: string, changes: object) =>
    scenery.functions.set(name, { ...scenery.functions.get(name), ...changes });
  const changeAlarm = (name: string, changes: object) =>
    scenery.alarms.set(name, { ...scenery.alarms.get(name), ...changes });
  const outboxFunction = 'root-alert-prod-outbox';
  const secret = 'root-alert/prod/webhook';
  const stranger = 'arn:aws:sqs:us-east-1:999999999999:theirs';

  /** What is done to the account, the finding, and a piece of what the mail says to do. */
  const deeds: readonly (readonly [string, () => unknown, string, RegExp])[] = [
    [
      'a key of root made while nobody saw it',
      () => scenery.summary.set('AccountAccessKeysPresent', 1),
      `rootAccessKey ${account}`,
      /CloudTrail에서 누가 쓰는지 확인한 뒤/,
    ],
    [
      'the MFA of root taken off',
      () => scenery.summary.set('AccountMFAEnabled', 0),
      `rootWithoutMfa ${account}`,
      /MFA를 등록하세요/,
    ],
    [
      'the outbox deleted',
      () => scenery.queues.delete(`${home} root-alert-outbox-prod`),
      'queueGone root-alert-outbox-prod',
      /REVERT_DRIFT/,
    ],
    [
      'the queue behind it deleted',
      () => scenery.queues.delete(`${home} root-alert-undelivered-prod`),
      'queueGone root-alert-undelivered-prod',
      /REVERT_DRIFT/,
    ],
    [
      "a forwarder's queue deleted",
      () => scenery.queues.delete(`${away} root-alert-unsent-prod-${home}`),
      `unsentGone ${away}`,
      /docs\/coverage\.ko\.md/,
    ],
    [
      'an outbox that throws away what was taken once',
      () =>
        scenery.queueSettings.set(`${home} root-alert-outbox-prod`, {
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn: stranger, maxReceiveCount: 1 }),
        }),
      'queueChanged root-alert-outbox-prod',
      /\(RedrivePolicy\)[\s\S]*규칙이 바뀌었을 때/,
    ],
    [
      'a queue that keeps nothing for long',
      () =>
        scenery.queueSettings.set(`${home} root-alert-undelivered-prod`, {
          MessageRetentionPeriod: '60',
        }),
      'queueChanged root-alert-undelivered-prod',
      /\(MessageRetentionPeriod\)/,
    ],
    [
      "a forwarder's queue that nobody may send to",
      () => scenery.queueSettings.set(`${away} root-alert-unsent-prod-${home}`, { Policy: '{}' }),
      `queueChanged ${away}`,
      /\(Policy\)/,
    ],
    [
      'an outbox that fills up',
      () => scenery.queues.set(`${home} root-alert-outbox-prod`, 5_000),
      'outboxFull root-alert-outbox-prod',
      /npm run status/,
    ],
    [
      'the function taken from the rule',
      () => takeTarget(homeRule, /rootEvent/),
      `ruleWithoutTarget ${home}`,
      /root-alert-prod-rootEvent/,
    ],
    [
      'the outbox taken from the rule',
      () => takeTarget(homeRule, /outbox/),
      `ruleWithoutTarget ${home}`,
      /root-alert-outbox-prod/,
    ],
    [
      'a stranger added to the rule',
      () =>
        changeRule(homeRule, {
          targets: [...(scenery.rules.get(homeRule)?.targets ?? []), stranger],
        }),
      `ruleForeignTarget ${home}`,
      /999999999999:theirs/,
    ],
    [
      'all patterns changed alike',
      () => {
        for (const key of scenery.rules.keys()) {
          changeRule(key, { EventPattern: '{"source":["aws.s3"]}' });
        }
      },
      [
        `ruleOutdated ${home}`,
        `ruleOutdated ${away}`,
        `guardBlind ${away}/root-alert-prod-guard-${home}`,
        'ruleOutdated root-alert-prod-forwarded',
        'guardBlind root-alert-prod-guard',
        'guardBlind root-alert-prod-guard-parts',
        'guardBlind root-alert-prod-guard-forwarded',
      ].join(),
      /규칙이 바뀌었을 때/,
    ],
    [
      'a dead-letter queue taken from the rule',
      () =>
        changeRule(homeRule, {
          targets: scenery.rules.get(homeRule)?.targets.map((it) => ({ Arn: Object(it).Arn })),
        }),
      `ruleWithoutTarget ${home}`,
      /root-alert-prod-rootEvent \(no dead-letter queue\)/,
    ],
    [
      'the rules of the guard deleted, in every region',
      () => {
        for (const key of [...scenery.rules.keys()]) {
          if (key.includes('-guard')) scenery.rules.delete(key);
        }
      },
      [
        `guardBlind ${away}/root-alert-prod-guard-${home}`,
        'guardBlind root-alert-prod-guard',
        'guardBlind root-alert-prod-guard-parts',
        'guardBlind root-alert-prod-guard-forwarded',
      ].join(),
      /\(gone\)[\s\S]*규칙이 바뀌었을 때/,
    ],
    [
      'the function of the guard taken from its rule',
      () => takeTarget(guardPartsRule, /function/),
      'guardBlind root-alert-prod-guard-parts',
      /target: root-alert-prod-guard/,
    ],
    [
      'a rule of the guard switched off',
      () => changeRule(guardPartsRule, { State: 'DISABLED' }),
      'guardBlind root-alert-prod-guard-parts',
      /\(off\)/,
    ],
    [
      'the key taken from the pattern of the guard',
      () =>
        changeRule(guardPartsRule, {
          EventPattern: scenery.rules.get(guardPartsRule)?.EventPattern.replace('TopicKey-1', 'x'),
        }),
      'guardBlind root-alert-prod-guard-parts',
      /\(pattern\)/,
    ],
    [
      'the function of the guard stopped by a concurrency of 0',
      () => changeFunction('root-alert-prod-guard', { reserved: 0 }),
      'functionLimited root-alert-prod-guard',
      /delete-function-concurrency/,
    ],
    [
      'the function of the guard deleted',
      () => scenery.functions.delete('root-alert-prod-guard'),
      'functionGone root-alert-prod-guard',
      /REVERT_DRIFT/,
    ],
    ['the trail deleted', () => history.trails.pop(), 'noTrail trail', /create-trail/],
    [
      'the trail stopped',
      () => history.trails.splice(0, 1, { ...goodTrail, isLogging: false }),
      'trailNotLogging trail',
      /start-logging/,
    ],
    [
      'the trail confined to a region',
      () => history.trails.splice(0, 1, { ...goodTrail, IsMultiRegionTrail: false }),
      'trailOneRegion trail',
      /--is-multi-region-trail/,
    ],
    [
      'the trail set to writes only',
      () =>
        history.trails.splice(0, 1, {
          ...goodTrail,
          selectors: { EventSelectors: [{ ReadWriteType: 'WriteOnly' }] },
        }),
      'trailLeavesOut trail',
      /put-event-selectors/,
    ],
    [
      'the secret scheduled for deletion',
      () => scene.secrets.scheduleDeletion(secret),
      `secretScheduled ${secret}`,
      /restore-secret --region ap-northeast-2 --secret-id root-alert\/prod\/webhook/,
    ],
    [
      'the secret deleted',
      () => scene.secrets.remove(secret),
      `secretGone ${secret}`,
      /REVERT_DRIFT/,
    ],
    [
      'the key of the secret switched off',
      () => scene.secrets.refuse(secret, 'AccessDeniedException', 'Access to KMS is not allowed'),
      'secretUndecryptable webhook',
      /kms enable-key/,
    ],
    [
      'the function stopped by a concurrency of 0',
      () => changeFunction('root-alert-prod-rootEvent', { reserved: 0 }),
      'functionLimited root-alert-prod-rootEvent',
      /delete-function-concurrency --region ap-northeast-2 --function-name root-alert-prod-rootEvent/,
    ],
    [
      'other code in a function',
      () =>
        changeFunction(outboxFunction, {
          CodeSha256: 'x',
          LastModified: '2026-11-20T00:00:00.000+0000',
        }),
      `functionChanged ${outboxFunction}`,
      /\(code\)[\s\S]*sls deploy --stage prod --force/,
    ],
    [
      'another environment of a function',
      () =>
        changeFunction(outboxFunction, {
          Environment: { Variables: { WEBHOOK_SECRET_ID: 'theirs' } },
        }),
      `functionChanged ${outboxFunction}`,
      /\(settings\)/,
    ],
    [
      'a key of their own on the environment of a function',
      () => changeFunction(outboxFunction, { KMSKeyArn: 'arn:aws:kms:eu-west-1:9:key/theirs' }),
      `functionChanged ${outboxFunction}`,
      /\(settings\)/,
    ],
    [
      'a network without a way out for a function',
      () => changeFunction(outboxFunction, { VpcConfig: { SubnetIds: ['subnet-1'] } }),
      `functionChanged ${outboxFunction}`,
      /\(settings\)/,
    ],
    [
      'another log group for a function, which no metric is read from',
      () => changeFunction(outboxFunction, { LoggingConfig: { LogGroup: '/theirs' } }),
      `functionChanged ${outboxFunction}`,
      /\(settings\)/,
    ],
    [
      'a layer put on a function',
      () => changeFunction(outboxFunction, { Layers: [{ Arn: 'arn:aws:lambda:x:9:layer:y:1' }] }),
      `functionChanged ${outboxFunction}`,
      /\(settings\)/,
    ],
    [
      'a function deleted',
      () => scenery.functions.delete(outboxFunction),
      `functionGone ${outboxFunction}`,
      /REVERT_DRIFT/,
    ],
    [
      'the event source mapping switched off',
      () => scenery.mappings.splice(0, 1, { ...scenery.mappings[0], State: 'Disabled' }),
      `mappingOff ${outboxFunction}`,
      /update-event-source-mapping/,
    ],
    [
      'the event source mapping made to filter',
      () =>
        scenery.mappings.splice(0, 1, {
          ...scenery.mappings[0],
          FilterCriteria: { Filters: [{ Pattern: '{"body":{"x":["y"]}}' }] },
        }),
      `mappingOff ${outboxFunction}`,
      /--filter-criteria/,
    ],
    [
      "a stranger's function at the outbox",
      () => scenery.mappings.push({ ...scenery.mappings[0], FunctionArn: 'arn:theirs' }),
      'mappingForeign root-alert-outbox-prod',
      /arn:theirs[\s\S]*delete-event-source-mapping/,
    ],
    [
      'the actions of an alarm switched off',
      () => changeAlarm('root-alert-prod-untold', { ActionsEnabled: false }),
      'alarmSilent root-alert-prod-untold',
      /enable-alarm-actions --region ap-northeast-2 --alarm-names root-alert-prod-untold/,
    ],
    [
      'the actions of an alarm taken away',
      () => changeAlarm('root-alert-prod-untold', { AlarmActions: [] }),
      'alarmSilent root-alert-prod-untold',
      /규칙이 바뀌었을 때/,
    ],
    [
      'an alarm deleted',
      () => scenery.alarms.delete('root-alert-prod-alive'),
      'alarmGone root-alert-prod-alive',
      /REVERT_DRIFT/,
    ],
  ];

  test.each(deeds)('mails once of %s, with what to do', async (_, deed, keys, todo) => {
    deed();
    await reconcile.invoke({});
    await reconcile.invoke({});
    expect(lines().at(-1)?.['findings']).toEqual(keys.split(','));
    expect(scenery.mails).toHaveLength(1);
    expect(scenery.mails[0]?.['Message']).toMatch(todo);
    expect(lines().at(-1)?.['faults']).toEqual([]);
  });

  test('says in the heartbeat how root can be used, when it was, and when the last drill was', async () => {
    const rootEvent = await scene.start('rootEvent');
    const ofHome = { userIdentity: { type: 'Root', accountId: account } };
    expect(await rootEvent.invoke(rootCall('CreateUser', ofHome))).toEqual(succeeded);
    const daily = await scene.start('reconcile', {
      env: { ...scenery.aws.environment, ...history.environment, HEARTBEAT: 'daily' },
    });
    const today = new Date(Date.now()).toLocaleDateString('sv-SE', { timeZone: 'Asia/Seoul' });
    scenery.summary.set('AccountAccessKeysPresent', 1);
    expect(await daily.invoke({})).toEqual(succeeded);
    const post = scene.room.posts.map(readPost).at(-1);
    expect(post?.headline).toBe(ko.heartbeat.headline);
    expect(post?.summary).toContain(
      `root MFA 켜짐 · root 액세스 키 있음 (확인 필요) · 마지막 root 사용 ${today} · 훈련한 적 없음`,
    );
  });

  test('takes code that a deployment brought for the deployed code', async () => {
    scenery.stack.changedAt = '2026-11-20T00:00:00Z';
    changeFunction(outboxFunction, {
      CodeSha256: 'new',
      LastModified: '2026-11-20T00:01:00.000+0000',
    });
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(scenery.mails).toEqual([]);
  });

  test('fails when it may not look, and says at what', async () => {
    for (const action of ['lambda:ListEventSourceMappings', 'monitoring:DescribeAlarms']) {
      scenery.aws.answer(action, () => {
        throw new AwsRefusal('AccessDeniedException', 'no');
      });
    }
    expect(await reconcile.invoke({})).toMatchObject({
      ok: false,
      errorMessage: 'event source mapping: AccessDeniedException; alarms: AccessDeniedException.',
    });
    expect(scenery.mails).toEqual([]);
  });

  test('tells the room once that nobody confirmed opsEmail, and mails what it found once somebody has', async () => {
    const pending = { ...scenery.subscriptions[0], SubscriptionArn: 'PendingConfirmation' };
    const [confirmed] = scenery.subscriptions.splice(0, 1, pending);
    history.trails.pop();
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(scenery.mails).toEqual([]);
    expect(scene.room.posts).toHaveLength(1);
    expect(JSON.stringify(scene.room.posts[0]?.body)).toContain(
      `aws sns subscribe --region ${home} --topic-arn ${opsTopicArn} --protocol email --notification-endpoint ${opsEmail}`,
    );
    if (confirmed !== undefined) scenery.subscriptions.splice(0, 1, confirmed);
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(scenery.mails.map(({ Message }) => Message)).toEqual([
      expect.stringContaining('create-trail'),
    ]);
    expect(scene.room.posts).toHaveLength(1);
  });

  test.each([
    ['somebody unsubscribed opsEmail', () => scenery.subscriptions.pop(), /sns subscribe/],
    [
      'somebody switched the key of the topics off',
      () => {
        scenery.stack.keyState = 'Disabled';
      },
      /kms enable-key --region ap-northeast-2 --key-id TopicKey-1/,
    ],
  ])('tells the room once, since mails reach nobody, that %s', async (_, deed, todo) => {
    deed();
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(scene.room.posts).toHaveLength(1);
    expect(JSON.stringify(scene.room.posts[0]?.body)).toMatch(todo);
    expect(scenery.mails).toEqual([]);
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

  test('with settings that are those of the template', () => {
    const { values, redrive, senders } = expectedQueues.outbox(names.undeliveredArn);
    const { Properties } = resource('Outbox');
    for (const [name, value] of Object.entries(values)) {
      expect(String(Properties[name]), name).toBe(value);
    }
    expect(Object(Properties['RedrivePolicy']).maxReceiveCount).toBe(redrive?.maxReceiveCount);
    const retention = expectedQueues.undelivered.values.MessageRetentionPeriod;
    expect(String(resource('Undelivered').Properties['MessageRetentionPeriod'])).toBe(retention);
    for (const id of ['OutboxPolicy', 'UndeliveredPolicy']) {
      const document = Object(resource(id).Properties['PolicyDocument']);
      expect(document.Statement.map((it: unknown) => Object(it).Principal.Service)).toEqual(
        senders,
      );
    }
  });

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
