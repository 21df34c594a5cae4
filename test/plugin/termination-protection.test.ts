import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { protectionStep, refuseToRemove } from '../../plugin/termination-protection.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of closers.splice(0)) close();
});

/** CloudFormation on loopback, as the SDK's own variable points to it. Returns the calls it gets. */
const cloudFormation = async (status: number, result: string) => {
  const calls: Record<string, string>[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const call = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    calls.push(call);
    response.writeHead(status, { 'content-type': 'text/xml' });
    response.end(
      status === 200
        ? `<R><${call['Action']}Result>${result}</${call['Action']}Result></R>`
        : `<ErrorResponse><Error><Type>Sender</Type><Code>${result}</Code><Message>no</Message></Error></ErrorResponse>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', `http://127.0.0.1:${port}`);
  return calls;
};

const stack = {
  stackName: 'root-alert-prod',
  region: 'eu-west-1',
  clientConfig: async (): Promise<object> => ({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    maxAttempts: 1,
  }),
};

const off =
  'aws cloudformation update-termination-protection --region eu-west-1 --no-enable-termination-protection --stack-name root-alert-prod';

describe('after a deployment', () => {
  test('the stack is protected from being deleted, and that is said', async () => {
    const calls = await cloudFormation(200, '<StackId>1</StackId>');
    expect(await protectionStep(stack)).toMatch(/^The stack root-alert-prod is protected/);
    expect(calls).toEqual([
      expect.objectContaining({
        Action: 'UpdateTerminationProtection',
        StackName: 'root-alert-prod',
        EnableTerminationProtection: 'true',
      }),
    ]);
  });

  test.each([
    ['who may not', 403, 'AccessDenied'],
    ['an emulator that cannot', 400, 'NotImplemented'],
  ])('%s is told the command, and the deployment does not fail', async (_, status, code) => {
    await cloudFormation(status, code);
    const text = await protectionStep(stack);
    expect(text).toContain(`could not: ${code}`);
    expect(text).toContain(off.replace('--no-enable', '--enable'));
  });
});

describe('sls remove', () => {
  const described = (protection: string) =>
    `<Stacks><member><StackName>root-alert-prod</StackName>${protection}</member></Stacks>`;

  test('is refused while the stack is protected, with the command that ends it', async () => {
    await cloudFormation(
      200,
      described('<EnableTerminationProtection>true</EnableTerminationProtection>'),
    );
    await expect(refuseToRemove(stack)).rejects.toThrow(`first run: ${off}`);
  });

  test.each([
    [
      'is not protected',
      200,
      described('<EnableTerminationProtection>false</EnableTerminationProtection>'),
    ],
    ['does not say', 200, described('')],
    ['is gone', 400, 'ValidationError'],
    ['may not be looked at: CloudFormation itself refuses then', 403, 'AccessDenied'],
  ])('goes on when the stack %s', async (_, status, result) => {
    await cloudFormation(status, result);
    await expect(refuseToRemove(stack)).resolves.toBeUndefined();
  });
});
