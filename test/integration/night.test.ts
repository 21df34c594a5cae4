import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hang, ok, startChatRoom, status } from './support/chat-room.ts';
import { type CloudTrail, startCloudTrail } from './support/cloudtrail.ts';
import { knownHostsEnvironment, knownWebhooks } from './support/known-hosts.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { asking, minuteMs, type Night, startNight } from './support/night.ts';
import { type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { escalationTopicArn, opsEmail } from './support/packagings.ts';
import { readPost } from './support/read-post.ts';
import { type ReconcileAccount, startReconcileAccount } from './support/reconcile-account.ts';
import { rootCall } from './support/root-call.ts';
import { rootUseEvent } from './support/root-use-event.ts';
import { startSns } from './support/sns-endpoint.ts';

let scene: OutboxScene;
let night: Night;
beforeAll(async () => {
  scene = await startOutboxScene();
});
afterEach(() => scene.renew());
afterAll(() => scene.stop());

const account = '111122223333';
const signIn = () =>
  rootCall('ConsoleLogin', {
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'No' },
  });
const key = () => rootCall('CreateAccessKey');
function putSlackBot(): void {
  const bot = {
    kind: 'slackBot',
    url: scene.room.urlFor('slack'),
    key: 'xoxb-sample-token',
    chatId: 'C0123ABCDEF',
  };
  scene.secrets.put('root-alert/prod/webhook', JSON.stringify({ rooms: [bot] }));
}
const unanswered = (minutes: number) => `${minutes}분째 아무도 답하지 않았습니다`;
const notUs = '우리가 한 일이 아니라는 답이 왔습니다';
const accepted = { header: { isSuccessful: true, resultCode: 0, resultMessage: '' } };
const empty = { ready: [], delayed: [], inFlight: [] };

describe('a night in which nobody answers', () => {
  beforeEach(async () => {
    night = await startNight(scene);
    await night.use(signIn());
    await night.pass(1);
  });

  test('is said again after ten minutes where it was told, and twice to those who are named for it', async () => {
    await night.use(key());
    await night.pass(60);
    expect(night.heard('dooray')).toEqual(['alert', 'alert', unanswered(10)]);
    expect(night.heard('on-call')).toEqual([unanswered(20), unanswered(30)]);
    expect(await scene.outbox.content()).toEqual(empty);
    expect(night.incidents()).toHaveLength(1);
  });

  test('and the room for it is down meanwhile: it is told once, as soon as it is up, with how long it was', async () => {
    await night.pass(15);
    scene.room.at('on-call').willAnswer(status(403));
    await night.pass(30);
    const tries = night.heard('on-call').length;
    scene.room.at('on-call').willAnswer(ok());
    await night.pass(30);
    const told = night.heard('on-call').slice(tries);
    expect(night.heard('dooray')).toEqual(['alert', unanswered(10)]);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^(?:4\d|5\d)분째 아무도 답하지 않았습니다$/);
    // Late by ten minutes or more: the metric whose alarm mails opsEmail.
    const late = night.outbox.log().match(/"OldestUntoldSeconds":(?:[6-9]\d\d|\d{4})/g);
    expect(late?.length).toBeGreaterThan(0);
  });

  test('and another room is down all the time: it is said again all the same, where it was told', async () => {
    scene.secrets.put(
      'root-alert/prod/webhook',
      JSON.stringify({
        dooray: [scene.room.urlFor('dooray'), scene.room.urlFor('gone')],
        rooms: [
          { kind: 'dooray', url: scene.room.urlFor('on-call'), name: 'duty', escalation: true },
        ],
      }),
    );
    scene.clock.jump(61_000);
    scene.room.at('gone').willAnswer(status(403));
    const other = '444455556666';
    await night.use(rootUseEvent({ account: other }));
    await night.pass(60);
    const saidIn = (token: string) =>
      scene.room
        .at(token)
        .posts.filter(({ rawBody }) => rawBody.includes(other))
        .map((post) => readPost(post).headline);
    const [alert, ...again] = saidIn('dooray');
    expect(alert).toContain('액세스 키');
    expect(again).toEqual([expect.stringContaining('아무도 답하지 않았습니다')]);
    expect(saidIn('on-call')).toHaveLength(2);
    expect((await scene.outbox.content()).inFlight.join()).toContain(other);
  });

  test('and the process dies between the post and its record: it is said twice, rather than not at all, and no more', async () => {
    await night.pass(8);
    scene.room.at('dooray').willAnswer(hang(), ok());
    const passing = night.pass(2);
    await expect.poll(() => night.heard('dooray').length, { timeout: 10_000 }).toBe(2);
    await night.outbox.kill('SIGKILL');
    await passing;
    await night.pass(50);
    expect(night.heard('dooray')).toEqual(['alert', unanswered(10), expect.any(String)]);
    expect(night.heard('on-call')).toHaveLength(2);
  });

  test('and the ledger is down for a while: it is told when it is up again, once', async () => {
    await night.pass(7);
    await scene.dynamoDb.stop();
    await night.pass(8);
    expect(night.heard('dooray')).toEqual(['alert']);
    await scene.dynamoDb.start();
    await night.pass(50);
    expect(night.heard('dooray')).toEqual(['alert', expect.stringMatching(/^1\d분째/)]);
    expect(night.heard('on-call')).toHaveLength(2);
  });

  test('and the queue hands a copy over twice: each is said once', async () => {
    for (let minute = 0; minute < 45; minute += 1) {
      await night.pass(1);
      await scene.outbox.letVisibilityPass();
    }
    expect(night.heard('dooray')).toEqual(['alert', unanswered(10)]);
    expect(night.heard('on-call')).toEqual([unanswered(20), unanswered(30)]);
  });

  test('and SQS does not hide a copy: it comes back by itself, and all is told', async () => {
    await scene.sqs.stop();
    await night.pass(60);
    expect(night.heard('dooray')).toEqual(['alert', expect.stringMatching(/^1\d분째/)]);
    expect(night.heard('on-call')).toHaveLength(2);
    expect(night.outbox.log()).toContain('"message":"timer"');
  });
});

