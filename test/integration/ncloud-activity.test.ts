import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ActivityTracer, startActivityTracer } from './support/activity-tracer.ts';
import { type ChatRoom, startChatRoom } from './support/chat-room.ts';
import { type DynamoDb, startDynamoDb } from './support/dynamodb.ts';
import { type Lambda, startLambda } from './support/lambda-runtime.ts';
import { functionEnvironment, template } from './support/packaged-service.ts';
import { type SecretsManager, startSecretsManager } from './support/secrets-manager.ts';

const environment = functionEnvironment('ncloudActivity');
const webhookSecret = String(environment['WEBHOOK_SECRET_ID']);
const ncloudSecret = String(environment['NCLOUD_SECRET_ID']);
const table = String(environment['LEDGER_TABLE']);
const keys = { accessKey: 'AKEXAMPLEONE', secretKey: 'SKEXAMPLEONE', name: 'payments' };
const rotated = { accessKey: 'AKEXAMPLETWO', secretKey: 'SKEXAMPLETWO', name: 'payments' };
const schedule = { 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} };

let room: ChatRoom;
let secrets: SecretsManager;
let dynamodb: DynamoDb;
let tracer: ActivityTracer & { readonly url: string; stop(): Promise<void> };
let made = 0;
const lambdas: Lambda[] = [];

beforeAll(async () => {
  [room, secrets, dynamodb, tracer] = await Promise.all([
    startChatRoom(),
    startSecretsManager(),
    startDynamoDb(),
    startActivityTracer(),
  ]);
  await dynamodb.createTableFrom(template(), 'Ledger');
  tracer.allow(keys.accessKey, keys.secretKey);
});
afterAll(async () => {
  await Promise.all(lambdas.map((lambda) => lambda.stop()));
  await Promise.all([room.close(), secrets.stop(), dynamodb.stop(), tracer.stop()]);
  const logs = lambdas.map((lambda) => lambda.log()).join('');
  expect(logs).not.toMatch(/[AS]KEXAMPLE/);
  expect(logs).not.toContain('secret-token');
});
beforeEach(() => {
  secrets.put(webhookSecret, room.url);
  secrets.put(ncloudSecret, JSON.stringify(keys));
});

async function start(): Promise<Lambda> {
  const lambda = await startLambda({
    functionName: 'ncloudActivity',
    env: { ...secrets.environment, ...dynamodb.environment, NCLOUD_API_URL: tracer.url },
  });
  lambdas.push(lambda);
  return lambda;
}

/** Root makes an access key, now; gives the activity's id. */
function makeKey(): string {
  made += 1;
  const historyId = `6f1c2a90b7d34e58a1c0f${made}`;
  tracer.add({
    historyId,
    eventTime: Date.now() - 1_000,
    productDisplayName: 'Account',
    resourceType: 'AccessKey',
    actionDisplayName: 'Create access key',
    actionResultType: 'SUCCESS',
    actionUserType: 'Customer',
    sourceType: 'PORTAL',
    sourceIp: '203.0.113.24',
    productData: { active: 'true' },
  });
  return historyId;
}

const postsOf = (historyId: string): number =>
  room.posts.filter(({ rawBody }) => rawBody.includes(historyId)).length;

describe('the packaged ncloudActivity', () => {
  test('tells what root did, in the account of that name, once, whichever process polls', async () => {
    const historyId = makeKey();
    const first = await start();
    expect(await first.invoke(schedule)).toEqual({ ok: true, result: null });
    expect(await first.invoke(schedule)).toMatchObject({ ok: true });
    expect(await (await start()).invoke(schedule)).toMatchObject({ ok: true });

    expect(room.posts.map(({ rawBody }) => rawBody)).toEqual([
      expect.stringMatching(/\[경고\].+네이버 클라우드 ROOT.+payments/),
    ]);
    const rows = new Map((await dynamodb.scan(table)).map((row) => [row['pk'], row]));
    expect([...rows.keys()]).toEqual(
      expect.arrayContaining([`event#ncloud-${historyId}`, 'state#ncloud-payments']),
    );
    expect(rows.get(`event#ncloud-${historyId}`)).toMatchObject({ toldAt: expect.any(Number) });
    expect(first.log()).toContain('"NcloudPolled":1');
    expect(secrets.reads.filter(({ secretId }) => secretId === ncloudSecret)).toHaveLength(2);
  });

  test('two at once tell it once', async () => {
    const historyId = makeKey();
    const both = await Promise.all([start(), start()]);
    await Promise.all(both.map((lambda) => lambda.invoke(schedule)));
    expect(await both[0].invoke(schedule)).toMatchObject({ ok: true });
    expect(postsOf(historyId)).toBe(1);
  });

  test('rotated keys are used the moment the old ones are refused, with nothing redeployed', async () => {
    const lambda = await start();
    expect(await lambda.invoke(schedule)).toMatchObject({ ok: true });
    tracer.allow(keys.accessKey, undefined);
    tracer.allow(rotated.accessKey, rotated.secretKey);
    secrets.put(ncloudSecret, JSON.stringify(rotated));
    const historyId = makeKey();
    expect(await lambda.invoke(schedule)).toMatchObject({ ok: true });
    expect(postsOf(historyId)).toBe(1);

    secrets.put(ncloudSecret, JSON.stringify(keys));
    tracer.allow(rotated.accessKey, undefined);
    expect(await lambda.invoke(schedule)).toMatchObject({
      ok: false,
      errorType: 'PollError',
      errorMessage:
        'Naver Cloud, account payments: the Cloud Activity Tracer answered 401 (error 200: authentication failed: key, signature or clock).',
    });
    tracer.allow(keys.accessKey, keys.secretKey);
  });

  test('a secret that cannot be used fails the poll with a sentence, and is read again by the next', async () => {
    secrets.empty(ncloudSecret);
    const lambda = await start();
    expect(await lambda.invoke(schedule)).toMatchObject({
      ok: false,
      errorType: 'SecretError',
      errorMessage: expect.stringMatching(
        /root-alert\/prod\/ncloud has no text value yet.+"accessKey"/,
      ),
    });
    secrets.put(ncloudSecret, '{"accessKey": "AKEXAMPLEONE"}');
    expect(await lambda.invoke(schedule)).toMatchObject({
      ok: false,
      errorType: 'ConfigError',
      errorMessage: 'ncloud secret, key secretKey: expected the secret key of a sub account.',
    });
    secrets.put(ncloudSecret, JSON.stringify(keys));
    expect(await lambda.invoke(schedule)).toMatchObject({ ok: true });
  });
});
