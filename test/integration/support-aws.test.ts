import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, test } from 'vitest';
import { type DynamoDb, startDynamoDb } from './support/dynamodb.ts';
import { deliverBatch } from './support/event-source-mapping.ts';
import { startLambda } from './support/lambda-runtime.ts';
import type { Template } from './support/packaged-service.ts';
import { type SecretsManager, startSecretsManager } from './support/secrets-manager.ts';
import { type Sqs, startSqs } from './support/sqs.ts';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** One attempt, so that a fault shows; no connection outlives the test. */
const sdk = {
  region: 'ap-northeast-2',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

describe('Secrets Manager', () => {
  async function start(): Promise<{
    secrets: SecretsManager;
    read: (id: string) => Promise<string | undefined>;
  }> {
    const secrets = await startSecretsManager();
    const client = new SecretsManagerClient({ ...sdk, endpoint: secrets.url });
    cleanups.push(
      () => secrets.stop(),
      () => client.destroy(),
    );
    const read = async (SecretId: string): Promise<string | undefined> =>
      (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
    return { secrets, read };
  }

  test('gives the value last put, by name or by ARN', async () => {
    const { secrets, read } = await start();
    secrets.put('root-alert/prod/webhook', 'old');
    secrets.put('root-alert/prod/webhook', 'new');
    const arn = 'arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:root-alert/prod/webhook';

    expect(await read('root-alert/prod/webhook')).toBe('new');
    expect(await read(arn)).toBe('new');
    expect(await read(`${arn}-AbCdEf`)).toBe('new');
    expect(secrets.reads.map(({ secretId }) => secretId)).toEqual([
      'root-alert/prod/webhook',
      arn,
      `${arn}-AbCdEf`,
    ]);
  });

  test('tells a secret without a value from one that does not exist', async () => {
    const { secrets, read } = await start();
    secrets.empty('root-alert/prod/webhook');

    await expect(read('root-alert/prod/webhook')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringContaining('staging label: AWSCURRENT'),
    });
    await expect(read('root-alert/dev/webhook')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret.",
    });
    expect(secrets.reads).toHaveLength(2);
  });

  test('throttles, fails and recovers', async () => {
    const { secrets, read } = await start();
    secrets.put('a', 'value');
    secrets.throttle(1);
    secrets.fail(1);

    await expect(read('a')).rejects.toMatchObject({ name: 'ThrottlingException' });
    await expect(read('a')).rejects.toMatchObject({
      name: 'InternalServiceError',
      $metadata: { httpStatusCode: 500 },
    });
    expect(await read('a')).toBe('value');
    expect(secrets.reads).toHaveLength(1);
    expect(secrets.count('GetSecretValue')).toBe(3);
  });

  test('is slow as long as it is told to be', async () => {
    const { secrets, read } = await start();
    secrets.put('a', 'value');
    secrets.slow(40);
    const beganAtMs = performance.now();

    expect(await read('a')).toBe('value');
    expect(performance.now() - beganAtMs).toBeGreaterThan(35);
    secrets.slow(60_000);
    const never = read('a');
    await secrets.stop();
    await expect(never).rejects.toThrow();
  });

  test('goes away and comes back on its port', async () => {
    const { secrets, read } = await start();
    secrets.put('a', 'value');
    await secrets.stop();

    await expect(read('a')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await secrets.start();
    expect(await read('a')).toBe('value');
  });

  test('refuses a request without a signature', async () => {
    const { secrets } = await start();

    const response = await fetch(secrets.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'secretsmanager.GetSecretValue' },
      body: '{"SecretId":"a"}',
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  });
});

describe('DynamoDB', () => {
  const ledger: Template = {
    Resources: {
      Ledger: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'root-alert-ledger-prod',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          SSESpecification: { SSEEnabled: true },
          TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        },
      },
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
    },
  };

  async function start(): Promise<{ dynamodb: DynamoDb; client: DynamoDBClient; table: string }> {
    const dynamodb = await startDynamoDb();
    const client = new DynamoDBClient({ ...sdk, endpoint: dynamodb.url });
    cleanups.push(
      () => dynamodb.stop(),
      () => client.destroy(),
    );
    return { dynamodb, client, table: await dynamodb.createTableFrom(ledger, 'Ledger') };
  }

  const put = (TableName: string, pk: string): PutItemCommand =>
    new PutItemCommand({
      TableName,
      Item: { pk: { S: pk }, burst: { N: '3' }, rooms: { SS: ['dooray'] } },
      ConditionExpression: 'attribute_not_exists(pk)',
    });

  test('makes the table of the template and shows its rows', async () => {
    const { dynamodb, client, table } = await start();
    await client.send(put(table, 'event-1'));

    expect(table).toBe('root-alert-ledger-prod');
    expect(await dynamodb.scan(table)).toEqual([
      { pk: 'event-1', burst: 3, rooms: new Set(['dooray']) },
    ]);
    await expect(dynamodb.createTableFrom(ledger, 'Topic')).rejects.toThrow('AWS::SNS::Topic');
  });

  test('tells a refused write what is there, when asked for it', async () => {
    const { dynamodb, client, table } = await start();
    await client.send(put(table, 'event-1'));
    const asking = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
    const item = { pk: { S: 'event-1' }, burst: { N: '3' }, rooms: { SS: ['dooray'] } };

    const again = new PutItemCommand({ ...put(table, 'event-1').input, ...asking });
    await expect(client.send(again)).rejects.toMatchObject({ Item: item });
    const update = new UpdateItemCommand({
      TableName: table,
      Key: { pk: { S: 'event-1' } },
      UpdateExpression: 'SET burst = :zero',
      ConditionExpression: 'burst = :zero',
      ExpressionAttributeValues: { ':zero': { N: '0' } },
      ...asking,
    });
    await expect(client.send(update)).rejects.toMatchObject({ Item: item });
    await expect(client.send(put(table, 'event-1'))).rejects.toMatchObject({ Item: undefined });
    expect(dynamodb.count()).toBe(4);
  });

  test('takes the values of each call, of an expression that it has met before', async () => {
    const { client, table } = await start();
    await client.send(put(table, 'event-1'));
    const between = (lower: string, upper: string) =>
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { pk: { S: 'event-1' } },
          UpdateExpression: 'SET seen = :upper',
          ConditionExpression: 'burst BETWEEN :lower AND :upper',
          ExpressionAttributeValues: { ':lower': { N: lower }, ':upper': { N: upper } },
          ReturnValues: 'UPDATED_NEW',
        }),
      );

    expect((await between('3', '3')).Attributes).toEqual({ seen: { N: '3' } });
    expect((await between('2', '5')).Attributes).toEqual({ seen: { N: '5' } });
    expect((await between('1', '4')).Attributes).toEqual({ seen: { N: '4' } });
    await expect(between('4', '5')).rejects.toThrow('conditional request failed');
    await expect(between('5', '2')).rejects.toThrow('upper bound operand: AttributeValue: {N:2}');
    await expect(between('6', '1')).rejects.toThrow('upper bound operand: AttributeValue: {N:1}');
  });

  test('counts calls by operation, those of the test itself left out', async () => {
    const { dynamodb, client, table } = await start();
    await client.send(put(table, 'event-1'));
    await client.send(new GetItemCommand({ TableName: table, Key: { pk: { S: 'event-1' } } }));
    await client.send(new GetItemCommand({ TableName: table, Key: { pk: { S: 'event-2' } } }));
    await dynamodb.scan(table);

    expect(dynamodb.count('GetItem')).toBe(2);
    expect(dynamodb.count()).toBe(3);
    expect(dynamodb.calls.map(({ operation }) => operation)).toEqual([
      'PutItem',
      'GetItem',
      'GetItem',
    ]);
  });

  test('throttles and fails, at once or at the one operation meant', async () => {
    const { dynamodb, client, table } = await start();
    const update = new UpdateItemCommand({
      TableName: table,
      Key: { pk: { S: 'event-1' } },
      UpdateExpression: 'ADD burst :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });
    dynamodb.throttle(1);
    await expect(client.send(put(table, 'event-1'))).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
    });

    dynamodb.fail(1, { operation: 'UpdateItem', after: 1 });
    await client.send(put(table, 'event-1'));
    await client.send(update);
    await expect(client.send(update)).rejects.toMatchObject({ name: 'InternalServerError' });
    await client.send(update);

    expect(await dynamodb.scan(table)).toMatchObject([{ pk: 'event-1', burst: 5 }]);
  });

  test('goes away, keeps its rows, and comes back', async () => {
    const { dynamodb, client, table } = await start();
    await client.send(put(table, 'event-1'));
    await dynamodb.stop();

    // A connection that the client kept open is cut, a new one refused.
    await expect(client.send(put(table, 'event-2'))).rejects.toMatchObject({
      code: expect.stringMatching(/^ECONN(REFUSED|RESET)$/),
    });
    expect(await dynamodb.scan(table)).toHaveLength(1);

    await dynamodb.start();
    await client.send(put(table, 'event-2'));
    expect(await dynamodb.scan(table)).toHaveLength(2);
  });
});