describe('a night in which somebody answers', () => {
  beforeEach(async () => {
    night = await startNight(scene);
    await night.use(signIn());
    await night.pass(3);
  });

  test('that it was planned: nothing is said again, and its copy is gone', async () => {
    await night.answer('planned');
    await night.pass(60);
    expect(night.heard('dooray')).toEqual(['alert', 'answer']);
    expect(night.heard('on-call')).toEqual([]);
    expect(await scene.outbox.content()).toEqual(empty);
  });

  test('after the first time: the others are not said', async () => {
    await night.pass(10);
    await night.answer('planned');
    await night.pass(60);
    expect(night.heard('dooray')).toEqual(['alert', unanswered(10), 'answer']);
    expect(night.heard('on-call')).toEqual([]);
  });

  test('that it was planned, from the address of the thief: it is said again as if nobody had', async () => {
    await night.answer('planned', { isFromSession: true });
    await night.pass(60);
    expect(night.heard('dooray')).toEqual(['alert', 'answer', unanswered(10)]);
    expect(night.heard('on-call')).toEqual([unanswered(20), unanswered(30)]);
  });

  test('that it was not us: those who are named for it hear of it once, whatever is answered later', async () => {
    await night.answer('notUs', { by: 'kim', why: 'nobody is at work' });
    await night.answer('planned', { atMs: Date.now() + 1 });
    await night.pass(60);
    expect(night.heard('dooray')).toEqual(['alert', 'answer', 'answer']);
    expect(night.heard('on-call')).toEqual([notUs]);
    expect(scene.room.at('on-call').posts[0]?.rawBody).toContain('nobody is at work');
  });

  test('and the thief goes on: what comes after the answer is asked about again, and said again', async () => {
    await night.answer('planned');
    await night.pass(5);
    await night.use(key());
    await night.pass(60);
    expect(night.heard('dooray')).toEqual(['alert', 'answer', 'alert', unanswered(10)]);
    expect(night.heard('on-call')).toEqual([unanswered(20), unanswered(30)]);
    expect(scene.room.at('on-call').posts[0]?.rawBody).toContain('CreateAccessKey');
  });
});

