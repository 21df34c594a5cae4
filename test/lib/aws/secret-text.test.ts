import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSecretReader } from '../../../lib/aws/secret-text.ts';

let answer: RequestListener;
let server: Server;

beforeEach(async () => {
  server = createServer((request, response) => answer(request.resume(), response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_REGION', 'ap-northeast-2');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});

afterEach(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

const read = (timeoutMs?: number) =>
  createSecretReader('root-alert/prod/webhook', undefined, timeoutMs)();

test('a secret is read', async () => {
  answer = (_, response) =>
    response.end('{"SecretString":"https://hook.dooray.com/services/1/2/3"}');
  expect(await read()).toBe('https://hook.dooray.com/services/1/2/3');
});

test.each<[string, RequestListener]>([
  ['does not begin', () => undefined],
  ['breaks off and never ends', (_, response) => void response.write('{"SecretString":"http')],
])('an answer that %s is given up in time, in words that name the secret', async (_, listener) => {
  answer = listener;
  await expect(read(100)).rejects.toMatchObject({
    name: 'SecretError',
    message: 'The secret root-alert/prod/webhook could not be read: TimeoutError.',
    isEmpty: false,
  });
});
