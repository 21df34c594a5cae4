import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { listenOnLoopback } from './loopback-server.ts';

/** One call of an AWS operation, such as `GetItem`. `atMs` is epoch time. */
export type Call = { readonly operation: string; readonly atMs: number };

/** Which calls a fault hits: of one operation or of any, once so many of those were let through. */
export type Aim = { readonly operation?: string; readonly after?: number };

/** An AWS service on 127.0.0.1 that can be broken in the ways the real one breaks. */
export type AwsEndpoint = {
  readonly url: string;
  /** The variable that sends the SDK here. */
  readonly environment: Readonly<Record<string, string>>;
  /** Calls that arrived, oldest first, those answered with a fault included. */
  readonly calls: readonly Call[];
  /** How many calls arrived, of one operation or of all. */
  count(operation?: string): number;
  /** Refuses connections from now on, keeping what it holds; also what ends it when a test is over. */
  stop(): Promise<void>;
  /** Accepts connections again, at the same URL. */
  start(): Promise<void>;
  /** Makes every call take this much longer; 0 for none. */
  slow(delayMs: number): void;
  /** Answers the next so many calls with the service's throttling error. */
  throttle(times: number, aim?: Aim): void;
  /** Answers the next so many calls with the service's internal error. */
  fail(times: number, aim?: Aim): void;
  /** Without faults and in its own time again, as if it had never been called. */
  recover(): Promise<void>;
};

/** What the AWS JSON protocols say of an error: the last part of `type` is the exception's name. */
export type AwsError = { readonly status: number; readonly type: string; readonly message: string };

type Service = {
  /** The service's name in AWS_ENDPOINT_URL_<NAME>. */
  readonly name: 'SECRETS_MANAGER' | 'DYNAMODB' | 'SQS' | 'CLOUDWATCH_LOGS' | 'CLOUDTRAIL';
  readonly throttled: AwsError;
  readonly failed: AwsError;
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    operation: string,
  ): void | Promise<void>;
};

type Fault = Aim & { readonly error: AwsError; times: number; spared: number };

/**
 * Serves an AWS service that speaks the JSON 1.0 or 1.1 protocol, with faults on demand.
 * Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export async function startAwsEndpoint(service: Service): Promise<AwsEndpoint> {
  const calls: Call[] = [];
  const faults: Fault[] = [];
  let delayMs = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = operationOf(request);
    calls.push({ operation, atMs: Date.now() });
    const error = takeFault(faults, operation);
    if (delayMs > 0) {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      await sleep(delayMs, undefined, { signal: gone.signal });
    }
    if (error === undefined) await service.answer(request, response, operation);
    else answerError(request, response, error);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const { port, start, stop } = await listenOnLoopback(server);
  const url = `http://127.0.0.1:${port}`;

  return {
    url,
    environment: { [`AWS_ENDPOINT_URL_${service.name}`]: url },
    calls,
    count: (operation) =>
      calls.filter((call) => operation === undefined || call.operation === operation).length,
    start,
    stop,
    slow: (ms) => {
      delayMs = ms;
    },
    throttle: (times, aim = {}) => {
      faults.push({ ...aim, error: service.throttled, times, spared: 0 });
    },
    fail: (times, aim = {}) => {
      faults.push({ ...aim, error: service.failed, times, spared: 0 });
    },
    recover: () => {
      faults.length = 0;
      calls.length = 0;
      delayMs = 0;
      return start();
    },
  };
}

/** Answers as the AWS JSON protocols say an error. */
export function answerError(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, message }: AwsError,
): void {
  request.resume();
  response
    .writeHead(status, {
      'Content-Type': request.headers['content-type'] ?? 'application/x-amz-json-1.1',
      'x-amzn-RequestId': '00000000-0000-4000-8000-000000000000',
    })
    .end(JSON.stringify({ __type: type, message }));
}

function operationOf(request: IncomingMessage): string {
  const target = String(request.headers['x-amz-target'] ?? '');
  return target.slice(target.lastIndexOf('.') + 1);
}

function takeFault(faults: Fault[], operation: string): AwsError | undefined {
  const aimedAt = faults.filter((fault) => (fault.operation ?? operation) === operation);
  for (const fault of aimedAt) {
    if (fault.spared < (fault.after ?? 0)) {
      fault.spared += 1;
    } else if (fault.times > 0) {
      fault.times -= 1;
      return fault.error;
    }
  }
  return undefined;
}
