import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { escalationHintOn, webhookFaultsIn } from '../../plugin/secret-faults.ts';
import { webhookStep } from '../../plugin/webhook-step.ts';

const command =
  'aws secretsmanager put-secret-value --region eu-west-1 --secret-id root-alert/prod/webhook' +
  ` --secret-string '{"dooray": "<webhook URL>"}'`;

const closers: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of closers.splice(0)) close();
});

/** Secrets Manager on loopback, as the SDK's own variable points to it. Returns the calls it gets. */
const secretsManager = async (status: number, answer: object, value?: string) => {
  const calls: { target: unknown; body: string }[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    calls.push({ target: request.headers['x-amz-target'], body });
    const isForValue = request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue';
    if (isForValue && value === undefined) {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ __type: 'AccessDeniedException' }));
      return;
    }
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(isForValue ? { SecretString: value } : answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', `http://127.0.0.1:${port}`);
  return calls;
};

const step = (
  hintOn?: (value: string) => string | undefined,
  clientConfig = async (): Promise<object> => ({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    maxAttempts: 1,
  }),
) =>
  webhookStep({
    region: 'eu-west-1',
    secretId: 'root-alert/prod/webhook',
    clientConfig,
    faultsIn: (value) => webhookFaultsIn(value, ''),
    ...(hintOn && { hintOn }),
  });

describe('the step that a deployment leaves', () => {
  test('is told whole while the secret has no version', async () => {
    const calls = await secretsManager(200, { Name: 'root-alert/prod/webhook' });
    const text = await step();
    expect(text?.split('\n').map((line) => line.trim())).toContain(command);
    expect(text).not.toContain('could not check');
    expect(calls).toEqual([
      { target: 'secretsmanager.DescribeSecret', body: '{"SecretId":"root-alert/prod/webhook"}' },
    ]);
  });

  test('is not told once the secret has a value', async () => {
    await secretsManager(200, { VersionIdsToStages: { one: ['AWSCURRENT'] } });
    expect(await step()).toBeUndefined();
  });

  const url = 'https://hook.dooray.com/services/1/2/s3cr3t';
  const set = { VersionIdsToStages: { one: ['AWSCURRENT'] } };

  test('is not told of a value that can be used', async () => {
    await secretsManager(200, set, JSON.stringify({ dooray: url }));
    expect(await step()).toBeUndefined();
  });

  test('says of a good value that no room is for escalation, where people are asked', async () => {
    await secretsManager(200, set, JSON.stringify({ dooray: url }));
    const text = await step((value) => escalationHintOn(value, ''));
    expect(text).toMatch(/^Worth a word: no room is for escalation/);
    const room = { kind: 'dooray', url, escalation: true };
    await secretsManager(200, set, JSON.stringify({ dooray: url, rooms: [room] }));
    expect(await step((value) => escalationHintOn(value, ''))).toBeUndefined();
  });

  test.each([
    ['two URLs glued', `${url}${url}`, 'not several URLs in one text'],
    ['two URLs with a comma', JSON.stringify({ dooray: `${url},${url}` }), 'not several URLs'],
    [
      'the example',
      JSON.stringify({ dooray: 'https://hook.dooray.com/services/…' }),
      'not the example',
    ],
    [
      'another key',
      JSON.stringify({ webhook: url }),
      'expected no other keys than dooray and slack',
    ],
    ['capitals', JSON.stringify({ Dooray: url }), 'expected the key to be written dooray'],
  ])('is told once more for %s, in a sentence without the value', async (_, value, sentence) => {
    await secretsManager(200, set, value);
    const text = await step();
    expect(text).toContain('what is in the secret is not right');
    expect(text).toContain("--secret-string '<corrected value>'");
    expect(text).toContain(sentence);
    expect(text).not.toContain('s3cr3t');
  });

  test.each([
    ['severities', 'none is told of severity medium, cloud aws; such a use goes to every room.'],
    ['accounts', 'none is told of severity critical, cloud aws in an account that none names;'],
    ['clouds', 'none is told of severity critical, cloud ncloud;'],
    ['drills', 'none is told of severity critical, cloud aws, as a drill;'],
  ])('names a use that is told nowhere by its route, where %s leave one', async (field, gap) => {
    const routes = {
      severities: ['critical', 'high'],
      accounts: ['111122223333'],
      clouds: ['aws'],
      drills: false,
    };
    const rooms = [{ kind: 'dooray', url, [field]: routes[field as keyof typeof routes] }];
    await secretsManager(200, set, JSON.stringify({ rooms }));
    const text = await step();
    expect(text).toContain(`webhook secret, rooms: expected a room for every use, but ${gap}`);
    expect(text).not.toContain('s3cr3t');
    await secretsManager(200, set, JSON.stringify({ dooray: `${url}2`, rooms }));
    expect(await step()).toBeUndefined();
  });

  test('names what is wrong beside a room that can be told', async () => {
    const rooms = [{ kind: 'dooray', url, locale: 'fr' }];
    await secretsManager(200, set, JSON.stringify({ rooms }));
    expect(await step()).toContain('rooms[0].locale: expected ko or en');
  });

  test('is another one when the secret is scheduled for deletion', async () => {
    await secretsManager(200, {
      VersionIdsToStages: { one: ['AWSCURRENT'] },
      DeletedDate: 1_795_000_000,
    });
    const text = await step();
    expect(text).toContain('restore-secret --region eu-west-1 --secret-id root-alert/prod/webhook');
    expect(text).not.toContain('put-secret-value');
  });

  test('is told while the only version is pending', async () => {
    await secretsManager(200, { VersionIdsToStages: { one: ['AWSPENDING'] } });
    expect(await step()).toContain(command);
  });

  test('is told, with why, when the deployer may not look', async () => {
    await secretsManager(400, { __type: 'AccessDeniedException', Message: 'no' });
    const text = await step();
    expect(text).toContain('could not check: AccessDeniedException');
    expect(text).toContain(command);
  });

  test('is told, with why, when there are no credentials', async () => {
    const text = await step(undefined, async () => {
      throw Object.assign(new Error('none'), { name: 'CredentialsProviderError' });
    });
    expect(text).toContain('could not check: CredentialsProviderError');
    expect(text).toContain(command);
  });
});
