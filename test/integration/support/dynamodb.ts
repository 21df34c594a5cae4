import { EventEmitter } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import dynalite from 'dynalite';
import { type AwsEndpoint, answerError, startAwsEndpoint } from './aws-endpoint.ts';
import { resource, type Template } from './packaged-service.ts';
import { rememberExpressions } from './remember-expressions.ts';

export type DynamoDb = AwsEndpoint & {
  /**
   * Makes the table that a template describes and gives its name. Time to live, encryption and backups have no
   * effect here: expired rows stay, as they may for days in AWS.
   *
   * @throws when the resource is no table, or the table exists.
   */
  createTableFrom(template: Template, logicalId: string): Promise<string>;
  /** Every row of a table, as plain objects. Works while the endpoint is stopped, and is not counted as a call. */
  scan(table: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Lets calls through from now on only by this, as IAM would, and denies the others. `pk` is undefined of a call without one key. */
  permit(isPermitted: (operation: string, pk: string | undefined) => boolean): void;
  /** Deletes every row of a table, by the same back door. */
  clear(table: string): Promise<void>;
  /** Writes a number into a row, by the same back door. */
  setNumber(table: string, pk: string, attribute: string, value: number): Promise<void>;
};

rememberExpressions();

type Item = Parameters<typeof unmarshall>[0];
type Reply = { readonly status: number; readonly body: string };

const apiVersion = 'DynamoDB_20120810';
const exceptions = 'com.amazonaws.dynamodb.v20120810#';
const denied = {
  status: 400,
  type: 'com.amazon.coral.service#AccessDeniedException',
  message: 'User is not authorized to perform this.',
};
const signature = 'AWS4-HMAC-SHA256 Credential=test, SignedHeaders=host, Signature=test';

/**
 * Starts a DynamoDB on 127.0.0.1: dynalite in memory, behind a door that can be shut.
 * dynalite knows no transactions, no PartiQL and no time to live.
 */
export async function startDynamoDb(): Promise<DynamoDb> {
  const store = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const call = (
    operation: string,
    body: string,
    authorization: string | undefined = signature,
  ): Promise<Reply> =>
    handOver(store, body, {
      authorization,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-date': '20260101T000000Z',
      'x-amz-target': `${apiVersion}.${operation}`,
    });

  /** A test's own call: it works while the endpoint is stopped, and is neither counted nor hit by faults. */
  const ask = async <T>(operation: string, input: object): Promise<T> => {
    const { status, body } = await call(operation, JSON.stringify(input));
    if (status !== 200) throw new Error(`${operation}: ${body}`);
    return JSON.parse(body) as T;
  };

  const keyOf = async (table: string, item: Item): Promise<Item> => {
    const { Table } = await ask<{ Table: { KeySchema: { AttributeName: string }[] } }>(
      'DescribeTable',
      { TableName: table },
    );
    const names = Table.KeySchema.map(({ AttributeName }) => AttributeName);
    return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
  };

  /** dynalite does not know ReturnValuesOnConditionCheckFailure, by which a refused write learns what is there. */
  const withItemInTheWay = async (input: string, reply: Reply): Promise<Reply> => {
    if (reply.status !== 400) return reply;
    const error = JSON.parse(reply.body) as { __type: string };
    if (error.__type !== `${exceptions}ConditionalCheckFailedException`) return reply;
    const { TableName, ReturnValuesOnConditionCheckFailure, ...write } = JSON.parse(input) as {
      TableName: string;
      ReturnValuesOnConditionCheckFailure?: string;
      Key?: Item;
      Item?: Item;
    };
    if (ReturnValuesOnConditionCheckFailure !== 'ALL_OLD') return reply;
    const { Item } = await ask<{ Item?: Item }>('GetItem', {
      TableName,
      Key: write.Key ?? (await keyOf(TableName, write.Item ?? {})),
      ConsistentRead: true,
    });
    return { ...reply, body: JSON.stringify({ ...error, Item }) };
  };

  let isPermitted: Parameters<DynamoDb['permit']>[0] = () => true;

  const endpoint = await startAwsEndpoint({
    name: 'DYNAMODB',
    throttled: {
      status: 400,
      type: `${exceptions}ProvisionedThroughputExceededException`,
      message: 'The level of configured provisioned throughput for the table was exceeded.',
    },
    failed: {
      status: 500,
      type: `${exceptions}InternalServerError`,
      message: 'The request processing has failed because of an unknown error.',
    },
    async answer(request, response, operation) {
      const input = await text(request);
      const { Key } = JSON.parse(input) as { Key?: { pk?: { S?: string } } };
      if (!isPermitted(operation, Key?.pk?.S)) {
        answerError(request, response, denied);
        return;
      }
      const reply = await call(operation, input, request.headers.authorization ?? '');
      const { status, body } = await withItemInTheWay(input, reply);
      response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' }).end(body);
    },
  });

  const scan: DynamoDb['scan'] = async (TableName) => {
    const rows: Record<string, unknown>[] = [];
    for (let ExclusiveStartKey: Item | undefined, more = true; more; ) {
      const page = await ask<{ Items: Item[]; LastEvaluatedKey?: Item }>('Scan', {
        TableName,
        ExclusiveStartKey,
      });
      rows.push(...page.Items.map((item) => unmarshall(item)));
      ExclusiveStartKey = page.LastEvaluatedKey;
      more = ExclusiveStartKey !== undefined;
    }
    return rows;
  };

  return {
    ...endpoint,
    permit: (by) => {
      isPermitted = by;
    },
    async createTableFrom(template, logicalId) {
      const { Type, Properties } = resource(logicalId, template);
      if (Type !== 'AWS::DynamoDB::Table') throw new Error(`${logicalId} is an ${Type}`);
      const { TableName } = Properties;
      if (typeof TableName !== 'string') throw new Error(`${logicalId} has no plain name`);
      await ask('CreateTable', understood(Properties));
      for (let status = ''; status !== 'ACTIVE'; ) {
        const { Table } = await ask<{ Table: { TableStatus: string } }>('DescribeTable', {
          TableName,
        });
        status = Table.TableStatus;
      }
      return TableName;
    },
    scan,
    async clear(TableName) {
      for (const { pk } of await scan(TableName)) {
        await ask('DeleteItem', { TableName, Key: { pk: { S: String(pk) } } });
      }
    },
    async setNumber(TableName, pk, attribute, value) {
      await ask('UpdateItem', {
        TableName,
        Key: { pk: { S: pk } },
        UpdateExpression: 'SET #attribute = :value',
        ExpressionAttributeNames: { '#attribute': attribute },
        ExpressionAttributeValues: { ':value': { N: String(value) } },
      });
    },
  };
}

/** Hands dynalite a request without a network. Of a request and a response it uses what these two have. */
function handOver(store: EventEmitter, body: string, headers: IncomingHttpHeaders): Promise<Reply> {
  return new Promise((resolve) => {
    const request = Object.assign(new EventEmitter(), { method: 'POST', url: '/', headers });
    const response = {
      statusCode: 200,
      setHeader() {},
      end(answer: string) {
        resolve({ status: response.statusCode, body: answer });
      },
    };
    store.emit('request', request, response);
    request.emit('data', Buffer.from(body));
    request.emit('end');
  });
}

const understoodProperties = [
  'TableName',
  'AttributeDefinitions',
  'KeySchema',
  'BillingMode',
  'ProvisionedThroughput',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
];

function understood(properties: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => understoodProperties.includes(name)),
  );
}
