import { test as base, vi } from 'vitest';
import type { HttpResponse } from '../../../lib/respond/http-response.ts';
import { type ChatRoom, startChatRoom } from './chat-room.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb.ts';
import { type Lambda, startLambda } from './lambda-runtime.ts';
import { template } from './packaged-service.ts';
import { type SecretsManager, startSecretsManager } from './secrets-manager.ts';

export const pageUrl = 'https://abc123.execute-api.ap-northeast-2.amazonaws.com';
export const linkKey = 'k'.repeat(64);
const webhookSecret = 'root-alert/prod/webhook';
export const respondSecret = 'root-alert/prod/respond';
export const ledgerTable = 'root-alert-ledger-prod';

/** For `vi.waitUntil`: a machine with two cores and much to do. */
const patience = { timeout: 20_000, interval: 10 };

export interface RequestOptions {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sourceIp?: string;
  readonly isBase64Encoded?: boolean;
}

/** A request as API Gateway hands it to a function (payload format version 2.0). */
export function apiEvent(url: string, options: RequestOptions = {}): object {
  const { pathname, searchParams, search } = new URL(url, pageUrl);
  const {
    method = 'GET',
    body,
    headers = {},
    sourceIp = '198.51.100.7',
    isBase64Encoded = false,
  } = options;
  return {
    version: '2.0',
    routeKey: `${method} /i/{token}`,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: { host: new URL(pageUrl).host, ...headers },
    ...(search !== '' && { queryStringParameters: Object.fromEntries(searchParams) }),
    requestContext: {
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp, userAgent: 'test' },
      stage: '$default',
    },
    ...(body !== undefined && { body }),
    isBase64Encoded,
  };
}

/** Everything around rootEvent and respond. */
export interface RespondScene {
  readonly room: ChatRoom;
  readonly secrets: SecretsManager;
  readonly dynamodb: DynamoDb;
  putWebhook(value: object): void;
  /** A warm rootEvent that asks for answers. */
  startRootEvent(env?: Readonly<Record<string, string>>): Promise<Lambda>;
  /** A warm `respond`. */
  startRespond(env?: Readonly<Record<string, string>>): Promise<Lambda>;
  ask(lambda: Lambda, url: string, options?: RequestOptions): Promise<HttpResponse>;
  /** What the functions wrote into their logs so far. */
  logs(): string;
}

export const respondTest = base.extend(
  'scene',
  async ({ task: _ }, { onCleanup }): Promise<RespondScene> => {
    const [room, secrets, dynamodb] = await Promise.all([
      startChatRoom(),
      startSecretsManager(),
      startDynamoDb(),
    ]);
    await dynamodb.createTableFrom(template(), 'Ledger');
    secrets.put(respondSecret, JSON.stringify({ linkKey }));
    const lambdas: Lambda[] = [];
    onCleanup(async () => {
      await Promise.all(lambdas.map((lambda) => lambda.stop()));
      await Promise.all([room.close(), secrets.stop(), dynamodb.stop()]);
    });
    const aws = { ...secrets.environment, ...dynamodb.environment };
    const asking = { RESPOND_URL: pageUrl, RESPOND_SECRET_ID: respondSecret };

    /** Both secrets are read while the function loads. */
    const whenRead = async (start: () => Promise<Lambda>): Promise<Lambda> => {
      const before = secrets.reads.length;
      const lambda = await start();
      lambdas.push(lambda);
      await vi.waitUntil(() => secrets.reads.length >= before + 2, patience);
      return lambda;
    };
    return {
      room,
      secrets,
      dynamodb,
      putWebhook: (value) => secrets.put(webhookSecret, JSON.stringify(value)),
      startRootEvent: (env = {}) =>
        whenRead(() =>
          startLambda({ functionName: 'rootEvent', env: { ...aws, ...asking, ...env } }),
        ),
      startRespond: (env = {}) =>
        whenRead(() =>
          startLambda({ functionName: 'respond', env: { ...aws, ...asking, ...env } }),
        ),
      async ask(lambda, url, options) {
        const outcome = await lambda.invoke(apiEvent(url, options));
        if (!outcome.ok) throw new Error(JSON.stringify(outcome));
        return outcome.result as HttpResponse;
      },
      logs: () => lambdas.map((lambda) => lambda.log()).join('\n'),
    };
  },
);
