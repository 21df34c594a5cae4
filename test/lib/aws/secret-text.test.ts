import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSecretReader } from '../../../lib/aws/secret-text.ts';

let answer: RequestListener;
let server: Server;
/** Who asked, request by request: us, or the SDK. */
let askers: string[] = [];

beforeEach(async () => {
  askers = [];
  server = createServer((request, response) => {
    askers.push(request.headers['user-agent']?.split(/[/ ]/)[0] ?? '');
    answer(request.resume(), response);
  });
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

const text = 'https://hook.dooray.com/services/1/2/3';
const good: RequestListener = (_, response) =>
  response.end(JSON.stringify({ Name: 'webhook', SecretString: text }));

const refuses =
  (status: number, name: string): RequestListener =>
  (_, response) =>
    response.writeHead(status).end(JSON.stringify({ __type: name, Message: 'as AWS says it' }));

/** Answers as scripted, and then as the last of them for ever. */
function answerInTurn(...script: readonly RequestListener[]): void {
  answer = (request, response) => {
    const listener = script[Math.min(askers.length, script.length) - 1];
    listener?.(request, response);
  };
}

test('a text is read by one request, and not by the SDK', async () => {
  answer = good;
  expect(await read()).toBe(text);
  expect(askers).toEqual(['root-alert']);
});

test.each<[string, RequestListener]>([
  ['that the secret is empty', (_, response) => response.end('{"SecretString":" "}')],
  [
    'a text of 64 kB that JSON makes six times as long',
    (_, response) => {
      response.end(`{"SecretString":"${'\\u0001'.repeat(65_536)}"}`);
    },
  ],
])('%s is an answer that leaves nothing to ask for', async (_, listener) => {
  answer = listener;
  await read().catch(() => undefined);
  expect(askers).toEqual(['root-alert']);
});

describe('the SDK is asked, and so notices nothing but a late answer, after', () => {
  test.each<[string, RequestListener]>([
    ['throttling', refuses(400, 'ThrottlingException')],
    ['an expired token', refuses(400, 'ExpiredTokenException')],
    ['a wrong clock', refuses(400, 'InvalidSignatureException')],
    ['a failure of KMS', refuses(400, 'DecryptionFailure')],
    ['an internal error', refuses(500, 'InternalServiceError')],
    ['an answer of something else', (_, response) => response.writeHead(503).end('<html>')],
    [
      'a text under another status',
      (_, response) => response.writeHead(203).end('{"SecretString":"no"}'),
    ],
    ['a redirect', (_, response) => response.writeHead(307, { location: '/' }).end()],
    ['JSON that cannot be read', (_, response) => response.end('{"SecretString":"http')],
    ['JSON of another form', (_, response) => response.end('{"SecretString":{"dooray":"no"}}')],
    ['no JSON', (_, response) => response.end()],
    ['a connection that breaks', (request) => request.socket.resetAndDestroy()],
    [
      'an answer that breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"Secr');
        setTimeout(() => response.destroy(), 20);
      },
    ],
  ])('%s', async (_, listener) => {
    answerInTurn(listener, good);
    expect(await read()).toBe(text);
    expect(askers).toEqual(['root-alert', 'aws-sdk-js']);
  });
});

describe('what the SDK says of an error is what is said of it', () => {
  test.each([
    [400, 'AccessDeniedException', 1],
    [400, 'DecryptionFailure', 1],
    [400, 'ThrottlingException', 3],
    [500, 'InternalServiceError', 3],
  ])('%i %s, after %i attempts of the SDK', async (status, name, attempts) => {
    answer = refuses(status, name);
    await expect(read()).rejects.toMatchObject({
      message: `The secret root-alert/prod/webhook could not be read: ${name}.`,
      isEmpty: false,
    });
    expect(askers).toEqual(['root-alert', ...Array(attempts).fill('aws-sdk-js')]);
  });

  test.each<[string, RequestListener]>([
    ['does not exist or has no value', refuses(400, 'ResourceNotFoundException')],
    ['is binary', (_, response) => response.end('{"SecretBinary":"AAAA"}')],
  ])('a secret that %s has no text value', async (_, listener) => {
    answer = listener;
    await expect(read()).rejects.toMatchObject({ isEmpty: true });
    expect(askers.at(-1)).toBe('aws-sdk-js');
  });
});

test.each([
  ['AWS_USE_FIPS_ENDPOINT', 'true'],
  ['AWS_PROFILE', 'other'],
  ['AWS_SECRET_ACCESS_KEY', ''],
  ['AWS_REGION', ''],
])('the SDK alone knows what to make of %s=%s', async (name, value) => {
  answer = good;
  vi.stubEnv(name, value);
  await read(1_000).catch(() => undefined);
  expect(askers).not.toContain('root-alert');
});

test('a key that cannot be sent in a header is left to the SDK to complain of', async () => {
  answer = good;
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test\n');
  await expect(read()).rejects.toMatchObject({ name: 'SecretError' });
  expect(askers).toEqual([]);
});
