import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { apiId, type CallOnPart, callsOnParts, elsewhere } from '../lib/guard/calls-on-parts.ts';
import { readSampleEvent } from '../lib/sample-events.ts';
import type { ChatRoom } from './support/chat-room.ts';
import { succeeded } from './support/invocation-outcome.ts';
import { delayMs, type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { readPost } from './support/read-post.ts';
import { outcomes, test as sceneTest } from './support/root-event-scene.ts';
import { rootUseEvent } from './support/root-use-event.ts';
import { startFunctionClock } from './support/shifted-clock.ts';

type Json = Readonly<Record<string, unknown>>;

const root = { type: 'Root', accountId: '111122223333', arn: 'arn:aws:iam::111122223333:root' };
const byCloudFormation = (identity: Json): Json => ({
  ...identity,
  invokedBy: 'cloudformation.amazonaws.com',
});
const deployer: Json = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::111122223333:assumed-role/Deployer/alice',
  accountId: '111122223333',
};
const mallory: Json = {
  type: 'IAMUser',
  arn: 'arn:aws:iam::111122223333:user/mallory',
  accountId: '111122223333',
};

/** A call on a part as EventBridge brings it, new each time. */
function eventOf(
  [service, eventName, requestParameters, responseElements]: CallOnPart,
  userIdentity: Json = mallory,
  detail: Json = {},
): { readonly [field: string]: unknown; readonly detail: Json } {
  const sample = readSampleEvent('guard-function-stopped.json');
  return {
    ...sample,
    source: `aws.${service}`,
    detail: {
      ...sample.detail,
      userIdentity,
      eventSource: `${service}.amazonaws.com`,
      eventName,
      requestParameters,
      responseElements: responseElements ?? null,
      eventID: randomUUID(),
      ...detail,
    },
  };
}

/** What a room was told last: the headline, and all of it. */
function lastSaid(room: ChatRoom): { readonly headline: string; readonly text: string } {
  const post = room.posts.at(-1);
  if (post === undefined) throw new Error('nothing was told');
  return { headline: readPost(post).headline, text: post.rawBody };
}

/** An account of its own for each, so that all are told at once. */
const accountOf = (index: number) => String(100_000_000_000 + index);

const oneOfEach = [
  ...new Map(callsOnParts.map((one) => [`${one.kind} ${one.call[1]}`, one])).values(),
];

/** A room is posted to once in this time, and no longer waited for once it has passed. */
const paceMs = 1_000;

/** For some hundred and fifty invocations one after the other, on a machine that is busy. */
const longTimeoutMs = 180_000;

/** A test of a function whose clock can jump. */
const test = sceneTest.extend('clock', ({ task: _ }, { onCleanup }) => {
  const clock = startFunctionClock();
  onCleanup(() => clock.stop());
  return clock;
});

/** Of a deployment that has all that it can have. */
const environment = {
  TRAIL_LOG_GROUP: 'aws-cloudtrail-logs',
  RESPOND_URL: `https://${apiId}.execute-api.ap-northeast-2.amazonaws.com`,
};

const update: CallOnPart = ['cloudformation', 'ExecuteChangeSet', { stackName: 'root-alert-prod' }];