test('in Slack by a bot, what belongs to an incident goes below its first message, but for what is critical or calls somebody', async () => {
  night = await startNight(scene);
  putSlackBot();
  let nth = 0;
  scene.room.willAnswer((response) => {
    nth += 1;
    response.end(JSON.stringify({ ok: true, ts: `${nth}.000001` }));
  });
  await night.use(signIn());
  await night.use(rootCall('CreateUser'));
  await night.use(key());
  await night.pass(25);
  const threads = scene.room.posts.map(({ body }) => (body as { thread_ts?: string }).thread_ts);
  expect(threads).toEqual([undefined, '1.000001', undefined, undefined, undefined]);
  expect(scene.room.posts[0]?.headers.authorization).toBe('Bearer xoxb-sample-token');
});

test('in Slack by a bot, a first message that is gone costs no message: it goes by itself', async () => {
  night = await startNight(scene);
  putSlackBot();
  scene.room.willAnswer((response) => {
    const isBelow = scene.room.posts.at(-1)?.rawBody.includes('thread_ts') === true;
    const answer = isBelow
      ? { ok: false, error: 'thread_not_found' }
      : { ok: true, ts: '1.000001' };
    response.end(JSON.stringify(answer));
  });
  await night.use(signIn());
  await night.use(rootCall('CreateUser'));
  const [, below, plain, ...more] = scene.room.posts;
  expect(below?.body).toMatchObject({ thread_ts: '1.000001' });
  expect(plain?.body).toMatchObject({
    channel: 'C0123ABCDEF',
    text: expect.stringContaining('IAM 사용자'),
  });
  expect(plain?.headers.authorization).toBe('Bearer xoxb-sample-token');
  expect(more).toEqual([]);
});

test('in Dooray with a token, what belongs to an incident goes into the thread behind its first message, but for what is critical or calls somebody', async () => {
  const dooray = await startChatRoom({ tls: true });
  const thread = '3111111111111111111';
  const json = (result: unknown) => status(200, JSON.stringify({ ...accepted, result }));
  dooray.at('create-and-send').willAnswer(json({ id: '3222222222222222222', channelId: thread }));
  dooray.at('logs').willAnswer(json({ id: '3333333333333333333', channelId: thread }), status(401));
  const { NODE_OPTIONS, ...hosts } = knownHostsEnvironment(dooray);
  const options = `${scene.clock.environment['NODE_OPTIONS']} ${NODE_OPTIONS}`;
  night = await startNight(scene, { ...asking, ...hosts, NODE_OPTIONS: options });
  const entry = {
    kind: 'dooray',
    url: knownWebhooks.dooray,
    key: 'sample:token-of-a-service-account',
    chatId: '3098765432109876543',
  };
  scene.secrets.put('root-alert/prod/webhook', JSON.stringify({ rooms: [entry] }));
  await night.use(signIn());
  await night.use(rootCall('CreateUser'));
  await night.use(key());
  await night.use(rootCall('CreateGroup'));
  await night.pass(25);
  await dooray.close();
  const below = `/messenger/v1/channels/${thread}/logs`;
  const hook = '/services/1/2/dooray-token';
  expect(dooray.posts.map(({ path }) => path)).toEqual([
    hook,
    `/messenger/v1/channels/${entry.chatId}/threads/create-and-send`,
    below,
    hook, // critical
    below,
    hook, // The token was taken away meanwhile.
    hook, // Nobody answered: it is said again, by name.
    hook,
  ]);
  const head = dooray.at('create-and-send').posts[0]?.body;
  expect(head).toEqual({ text: expect.stringMatching(/^🧵 사건 [0-9A-Z]{10}$/) });
  expect(dooray.at('logs').posts[0]?.headers.authorization).toBe(`dooray-api ${entry.key}`);
  expect(dooray.at('logs').posts[0]?.rawBody).toContain('IAM 사용자');
  expect(dooray.at('logs').posts[1]?.rawBody).toContain('그룹');
  expect(dooray.posts[5]?.rawBody).toContain('그룹');
});