describe('SQS', () => {
  const queues: Template = {
    Resources: {
      Outbox: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: 'root-alert-outbox-prod',
          DelaySeconds: 120,
          VisibilityTimeout: 390,
          SqsManagedSseEnabled: true,
          RedrivePolicy: {
            deadLetterTargetArn: { 'Fn::GetAtt': ['Undelivered', 'Arn'] },
            maxReceiveCount: 2,
          },
        },
      },
      Undelivered: {
        Type: 'AWS::SQS::Queue',
        Properties: { QueueName: 'root-alert-undelivered-prod', MessageRetentionPeriod: 1_209_600 },
      },
    },
  };

  async function start(): Promise<Sqs> {
    const sqs = await startSqs();
    cleanups.push(() => sqs.stop());
    return sqs;
  }

  /** A client's call over the wire. */
  async function call(
    sqs: Sqs,
    operation: string,
    input: object,
  ): Promise<Record<string, unknown>> {
    const response = await fetch(sqs.url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.0',
        'X-Amz-Target': `AmazonSQS.${operation}`,
        Authorization:
          'AWS4-HMAC-SHA256 Credential=test/20260101/ap-northeast-2/sqs/aws4_request, SignedHeaders=host, Signature=x',
      },
      body: JSON.stringify(input),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  test('makes the queues of the template; what is sent is delayed, unless told otherwise', async () => {
    const sqs = await start();
    const delayed = await sqs.createQueueFrom(queues, 'Outbox');
    await delayed.send({ id: 1 });
    const undelivered = await sqs.createQueueFrom(queues, 'Undelivered');
    await undelivered.send('raw');

    expect(await delayed.content()).toEqual({ ready: [], delayed: ['{"id":1}'], inFlight: [] });
    expect(await undelivered.content()).toEqual({ ready: ['raw'], delayed: [], inFlight: [] });
    expect(undelivered.url).toBe(`${sqs.url}/000000000000/root-alert-undelivered-prod`);
    expect(sqs.count()).toBe(0);
  });

  test('hides a message in flight, and moves one received too often to the dead-letter queue', async () => {
    const sqs = await start();
    const undelivered = await sqs.createQueueFrom(queues, 'Undelivered');
    const outbox = await sqs.createQueueFrom(queues, 'Outbox', { DelaySeconds: '0' });
    await outbox.send({ id: 1 });

    for (const count of ['1', '2']) {
      const [message] = await outbox.receive(10);
      expect(message?.attributes['ApproximateReceiveCount']).toBe(count);
      expect(await outbox.receive(10)).toEqual([]);
      await outbox.letVisibilityPass();
    }

    expect(await outbox.receive(10)).toEqual([]);
    expect((await undelivered.content()).ready).toEqual(['{"id":1}']);
  });

  test('serves clients at the URLs it tells, and is broken on demand', async () => {
    const sqs = await start();
    const queue = await sqs.createQueue('some-queue');
    await queue.send('one');
    const ask = (): Promise<Record<string, unknown>> =>
      call(sqs, 'GetQueueAttributes', { QueueUrl: queue.url, AttributeNames: ['All'] });

    expect(await call(sqs, 'GetQueueUrl', { QueueName: 'some-queue' })).toEqual({
      QueueUrl: queue.url,
    });
    expect(await ask()).toMatchObject({ Attributes: { ApproximateNumberOfMessages: '1' } });
    sqs.throttle(1);
    expect(await ask()).toMatchObject({ __type: 'com.amazonaws.sqs#RequestThrottled' });
    await sqs.stop();
    await expect(ask()).rejects.toThrow('fetch failed');
    expect((await queue.content()).ready).toEqual(['one']);
    await sqs.start();
    expect(await ask()).toMatchObject({ Attributes: { QueueArn: queue.arn } });
    expect(sqs.count('GetQueueAttributes')).toBe(3);
  });

  describe('feeding a function', () => {
    async function startWith(code: string): Promise<{ deliver: typeof deliverOne; sent: Sqs }> {
      const sent = await start();
      const queue = await sent.createQueue('some-queue');
      const directory = mkdtempSync(join(tmpdir(), 'root-alert-handler-'));
      writeFileSync(
        join(directory, 'takes.cjs'),
        `exports.handler = async ({ Records }) => { ${code} };`,
      );
      const lambda = await startLambda({ directory, handler: 'takes.handler', environment: {} });
      cleanups.push(
        () => rmSync(directory, { recursive: true }),
        () => lambda.stop(),
      );
      async function deliverOne(
        ...bodies: string[]
      ): Promise<{ deleted: string[]; kept: string[]; left: number }> {
        for (const body of bodies) await queue.send(body);
        const delivery = await deliverBatch(queue, lambda, 25);
        const { inFlight } = await queue.content();
        return {
          deleted: delivery?.deleted.map(({ body }) => body) ?? [],
          kept: delivery?.kept.map(({ body }) => body) ?? [],
          left: inFlight.length,
        };
      }
      return { deliver: deliverOne, sent };
    }

    test('deletes what the function took, in batches above ten too', async () => {
      const { deliver } = await startWith('if (Records.length !== 12) throw new Error("batch");');
      const bodies = Array.from({ length: 12 }, (_, n) => `m${n}`);

      expect(await deliver(...bodies)).toEqual({ deleted: bodies, kept: [], left: 0 });
      expect(await deliver()).toEqual({ deleted: [], kept: [], left: 0 });
    });

    test('keeps what the function lists as failed', async () => {
      const { deliver } = await startWith(
        'return { batchItemFailures: Records.filter((r) => r.body === "bad").map((r) => ({ itemIdentifier: r.messageId })) };',
      );

      expect(await deliver('good', 'bad')).toEqual({ deleted: ['good'], kept: ['bad'], left: 1 });
    });

    test.each([
      ['throws', 'throw new Error("no")'],
      ['lists an id it was not given', 'return { batchItemFailures: [{ itemIdentifier: "x" }] }'],
      ['lists an empty id', 'return { batchItemFailures: [{ itemIdentifier: "" }] }'],
    ])('keeps everything when the function %s', async (_, code) => {
      const { deliver } = await startWith(code);

      expect(await deliver('one', 'two')).toEqual({ deleted: [], kept: ['one', 'two'], left: 2 });
    });
  });
});
