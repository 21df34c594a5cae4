import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from './loopback-server.ts';

/** What the runtime is handed when it asks for its next invocation. `deadlineMs` is epoch time. */
export type Invocation = {
  readonly requestId: string;
  readonly payload: string;
  readonly deadlineMs: number;
  readonly functionArn: string;
};

/** A sandbox that begins in a process that served another. */
export type NextSandbox = {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
};

/** What the runtime tells the API; bodies are JSON text. */
export type RuntimeListener = {
  /** `hand` without an invocation says that none will come: rapid-client.cjs then makes room for another sandbox. */
  onNext(hand: (invocation?: Invocation) => void): void;
  /** The process has made room. */
  onVacant(begin: (next: NextSandbox) => void): void;
  onResponse(requestId: string, body: string): void;
  onError(requestId: string, body: string): void;
  onInitError(body: string): void;
};

export type RuntimeApi = {
  /** For AWS_LAMBDA_RUNTIME_API: host and port without a scheme. */
  readonly address: string;
  /** Serves a connection that somebody else opened. */
  serve(connection: Duplex): void;
  stop(): Promise<void>;
};

const prefix = '/2018-06-01/runtime';

/**
 * Serves Lambda's Runtime API on 127.0.0.1 to one runtime process.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(listener: RuntimeListener): Promise<RuntimeApi> {
  const server = createServer((request, response) => {
    answer(listener, request, response).catch(() => response.destroy());
  });
  // A warm runtime waits for its next invocation for as long as it takes.
  server.requestTimeout = 0;
  const { port, stop } = await listenOnLoopback(server);
  return {
    address: `127.0.0.1:${port}`,
    serve: (connection) => void server.emit('connection', connection),
    stop,
  };
}

async function answer(
  listener: RuntimeListener,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? '';
  if (request.method === 'GET' && path === `${prefix}/invocation/next`) {
    listener.onNext((invocation) => {
      if (invocation === undefined) {
        response.writeHead(200, { 'Sandbox-Over': 'true', 'Content-Length': 0 }).end();
        return;
      }
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(invocation.payload),
        'Lambda-Runtime-Aws-Request-Id': invocation.requestId,
        'Lambda-Runtime-Deadline-Ms': String(invocation.deadlineMs),
        'Lambda-Runtime-Invoked-Function-Arn': invocation.functionArn,
        'Lambda-Runtime-Trace-Id': `Root=1-${invocation.requestId.slice(0, 8)}-${'0'.repeat(24)};Sampled=0`,
      });
      response.end(invocation.payload);
    });
    return;
  }
  if (request.method === 'GET' && path === `${prefix}/invocation/sandbox`) {
    listener.onVacant((next) => {
      const body = JSON.stringify(next);
      response.writeHead(200, { 'Content-Length': Buffer.byteLength(body) }).end(body);
    });
    return;
  }

  const body = await text(request);
  const [, requestId, kind] = /^\/invocation\/([^/]+)\/(response|error)$/.exec(
    path.slice(prefix.length),
  ) ?? [undefined, '', undefined];
  if (path === `${prefix}/init/error`) listener.onInitError(body);
  else if (kind === 'response') listener.onResponse(requestId, body);
  else if (kind === 'error') listener.onError(requestId, body);
  else {
    response.writeHead(404).end();
    return;
  }
  const accepted = '{"status":"OK"}';
  response
    .writeHead(202, { 'Content-Type': 'application/json', 'Content-Length': accepted.length })
    .end(accepted);
}