describe('a topic for escalation', () => {
  let sns: Awaited<ReturnType<typeof startSns>>;
  beforeAll(async () => {
    sns = await startSns();
  });
  beforeEach(async () => {
    const AWS_ENDPOINT_URL_SNS = sns.url;
    night = await startNight(scene, {
      ...asking,
      ESCALATION_TOPIC_ARN: escalationTopicArn,
      AWS_ENDPOINT_URL_SNS,
    });
    await night.use(signIn());
  });
  afterEach(() => sns.renew());
  afterAll(() => sns.stop());

  test('is told beside the rooms for it, each once, in a text whose first line is one SMS', async () => {
    await night.pass(60);
    expect(night.heard('on-call')).toEqual([unanswered(20), unanswered(30)]);
    expect(sns.published.map(({ TopicArn }) => TopicArn)).toEqual([
      escalationTopicArn,
      escalationTopicArn,
    ]);
    const [line = '', ...lines] = sns.published[0]?.['Message']?.split('\n') ?? [];
    expect(line).toContain(unanswered(20));
    expect(line.length).toBeLessThanOrEqual(70);
    expect(lines.join('\n')).toContain(account);
    expect(sns.published[0]?.['Subject']).toMatch(/^[ -~]{1,100}$/);
  });

  test('that refuses is asked again, and the rooms are not told twice for it', async () => {
    sns.refuse(true);
    await night.pass(28);
    sns.refuse(false);
    await night.pass(30);
    expect(night.heard('on-call')).toEqual([unanswered(20), unanswered(30)]);
    expect(sns.published.map(({ Message }) => Message?.split(':')[0])).toEqual([
      expect.stringContaining(unanswered(30)),
    ]);
  });
});

test('without a room for escalation, all three are said where it was told', async () => {
  night = await startNight(scene);
  scene.fillSecret('dooray');
  await night.use(signIn());
  await night.pass(60);
  expect(night.heard('dooray')).toEqual(['alert', ...[10, 20, 30].map(unanswered)]);
});

test('a use that is no emergency, a drill and what a stranger can do ask nobody', async () => {
  night = await startNight(scene);
  await night.use(rootCall('CreateUser'));
  await night.use(rootCall('CreateAccessKey', { isDrill: true }));
  await night.use({
    ...signIn(),
    detail: { ...signIn().detail, errorMessage: 'Failed authentication', responseElements: null },
  });
  await night.pass(60);
  expect(night.heard('dooray').filter((it) => it !== 'alert')).toEqual([]);
  expect(night.heard('on-call')).toEqual([]);
  expect(await scene.outbox.content()).toEqual(empty);
});

test('with respond off, nothing is said again, no copy stays, and no call of SQS is made', async () => {
  night = await startNight(scene, {});
  await night.use(signIn());
  await night.pass(4);
  expect(await scene.outbox.content()).toEqual(empty);
  await night.pass(40);
  expect(night.heard('dooray')).toEqual(['alert']);
  expect(night.heard('on-call')).toEqual([]);
  expect(scene.sqs.count()).toBe(0);
  const rows = await scene.dynamoDb.scan('root-alert-ledger-prod');
  expect(rows.map(({ pk }) => String(pk).split('#')[0]).toSorted()).toEqual(['account', 'event']);
  expect(rows.find(({ pk }) => pk === `account#${account}`)).toBeDefined();
});

test('people have as long to answer as the settings say, two hours at most, and no alarm takes the copy for one that nobody takes', async () => {
  night = await startNight(scene, { ...asking, ESCALATE_MINUTES: '120' });
  await night.use(signIn());
  await night.pass(19);
  const [waiting] = (await scene.outbox.content()).inFlight;
  expect(waiting).toContain('ConsoleLogin');
  await night.pass(120);
  expect(night.heard('dooray')).toEqual(['alert', '약 2시간째 아무도 답하지 않았습니다']);
});

