import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoDb, type DynamoDb } from '../../../lib/aws/dynamodb.ts';
import { systemClock } from '../../../lib/clock.ts';
import { createFakeClock } from '../fake-clock.ts';
import { isSignedWith } from './verify-signature.ts';

type Reply = { readonly status: number; readonly body: string } | 'reset' | 'silence';
type Received = { readonly request: IncomingMessage; readonly body: string };

const input = { TableName: 'ledger', Key: { pk: { S: 'event#1' } } };
const exception = (name: string, more: object = {}): Reply => ({
  status: 400,
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, ...more }),
});

let server: Server;
let endpoint = '';
let replies: Reply[] = [];
let received: Received[] = [];

beforeEach(async () => {
  replies = [];
  received = [];
  server = createServer(async (request, response) => {
    received.push({ request, body: await text(request) });
    const reply = replies.shift() ?? { status: 200, body: '{}' };
    if (reply === 'reset') request.socket.resetAndDestroy();
    else if (reply !== 'silence') response.writeHead(reply.status).end(reply.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const environment = (): Record<string, string> => ({
  AWS_REGION: 'ap-northeast-2',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'a/secret+key',
  AWS_SESSION_TOKEN: 'session-token==',
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
});
const dynamoDb = (): DynamoDb => createDynamoDb(environment(), createFakeClock());

describe('a request to DynamoDB', () => {
  test('names the operation, the key and the session, and carries the input', async () => {
    await dynamoDb()('GetItem', input);

    const [{ request, body } = {} as Received] = received;
    expect(JSON.parse(body)).toEqual(input);
    expect(request.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      'x-amz-security-token': 'session-token==',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/ap-northeast-2\/dynamodb\/aws4_request,/,
      ),
    });
  });

  test.each([{}, { TableName: 'ledger', Key: { pk: { S: "event#한글 “”\u0001 ~*'()" } } }])(
    'is signed as AWS reads it: %j',
    async (anything) => {
      await dynamoDb()('UpdateItem', anything);

      const [{ request, body } = {} as Received] = received;
      expect(isSignedWith('a/secret+key', request, body)).toBe(true);
      expect(isSignedWith('another key', request, body)).toBe(false);
      expect(isSignedWith('a/secret+key', request, `${body} `)).toBe(false);
    },
  );

  test('is judged by a verifier that takes what the SDK itself signs', async () => {
    const client = new DynamoDBClient({
      endpoint,
      region: 'ap-northeast-2',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a/secret+key' },
    });
    await client.send(new GetItemCommand(input));

    const [{ request, body } = {} as Received] = received;
    expect(isSignedWith('a/secret+key', request, body)).toBe(true);
  });

  test('follows AWS_ENDPOINT_URL where there is none for DynamoDB alone', async () => {
    const { AWS_ENDPOINT_URL_DYNAMODB: AWS_ENDPOINT_URL, ...others } = environment();
    await createDynamoDb({ ...others, AWS_ENDPOINT_URL }, createFakeClock())('GetItem', input);
    expect(received).toHaveLength(1);
  });

  test('goes over the connection of the one before, where it leaves nothing behind', async () => {
    const warnings: unknown[] = [];
    const onWarning = (warning: unknown): unknown => warnings.push(warning);
    process.on('warning', onWarning);
    const ask = dynamoDb();
    for (let number = 0; number < 20; number += 1) await ask('GetItem', input);
    process.off('warning', onWarning);

    expect(new Set(received.map(({ request }) => request.socket)).size).toBe(1);
    expect(received).toHaveLength(20);
    expect(warnings).toEqual([]);
  });

  test('that must be tried again has a connection of its own, since all that were kept may be dead', async () => {
    const ask = dynamoDb();
    await Promise.all([ask('GetItem', input), ask('GetItem', input)]);
    replies = [{ status: 500, body: '' }];
    await ask('GetItem', input);

    const [one, two, again, retry] = received.map(({ request }) => request.socket);
    expect([one, two]).toContain(again);
    expect([one, two]).not.toContain(retry);
  });
});

describe('an answer of DynamoDB', () => {
  test('gives the row read and the row written', async () => {
    const row = { pk: { S: 'event#1' }, uses: { N: '3' }, told: { SS: ['dooray'] } };
    replies = [
      { status: 200, body: JSON.stringify({ Item: { ...row, other: { BOOL: true } } }) },
      { status: 200, body: JSON.stringify({ Attributes: row }) },
      { status: 200, body: '{}' },
    ];
    const ask = dynamoDb();
    expect(await ask('GetItem', input)).toEqual({
      item: { ...row, other: {} },
      attributes: undefined,
    });
    expect(await ask('UpdateItem', input)).toEqual({ item: undefined, attributes: row });
    expect(await ask('GetItem', input)).toEqual({ item: undefined, attributes: undefined });
  });

  test('that a condition failed is not asked for again, and gives the row in the way', async () => {
    replies = [exception('ConditionalCheckFailedException', { Item: { toldAt: { N: '1' } } })];
    await expect(dynamoDb()('UpdateItem', input)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      item: { toldAt: { N: '1' } },
    });
    expect(received).toHaveLength(1);
  });

  test.each<[string, Reply]>([
    ['AccessDeniedException', exception('AccessDeniedException')],
    ['answer 403', { status: 403, body: '<html>' }],
    ['answer 200', { status: 200, body: '{"Item": {"pk": "no value"}}' }],
    ['answer 200', { status: 200, body: '' }],
    ['answer 307', { status: 307, body: '' }],
  ])('that is final rejects at once, as %s', async (name, reply) => {
    replies = [reply];
    await expect(dynamoDb()('UpdateItem', input)).rejects.toMatchObject({ name });
    expect(received).toHaveLength(1);
  });

  const transient: [string, Reply][] = [
    [
      'InternalServerError',
      { ...(exception('InternalServerError') as object), status: 500 } as Reply,
    ],
    ['answer 503', { status: 503, body: 'Service Unavailable' }],
    ['ProvisionedThroughputExceededException', exception('ProvisionedThroughputExceededException')],
    ['ThrottlingException', exception('ThrottlingException')],
    ['ECONNRESET', 'reset'],
  ];

  test.each(transient)('that may pass, %s, is asked for once more', async (_, reply) => {
    replies = [reply];
    await expect(dynamoDb()('GetItem', input)).resolves.toBeDefined();
    expect(received).toHaveLength(2);
    expect(received[1]?.body).toBe(received[0]?.body);
  });

  test.each(transient)('that does not pass, %s, rejects', async (name, reply) => {
    replies = [reply, reply];
    await expect(dynamoDb()('GetItem', input)).rejects.toMatchObject({ name });
    expect(received).toHaveLength(2);
  });

  test('that never comes is not waited for when the time of the call is up', async () => {
    replies = ['silence', 'silence'];
    // All but the last 20 ms of the call's four seconds are over by the time that the first attempt begins.
    const times = [0, 3_980];
    const clock = { ...systemClock, now: () => times.shift() ?? 4_001 };
    await expect(createDynamoDb(environment(), clock)('GetItem', input)).rejects.toMatchObject({
      name: 'TIMEOUT',
    });
    expect(received).toHaveLength(1);
  });
});
