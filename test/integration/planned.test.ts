import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { type LoopbackSts, type StsIdentity, startLoopbackSts } from '../lib/aws/loopback-sts.ts';
import { type AwsAccount, AwsRefusal, startAwsAccount } from './support/aws-account.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { fullTemplate } from './support/packaged-service.ts';
import { readPost } from './support/read-post.ts';
import { permittedBy } from './support/role-keys.ts';
import { ledgerTable, type Scene, test } from './support/root-event-scene.ts';
import { rootUseEvent } from './support/root-use-event.ts';
import { run } from './support/run-command.ts';
import { documentedActions, iamActions } from './support/well-account.ts';

const account = '111122223333';
/** The packaged function runs in this one. */
const home = '123456789012';
const kim: StsIdentity = {
  accessKeyId: 'ASIAQ7RT2MVK4EXAMPLE',
  secretAccessKey: 'kim-secret/key',
  sessionToken: 'kim/token+of=',
  arn: `arn:aws:sts::${home}:assumed-role/admin/kim`,
};
const respond = { RESPOND_URL: 'https://respond.example', RESPOND_SECRET_ID: 'root-alert/respond' };

let sts: LoopbackSts;
let aws: AwsAccount;
let directory: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'root-alert-planned-'));
  [sts, aws] = await Promise.all([startLoopbackSts([kim]), startAwsAccount({})]);
});
afterEach(async () => {
  await Promise.all([sts.stop(), aws.stop()]);
  rmSync(directory, { recursive: true });
});

/** The packaged function behind Lambda's own API, as the command finds it. */
async function deploy(scene: Scene): Promise<Lambda> {
  const lambda = await scene.coldStart({ ...sts.environment, ...respond }, 'planned');
  aws.answer('lambda:Invoke', async ({ path, ...event }) => {
    expect(path).toBe('/2015-03-31/functions/root-alert-prod-planned/invocations');
    const outcome = await lambda.invoke(event);
    if (!outcome.ok) throw new AwsRefusal('ServiceException', outcome.errorMessage, 500);
    return { body: outcome.result };
  });
  return lambda;
}

const planned = (args: readonly string[], as: StsIdentity = kim, by: 'node' | 'npm' = 'node') =>
  run(by, 'planned', ['--stage', 'prod', ...args], {
    HOME: directory,
    ...aws.environment,
    ...sts.environment,
    AWS_ACCESS_KEY_ID: as.accessKeyId,
    AWS_SECRET_ACCESS_KEY: as.secretAccessKey,
    AWS_SESSION_TOKEN: as.sessionToken ?? '',
    AWS_MAX_ATTEMPTS: '1',
  });

const opening = ['--account', account, '--for', '2h', '--why', '결제 수단 변경'];

const happened = (eventName: string) =>
  rootUseEvent({ detail: { eventName, eventTime: new Date().toISOString() } });

describe('npm run planned -- --stage prod', () => {
  test('tells the room who opens a window, marks each alert in it, and tells that it is closed', async ({
    scene,
  }) => {
    scene.putWebhook({ slack: scene.room.url });
    await deploy(scene);
    const opened = await planned([...opening, '--allow', 'CreateAccessKey'], kim, 'npm');
    expect(opened.stderr).toBe('');
    expect(opened.stdout).toMatch(
      /^ok {3}The room was told\. 111122223333 until \S+Z, by arn:aws:sts::123456789012:assumed-role\/admin\/kim: 결제 수단 변경 \(planned: CreateAccessKey\)$/m,
    );
    expect(opened.code).toBe(0);
    expect(scene.room.posts.slice(0, 1).map((post) => readPost(post).headline)[0]).toContain(
      '계획된 root 작업 시간이 열렸습니다',
    );

    const alerts = await scene.start({ ...respond, MENTION: 'critical' });
    await alerts.invoke(happened('CreateAccessKey'));
    await alerts.invoke(happened('DeactivateMFADevice'));
    const [, key, logging] = scene.room.posts.map((post) => JSON.stringify(post));
    expect(key).toContain('계획된 작업 시간 중');
    expect(key).toContain('assumed-role/admin/kim');
    expect(key).not.toContain('!here');
    expect(logging).toContain('계획에 없던 작업');
    expect(logging).toContain('!here');

    const list = await planned(['--list', '--json']);
    expect(JSON.parse(list.stdout)).toMatchObject({ open: [{ account, by: kim.arn }] });
    const closed = await planned(['--account', account, '--close']);
    expect(closed.stdout).toMatch(/^ok {3}The window of 111122223333 is closed/);
    expect(JSON.stringify(scene.room.posts[3])).toMatch(/작업 시간이 끝났습니다.*2건 \(평소대로/s);
    expect((await planned(['--list'])).stdout).toMatch(/^ok {3}No window is open/);
  });

  test('opens, shows and closes a window with the rights of its role alone', async ({ scene }) => {
    scene.putWebhook({ slack: scene.room.url });
    scene.dynamodb.permit(permittedBy('PlannedRole', fullTemplate()));
    const lambda = await deploy(scene);
    expect((await planned(opening)).stdout).toMatch(/^ok {3}The room was told/);
    const { stdout } = await planned(['--list', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ open: [{ account }] });
    expect((await planned(['--account', account, '--close'])).stdout).toMatch(/ is closed/);
    expect(lambda.log()).not.toMatch(/AccessDenied|"level":"(?:WARN|ERROR)"/);
  });

  test('with keys that STS does not take opens nothing, and says so', async ({ scene }) => {
    scene.putWebhook({ slack: scene.room.url });
    const lambda = await deploy(scene);
    const { code, stdout } = await planned(opening, { ...kim, secretAccessKey: 'other' });
    expect(stdout).toMatch(/^FIX {2}AWS STS in ap-northeast-2 does not take the signature/);
    expect(code).toBe(1);
    expect(scene.room.posts).toEqual([]);
    expect((await scene.dynamodb.scan(ledgerTable)).map(({ pk }) => pk)).toEqual([]);
    expect(lambda.log()).not.toContain('kim/token');
  });

  test('sends no key to the function, and needs what docs/commands.md says', async ({ scene }) => {
    scene.putWebhook({ slack: scene.room.url });
    const lambda = await deploy(scene);
    const sent: string[] = [];
    aws.answer('lambda:Invoke', async ({ path: _, ...event }) => {
      sent.push(JSON.stringify(event));
      const outcome = await lambda.invoke(event);
      return { body: outcome.ok && outcome.result };
    });
    await planned(opening);
    expect(sent[0]).toContain('"authorization":"AWS4-HMAC-SHA256 Credential=');
    expect(sent[0]).not.toContain(kim.secretAccessKey);
    expect(iamActions(aws.calls, [])).toEqual(documentedActions('planned'));
  });

  test('says what to do where respond is off', async () => {
    aws.answer('lambda:Invoke', () => {
      throw new AwsRefusal('ResourceNotFoundException', 'Function not found', 404);
    });
    const { code, stderr } = await planned(opening);
    expect(stderr).toMatch(
      /^There is no function root-alert-prod-planned in ap-northeast-2: deploy/,
    );
    expect(code).toBe(1);
  });
});