describe('a night of which is told how it goes on', () => {
  const followed = () =>
    scene.room.posts
      .map(readPost)
      .filter(({ headline }) => /root 사용이|root 사용은 알린/.test(headline));
  const refusedSignIn = () => ({
    ...signIn(),
    detail: { ...signIn().detail, errorMessage: 'Failed authentication', responseElements: null },
  });
  beforeEach(async () => {
    night = await startNight(scene, { FOLLOW_UP: 'on' });
  });

  test('is told after two minutes, while it goes on, and a last time, and each of them once', async () => {
    for (let index = 0; index < 4; index += 1) await night.use(refusedSignIn());
    await night.pass(1);
    await night.use(signIn());
    await night.use(key());
    await night.use(rootCall('CreateUser', { errorCode: 'AccessDenied' }));
    await night.pass(3);
    expect(followed()).toHaveLength(1);
    const [now] = followed();
    expect(now?.headline).toContain('3건');
    expect(now?.body).toContain('로그인이 4번 실패했습니다');
    expect(now?.body).toContain('액세스 키');
    expect(now?.body).toContain('실패: 1건 (거부 포함)');
    for (let minute = 0; minute < 20; minute += 1) {
      await night.use(rootCall('CreateUser'));
      await night.pass(1);
    }
    expect(followed()).toHaveLength(2);
    await night.pass(120);
    expect(followed()).toHaveLength(3);
    expect(followed()[2]?.headline).toMatch(
      /한 시간 동안 이 사건에서 새로 알린 root 사용이 없습니다 \(모두 23건\)/,
    );
    expect(night.heard('on-call')).toEqual([]);
    expect(await scene.outbox.content()).toEqual(empty);
  });

  test('and in which hundreds of uses come at a time: the row stays small, and all of them are counted', async () => {
    for (let round = 0; round < 3; round += 1) {
      const uses = Array.from({ length: 200 }, (_, index) =>
        rootCall(index % 2 === 0 ? 'CreateUser' : 'StopLogging', {
          requestParameters: { userName: `user-${round}-${index}`.padEnd(200, 'x') },
        }),
      );
      await scene.put(...uses);
      await night.pass(4);
    }
    await night.pass(90);
    expect(followed().at(-1)?.headline).toContain('모두 600건');
    const rows = await scene.dynamoDb.scan('root-alert-ledger-prod');
    for (const row of rows) expect(JSON.stringify(row).length).toBeLessThan(60_000);
  });
});

describe('a night in which the outbox is emptied', () => {
  let history: CloudTrail;
  let scenery: ReconcileAccount;
  let reconcile: Lambda;
  beforeEach(async () => {
    night = await startNight(scene);
    [history, scenery] = await Promise.all([
      startCloudTrail(),
      startReconcileAccount(['ap-northeast-2'], opsEmail),
    ]);
    scene.secrets.empty('root-alert/prod/ncloud');
    const env = { ...scenery.aws.environment, ...history.environment, ...asking, HEARTBEAT: 'off' };
    reconcile = await scene.start('reconcile', { env });
    await night.use(signIn());
    scene.clock.jump(2 * minuteMs);
    await scene.outbox.delete(...(await scene.outbox.receive(10)));
  });
  afterEach(() => Promise.all([history.stop(), scenery.aws.stop()]));
  const passWithReconcile = async (minutes: number) => {
    await night.pass(minutes);
    await reconcile.invoke({});
  };

  test('reconcile takes the steps, each once, and no other after an answer', async () => {
    await passWithReconcile(6);
    expect(night.heard('dooray')).toEqual(['alert']);
    await passWithReconcile(10);
    expect(night.heard('dooray')).toEqual(['alert', expect.stringMatching(/^1[3-9]분째/)]);
    await passWithReconcile(1);
    expect(night.heard('dooray')).toHaveLength(2);
    await passWithReconcile(10);
    expect(night.heard('on-call')).toEqual([expect.stringMatching(/^2\d분째/)]);
    await night.answer('planned');
    await passWithReconcile(15);
    await passWithReconcile(15);
    expect(night.heard('on-call')).toHaveLength(1);
    const row = await night.ledger.incident(night.incidents()[0] ?? '');
    expect(row?.nextStepAtMs).toBeUndefined();
  });
});
