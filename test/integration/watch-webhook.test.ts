import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startChatRoom, status } from './support/chat-room.ts';
import { type CloudTrail, startCloudTrail } from './support/cloudtrail.ts';
import { succeeded } from './support/invocation-outcome.ts';
import { knownHostsEnvironment, knownWebhooks } from './support/known-hosts.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { type ReconcileAccount, startReconcileAccount } from './support/reconcile-account.ts';
import { rootCall } from './support/root-call.ts';

const home = 'ap-northeast-2';
const away = 'eu-west-1';
const minuteMs = 60_000;
const secretId = 'root-alert/prod/webhook';

let scene: OutboxScene;
let history: CloudTrail;
let account: ReconcileAccount;
let reconcile: Lambda;

const putSecret = (value: object) => scene.secrets.put(secretId, JSON.stringify(value));

const findings = () =>
  reconcile
    .log()
    .split('\n')
    .filter((line) => line.includes('"message":"reconcile"'))
    .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as { findings: readonly string[] })
    .at(-1)?.findings;

describe('the packaged reconcile', () => {
  /** An account in which all is well, and reconcile after its first run. */
  beforeAll(async () => {
    [scene, history] = await Promise.all([startOutboxScene(), startCloudTrail()]);
  });
  beforeEach(async () => {
    account = await startReconcileAccount([home, away], 'security@example.com', account);
    scene.fillSecret('dooray');
    scene.secrets.empty('root-alert/prod/ncloud');
    reconcile = await scene.start('reconcile', {
      env: { ...account.aws.environment, ...history.environment, HEARTBEAT: 'off' },
    });
    expect(await reconcile.invoke({})).toEqual(succeeded);
    expect(account.mails).toEqual([]);
  });
  afterEach(async () => {
    const written = reconcile.log();
    await Promise.all([scene.renew(), history.renew()]);
    expect(written).not.toContain('/services/');
  });
  afterAll(() => Promise.all([scene.stop(), history.stop(), account.aws.stop()]));

  test('tells the old room once, by its old webhook, that the secret was changed, and mails who it was', async () => {
    putSecret({ dooray: scene.room.urlFor('theirs') });
    history.put(home, {
      ...rootCall('PutSecretValue').detail,
      eventTime: new Date(Date.now()).toISOString(),
      userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/mallory' },
      requestParameters: { secretId },
    });
    expect(await reconcile.invoke({})).toEqual(succeeded);
    scene.clock.jump(15 * minuteMs);
    expect(await reconcile.invoke({})).toEqual(succeeded);

    expect(scene.room.at('theirs').posts).toEqual([]);
    const [said, ...more] = scene.room.at('dooray').posts;
    expect(more).toEqual([]);
    expect(said?.rawBody).toContain('root-alert가 이 웹훅을 더 이상 사용하지 않습니다');
    expect(account.mails).toEqual([
      expect.objectContaining({
        Subject: 'root-alert prod: the webhook secret was changed',
        Message: expect.stringContaining('user/mallory'),
      }),
    ]);
  });

  test('mails once that a room answered what it never said before, to an alert that counts as told', async () => {
    const room = await startChatRoom({ tls: true });
    try {
      putSecret(knownWebhooks);
      room.at('dooray-token').willAnswer({ status: 200, body: '<html>Welcome back</html>' });
      room.at('slack-token').willAnswer(status(200, 'ok'));
      const { NODE_OPTIONS, ...hosts } = knownHostsEnvironment(room);
      const options = `${scene.clock.environment['NODE_OPTIONS']} ${NODE_OPTIONS}`;
      const env = { ...hosts, NODE_OPTIONS: options };
      const rootEvent = await scene.start('rootEvent', { env });
      const event = rootCall('CreateUser');
      expect(await rootEvent.invoke(event)).toEqual(succeeded);
      expect(await rootEvent.invoke(event)).toEqual(succeeded);
      expect(room.posts).toHaveLength(2);
      expect(rootEvent.log()).toContain('"message":"answer","room":"dooray","unclear":"html"');
      expect(rootEvent.log()).not.toContain('"room":"slack","unclear"');

      expect(await reconcile.invoke({})).toEqual(succeeded);
      expect(await reconcile.invoke({})).toEqual(succeeded);
      expect(account.mails.filter(({ Message }) => String(Message).includes('(html)'))).toEqual([
        expect.objectContaining({ Message: expect.stringContaining('- dooray (html): ') }),
      ]);
      expect(findings()).toEqual(['answerUnclear dooray']);
    } finally {
      await room.close();
    }
  });

  test('mails once what no route has, and that the service of a room only begins to tell, which is nothing wrong', async () => {
    const monitor = await startChatRoom();
    const rooms = [
      { kind: 'teams', url: scene.room.urlFor('teams'), name: 'on call', severities: ['critical'] },
    ];
    const heartbeat = monitor.urlFor('monitor-token');
    const mailsOf = (text: string) =>
      account.mails
        .filter(({ Message }) => String(Message).includes(text))
        .map((it) => it['Subject']);
    try {
      putSecret({ rooms, heartbeat });
      expect(await reconcile.invoke({})).toEqual(succeeded);
      expect(await reconcile.invoke({})).toEqual(succeeded);
      expect(mailsOf('none is told of severity high, cloud aws')).toEqual([
        'root-alert prod: 1 to look at',
      ]);
      expect(mailsOf('- on call: ')).toEqual(['root-alert prod: 1 to look at']);
      expect(findings()?.toSorted()).toEqual(['answerBegun on call', 'secretFaulty webhook']);

      putSecret({ dooray: scene.room.urlFor('dooray'), rooms, heartbeat });
      expect(await reconcile.invoke({})).toEqual(succeeded);
      expect(mailsOf('none is told of')).toHaveLength(1);
      expect(findings()).toEqual(['answerBegun on call']);
      expect(monitor.posts.map(({ path }) => path.includes('/fail'))).toEqual([true, true, false]);
      expect(mailsOf('- on call: ')).toHaveLength(1);
    } finally {
      await monitor.close();
    }
  });

  test('calls the monitor of the secret: well, in trouble, and when the run fails', async () => {
    const monitor = await startChatRoom();
    const calls = () => monitor.posts.map(({ method, path }) => `${method} ${path}`);
    const path = '/services/1/2/monitor-token';
    putSecret({
      dooray: scene.room.urlFor('dooray'),
      heartbeat: monitor.urlFor('monitor-token'),
    });
    try {
      expect(await reconcile.invoke({})).toEqual(succeeded);
      account.queues.set(`${home} root-alert-undelivered-prod`, 3);
      expect(await reconcile.invoke({})).toEqual(succeeded);
      account.queues.set(`${home} root-alert-undelivered-prod`, 0);
      history.deny(away);
      scene.clock.jump(40 * minuteMs);
      expect(await reconcile.invoke({})).toMatchObject({ ok: false });
      await scene.dynamoDb.stop();
      expect(await reconcile.invoke({})).toMatchObject({ ok: false });
      expect(calls()).toEqual([
        `GET ${path}`,
        `GET ${path}/fail`,
        `GET ${path}/fail`,
        `GET ${path}/fail`,
      ]);
      await monitor.close();
      await scene.dynamoDb.start();
      expect(await reconcile.invoke({})).toMatchObject({ ok: false, errorType: 'ReconcileError' });
      expect(reconcile.log()).toContain('"fault":"ECONNREFUSED"');
      expect(reconcile.log()).not.toContain('monitor-token');
    } finally {
      await monitor.close();
    }
  });
});
