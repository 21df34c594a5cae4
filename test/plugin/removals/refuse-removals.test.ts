import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test, vi } from 'vitest';
import type { Options, Run } from '../../../plugin/framework.ts';
import { refuseRemovals } from '../../../plugin/removals/refuse-removals.ts';
import { UserError } from '../../../plugin/user-error.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of closers.splice(0)) close();
});

async function serve(variable: string, listener: RequestListener): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  vi.stubEnv(variable, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const xml = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';
const errorOf = (code: string, message: string): string =>
  `<ErrorResponse ${xml}><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

const secret = (Name: string) => ({ Type: 'AWS::SecretsManager::Secret', Properties: { Name } });
const deployed = { NcloudSecret: secret('root-alert/prod/ncloud') };

/**
 * Deploys an empty template where `resources` are deployed.
 *
 * @param resources or the XML of CloudFormation's error
 * @param secretAnswer of DescribeSecret
 */
async function deploying(
  resources: object | string,
  secretAnswer: readonly [number, object],
  options: Options = {},
): Promise<{ texts: string[]; error: unknown }> {
  await serve('AWS_ENDPOINT_URL_CLOUDFORMATION', async (request, response) => {
    await text(request);
    response.writeHead(typeof resources === 'string' ? 400 : 200, { 'content-type': 'text/xml' });
    const template = JSON.stringify({ Resources: resources });
    response.end(
      typeof resources === 'string'
        ? resources
        : `<GetTemplateResponse ${xml}><GetTemplateResult><TemplateBody>${template}</TemplateBody></GetTemplateResult></GetTemplateResponse>`,
    );
  });
  await serve('AWS_ENDPOINT_URL_SECRETS_MANAGER', (_, response) => {
    response.writeHead(secretAnswer[0], { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(secretAnswer[1]));
  });
  const texts: string[] = [];
  const provider = {
    getStage: () => 'prod',
    getAwsSdkV3Config: async () => ({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      maxAttempts: 1,
    }),
  };
  const run = {
    serverless: {
      service: { provider: { compiledCloudFormationTemplate: { Resources: {} } } },
      getProvider: () => provider,
    },
    options,
    writeText: (line: string) => texts.push(line),
  } as unknown as Run;
  const error = await refuseRemovals(run).catch((it: unknown) => it);
  return { texts, error };
}

const set = [200, { VersionIdsToStages: { one: ['AWSCURRENT'] } }] as const;
const named = 'the secret root-alert/prod/ncloud, with what is in it';

test('a secret with a value is named, and stays', async () => {
  const { texts, error } = await deploying(deployed, set);
  expect(texts.join('\n')).toContain(named);
  expect(error).toBeInstanceOf(UserError);
  expect(String(error)).toContain(
    `Nothing was deployed, since it would take away ${named}. Give ncloud as before, or add --accept-removals.`,
  );
});

test('it goes with the flag, and is named all the same', async () => {
  const { texts, error } = await deploying(deployed, set, { 'accept-removals': true });
  expect(texts.join('\n')).toContain(named);
  expect(error).toBeUndefined();
});

test.each([
  ['without a value', [200, { VersionIdsToStages: {} }] as const],
  ['that is gone already', [400, { __type: 'ResourceNotFoundException' }] as const],
])('a secret %s is named, and goes', async (_, answer) => {
  const { texts, error } = await deploying(deployed, answer);
  expect(texts.join('\n')).toContain(named);
  expect(error).toBeUndefined();
});

test('a secret that nobody may look at stays', async () => {
  const { error } = await deploying(deployed, [400, { __type: 'AccessDeniedException' }]);
  expect(error).toBeInstanceOf(UserError);
});

test('nothing is said of the first deployment', async () => {
  const none = errorOf('ValidationError', 'Stack with id root-alert-prod does not exist');
  expect(await deploying(none, set)).toEqual({ texts: [], error: undefined });
});

test('what cannot be looked up is not deployed over, unless the flag says so', async () => {
  const denied = errorOf('AccessDenied', 'no');
  const { error } = await deploying(denied, set);
  expect(String(error)).toContain('it needs cloudformation:GetTemplate');
  const accepted = await deploying(denied, set, { 'accept-removals': true });
  expect(accepted.error).toBeUndefined();
});