describe.concurrent('the guard, as packaged,', () => {
  test('tells at once who did what to which part, from where, and what to do', async ({
    scene: { room, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const lambda = await start({}, 'guard');
    const [first] = oneOfEach;
    if (first === undefined) throw new Error('no calls');

    expect(await lambda.invoke(eventOf(first.call))).toEqual(succeeded);

    const { headline, text } = lastSaid(room);
    expect(headline).toMatch(/^\[긴급\] root-alert 자체가 변경되었습니다: 함수 root-alert-prod-/);
    expect(headline).toContain('mallory');
    expect(text).toContain('arn:aws:iam::111122223333:user/mallory');
    expect(text).toContain('198.51.100.12');
    expect(text).toContain('지금 할 일');
  });

  test(
    'says of each part what may be blind now',
    async ({ scene: { room, putWebhook, start }, clock }) => {
      putWebhook(room.url);
      const lambda = await start({ ...environment, ...clock.environment }, 'guard');
      for (const [index, { call, name }] of oneOfEach.entries()) {
        clock.jump(paceMs);
        const accountId = accountOf(index);
        const event = eventOf(call, { ...mallory, accountId }, { recipientAccountId: accountId });
        expect(await lambda.invoke(event), call.join(' ')).toEqual(succeeded);
        expect(room.posts).toHaveLength(index + 1);
        const { headline, text } = lastSaid(room);
        expect(headline).toMatch(/root-alert/);
        expect(headline).toContain(name);
        expect(text).toMatch(/영향/);
      }
    },
    longTimeoutMs,
  );

  test('tells nothing of what is not ours, and claims nothing for it', async ({
    scene: { room, putWebhook, start, dynamodb },
  }) => {
    putWebhook(room.url);
    const lambda = await start({}, 'guard');
    for (const call of elsewhere) {
      expect(await lambda.invoke(eventOf(call))).toEqual(succeeded);
    }
    expect(room.posts).toEqual([]);
    expect(await dynamodb.scan('root-alert-ledger-prod')).toEqual([]);
  });

  test('tells a deployment in one line, however many calls CloudFormation makes for it', async ({
    scene: { room, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const lambda = await start({}, 'guard');
    expect(await lambda.invoke(eventOf(update, deployer))).toEqual(succeeded);
    for (const { call } of callsOnParts.slice(0, 50)) {
      const event = eventOf(call, byCloudFormation(deployer));
      expect(await lambda.invoke(event)).toEqual(succeeded);
    }
    expect(room.posts.map((post) => readPost(post).headline)).toEqual([
      '[경고] root-alert가 배포되었습니다: Deployer/alice (스택 root-alert-prod, ExecuteChangeSet)',
    ]);
  });

  test('tells once what CloudFormation changes for somebody who did not deploy, as by another stack', async ({
    scene: { room, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const lambda = await start({}, 'guard');
    await lambda.invoke(eventOf(update, deployer));
    const deny: CallOnPart = [
      'iam',
      'PutRolePolicy',
      { roleName: 'root-alert-prod-OutboxRole-1A' },
    ];
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await lambda.invoke(eventOf(deny, byCloudFormation(mallory)))).toEqual(succeeded);
    }
    expect(room.posts.map((post) => readPost(post).headline)).toEqual([
      expect.stringMatching(/^\[경고\] root-alert가 배포/),
      expect.stringMatching(/^\[긴급\] root-alert 자체가 CloudFormation을 통해 변경.*mallory/),
    ]);
  });

  test('tells what CloudFormation changes although it failed before, or changed the dashboard only', async ({
    scene: { room, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const lambda = await start({}, 'guard');
    const role: CallOnPart = ['iam', 'PutRolePolicy', { roleName: 'root-alert-prod-GuardRole-1A' }];
    const dashboard: CallOnPart = [
      'monitoring',
      'PutDashboard',
      { dashboardName: 'root-alert-prod' },
    ];
    const denied = { errorCode: 'AccessDenied', errorMessage: 'no' };
    const by = byCloudFormation(mallory);
    await lambda.invoke(eventOf(role, by, denied));
    await lambda.invoke(eventOf(dashboard, by));
    for (let turn = 0; turn < 2; turn += 1) await lambda.invoke(eventOf(role, by));
    const headlines = room.posts.map((post) => readPost(post).headline);
    expect(headlines).toHaveLength(3);
    expect(headlines[2]).toMatch(
      /^\[긴급\] root-alert 자체가 CloudFormation을 통해 변경.*GuardRole/,
    );
  });

  test('tells a webhook that is stored in one line that is no emergency, but for who else stores one, and root', async ({
    scene: { room, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const lambda = await start({}, 'guard');
    const store: CallOnPart = [
      'secretsmanager',
      'PutSecretValue',
      { secretId: 'root-alert/prod/webhook' },
    ];
    for (const identity of [deployer, deployer, mallory, root]) {
      expect(await lambda.invoke(eventOf(store, identity))).toEqual(succeeded);
    }
    const [planned, ...others] = room.posts.map((post) => readPost(post).headline);
    expect(planned).toMatch(
      /^\[경고\] root-alert의 웹훅이 저장되었습니다: Deployer\/alice \(보안 암호 root-alert\/prod\/webhook, /,
    );
    // What the same person stores again is left to the digest.
    expect(others).toEqual([
      expect.stringMatching(/^\[경고\] root-alert의 웹훅이 저장되었습니다: mallory /),
      expect.stringMatching(/^\[긴급\] root-alert의 웹훅이 저장되었습니다/),
    ]);
    expect(room.posts[0]?.rawBody).toContain('계획된 작업이 아니라면 공격입니다');
    expect(room.posts[0]?.rawBody).toContain('이전 웹훅으로 알리고');
  });

  test('tells nothing of what a StackSet does by its own role, and all of who only takes its name', async ({
    scene: { room, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const lambda = await start({}, 'guard');
    const call: CallOnPart = [
      'events',
      'PutRule',
      { name: 'root-alert-prod-forward-ap-northeast-2' },
    ];
    const session = (role: string) => ({
      ...deployer,
      arn: `arn:aws:sts::111122223333:assumed-role/${role}/x`,
    });
    const own = session('root-alert-prod-ap-northeast-2-forwarders');
    const organizations = session('stacksets-exec-0123456789abcdef0123456789abcdef');
    await lambda.invoke(eventOf(call, byCloudFormation(own)));
    await lambda.invoke(eventOf(call, byCloudFormation(organizations)));
    expect(room.posts).toEqual([]);

    await lambda.invoke(eventOf(call, own));
    await lambda.invoke(eventOf(call, byCloudFormation(session('root-alert-prod-x-forwarders'))));
    expect(room.posts).toHaveLength(2);
  });

  test('tells a deployment that failed as an attempt, which covers no call', async ({
    scene: { room, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const lambda = await start({}, 'guard');
    const denied = { errorCode: 'AccessDenied', errorMessage: 'no' };
    await lambda.invoke(eventOf(update, mallory, denied));
    await lambda.invoke(eventOf(callsOnParts[0]?.call ?? update, byCloudFormation(mallory)));
    expect(room.posts.map((post) => readPost(post).headline)).toEqual([
      expect.stringContaining('실패했습니다'),
      expect.stringContaining('CloudFormation을 통해 변경되었습니다'),
    ]);
  });
});

describe.concurrent('what root did to root-alert itself', () => {
  test('is told once, whichever of the two functions comes first, and the other does not fail', async ({
    scene: { room, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const [rootEvent, guard] = [await start(), await start({}, 'guard')];
    for (const order of [
      [rootEvent, guard],
      [guard, rootEvent],
    ]) {
      const event = eventOf(['events', 'DisableRule', { name: 'root-alert-prod' }], root);
      for (const lambda of order) expect(await lambda.invoke(event)).toEqual(succeeded);
    }
    const event = eventOf(['events', 'RemoveTargets', { rule: 'root-alert-prod' }], root);
    const both = await Promise.all([rootEvent.invoke(event), guard.invoke(event)]);
    expect(both).toEqual([succeeded, succeeded]);

    expect(room.posts).toHaveLength(3);
    for (const post of room.posts) {
      expect(readPost(post).headline).toMatch(/root-alert 자체가 변경되었습니다.*AWS root 계정/);
    }
  });

  test(
    'is said by rootEvent of each deed on each part',
    async ({ scene: { room, putWebhook, start }, clock }) => {
      putWebhook(room.url);
      const lambda = await start({ ...environment, ...clock.environment });
      for (const [index, { call, name }] of oneOfEach.entries()) {
        clock.jump(paceMs);
        const accountId = accountOf(index);
        const event = eventOf(call, { ...root, accountId }, { recipientAccountId: accountId });
        expect(await lambda.invoke(event)).toEqual(succeeded);
        const { headline, text } = lastSaid(room);
        expect(headline).toMatch(/^\[(?:긴급|경고)\] root-alert/);
        expect(headline).toContain(name);
        expect(text).toMatch(/영향/);
      }
      expect(room.posts).toHaveLength(oneOfEach.length);
    },
    longTimeoutMs,
  );
});

describe.concurrent('what others do to root-alert cannot delay what root does', () => {
  test('nor can a partner’s events, nor forged drills: each has a budget of its own', async ({
    scene: { room, putWebhook, start },
    clock,
  }) => {
    putWebhook(room.url);
    const env = clock.environment;
    const [rootEvent, guard] = [await start(env), await start(env, 'guard')];
    const call: CallOnPart = ['monitoring', 'PutMetricAlarm', { alarmName: 'root-alert-prod-x' }];
    for (let turn = 0; turn < 15; turn += 1) {
      await guard.invoke(eventOf(call));
      const partner = { ...rootUseEvent(), source: 'aws.partner/example.com/1/feed' };
      await rootEvent.invoke(partner);
      clock.jump(paceMs);
      const forged = { ...rootUseEvent({ isDrill: true }), account: '444455556666' };
      await rootEvent.invoke(forged);
      clock.jump(paceMs);
    }
    const before = room.posts.length;
    expect(before).toBeLessThanOrEqual(35);
    expect(outcomes(rootEvent)).toContain('leftToDigest');

    for (let turn = 0; turn < 10; turn += 1) {
      expect(await rootEvent.invoke(rootUseEvent())).toEqual(succeeded);
      clock.jump(paceMs);
    }
    expect(room.posts).toHaveLength(before + 10);
  });
});

describe.concurrent('an event that is not AWS’s own', () => {
  test('from a partner, does not read as real: it names its sender and its source', async ({
    scene: { room, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const lambda = await start();
    const sources = [
      'aws.partner/example.com/1/feed',
      'aws.partner/',
      'my.app',
      'root-alert.drill',
    ];
    for (const source of sources) {
      expect(await lambda.invoke({ ...rootUseEvent(), source })).toEqual(succeeded);
      const { headline, text } = lastSaid(room);
      expect(headline).toMatch(/^\[참고\] .*거부/);
      expect(text).toContain('보낸 계정');
      expect(text).toContain('111122223333');
    }
    expect(room.posts).toHaveLength(sources.length);
  });

  test('that is a drill, names the account that sent it, and who says to have', async ({
    scene: { room, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const lambda = await start();
    const drillSentBy = 'alice · <@everyone>';
    const detail = { additionalEventData: { drillSentBy } };
    await lambda.invoke(rootUseEvent({ isDrill: true, account: '444455556666', detail }));
    const { headline, text } = lastSaid(room);
    expect(headline).toMatch(
      /^\[훈련\] AWS root 계정이 자신의 액세스 키.*생성했습니다 \(실제라면 긴급\)$/,
    );
    expect(text).toContain('444455556666 (EventBridge), 스스로 밝힌 주체 alice');
    expect(text).not.toContain('<@everyone>');
  });

  test('that is a drill of another account than its sender’s, is refused, quietly and not in silence', async ({
    scene: { room, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const lambda = await start();
    const event = { ...rootUseEvent({ isDrill: true }), account: '444455556666' };
    expect(await lambda.invoke(event)).toEqual(succeeded);
    const { headline, text } = lastSaid(room);
    expect(headline).toMatch(/^\[참고\] 보낸 계정과 다른 계정 번호를 적은 훈련/);
    expect(text).toContain('444455556666');
  });
});

describe('the outbox', () => {
  let scene: OutboxScene;
  beforeEach(async () => {
    scene = await startOutboxScene();
  });
  afterEach(() => scene.stop());

  test('tells what the guard could not, apart from what root did, and deletes what is not ours', async () => {
    const outbox = await scene.start('outbox');
    const calls = callsOnParts.slice(0, 3).map(({ call }) => eventOf(call));
    const [stranger] = elsewhere;
    if (stranger === undefined) throw new Error('no calls');
    await scene.put(...calls, eventOf(stranger), rootUseEvent(), rootUseEvent());

    const { kept } = await scene.nextRound(outbox, delayMs);

    expect(kept).toEqual([]);
    const headlines = scene.room.at('dooray').posts.map((post) => readPost(post).headline);
    expect(headlines).toHaveLength(2);
    expect(headlines.join('\n')).toMatch(/root-alert .*외 2건\)/);
    expect(headlines.join('\n')).toMatch(/AWS root .*외 1건\)/);
  });
});
