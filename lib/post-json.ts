import {
  type Agent,
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { request as httpsRequest } from 'node:https';

/** The answer to a post. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The server's clock, as an HTTP date. */
  readonly date?: string | undefined;
  /** As text, cut at the limit that was given. */
  readonly body: string;
}

/** How a post differs from one to a chat room. */
export interface PostOptions {
  /** In place of the usual headers, or besides them. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Keeps connections. Default: a connection for each post, since a kept one does not outlive the freezing of a sandbox.
   */
  readonly agent?: Agent;
  /** How much of {@link postJson}'s time connecting may take; default 3 seconds. */
  readonly connectTimeoutMs?: number;
  /** The body of the answer is cut at this length; default 16 kB. */
  readonly maxBodyBytes?: number;
}

/**
 * Thrown when a post got no whole answer: refused, reset, timed out, bad certificate. The post may have
 * arrived all the same. `code` is Node's error code, or `EARLY_ANSWER` for a 2xx that came before the post was sent: that is
 * no answer to it. The URL is nowhere in the error.
 */
export class NoResponseError extends Error {
  override name = 'NoResponseError' as const;
  readonly code: string;

  constructor(code: string) {
    super(`no answer (${code})`);
    this.code = code;
  }
}

/**
 * Posts JSON and reads the answer. Redirects are not followed, because a webhook URL is a secret: the
 * answer has the status 3xx. Not the global `fetch`, whose first use costs a cold start 40 to 60 ms.
 *
 * @param timeoutMs for the whole exchange.
 * @throws {NoResponseError}
 */
export function postJson(
  url: URL,
  json: string,
  timeoutMs: number,
  { headers, agent, connectTimeoutMs = 3_000, maxBodyBytes = 16_384 }: PostOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = openRequest(url, json, headers, agent);
    const fail = (code: string): void => {
      stopTimers();
      request.destroy();
      reject(new NoResponseError(code));
    };
    const stopTimers = startTimers(
      request,
      url,
      Math.min(connectTimeoutMs, timeoutMs),
      timeoutMs,
      fail,
    );
    request.on('error', (error) => fail(codeOf(error)));
    request.on('response', (response) => {
      const succeed = (answer: Promise<Answer>): void => {
        stopTimers();
        // From here on the promise is settled: errors of a connection that is cut no longer count.
        resolve(answer);
      };
      // A refusal may come early: a server need not read what it will not take.
      const isRefusal = !isSuccess(response);
      if (isRefusal || request.writableFinished) {
        readAnswer(response, maxBodyBytes, succeed, fail);
      } else if (url.protocol === 'http:') fail('EARLY_ANSWER');
      else {
        const succeedIfSent = (answer: Promise<Answer>): void => {
          whenSent(request, (isSent) => (isSent ? succeed(answer) : fail('EARLY_ANSWER')));
        };
        readAnswer(response, maxBodyBytes, succeedIfSent, fail);
      }
    });
    sendWhenConnected(request, url, json);
  });
}

function openRequest(
  url: URL,
  json: string,
  headers: PostOptions['headers'],
  agent: Agent | undefined,
): ClientRequest {
  return (url.protocol === 'http:' ? httpRequest : httpsRequest)(url, {
    method: 'POST',
    agent: agent ?? false,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(json),
      'user-agent': 'root-alert',
      // Without this a server may compress (RFC 9110, 12.5.3), and a refusal that cannot be read would pass as accepted.
      'accept-encoding': 'identity',
      ...headers,
    },
  });
}

/**
 * Sends the body. Over plain HTTP, not before the connection is there and two turns of the event loop have passed, which
 * take microseconds: what the server said by then cannot be about this post. Over TLS nobody answers before the handshake.
 */
function sendWhenConnected(request: ClientRequest, { protocol }: URL, json: string): void {
  if (protocol !== 'http:') {
    request.end(json);
    return;
  }
  request.on('socket', (socket) => {
    // On a kept connection, Node itself gives up when there is something to read before it is used.
    if (!socket.connecting) {
      request.end(json);
      return;
    }
    socket.once('connect', () => {
      setImmediate(() => setImmediate(() => request.destroyed || request.end(json)));
    });
  });
}

/** Node may hear that TLS has sent everything a moment after the answer to it, so a post counts as unsent only after this. */
const maxSendingAfterAnswerMs = 250;

/** Tells whether the whole post was sent, now or within that time. */
function whenSent(request: ClientRequest, onResult: (isSent: boolean) => void): void {
  const finish = (): void => {
    clearTimeout(timer);
    onResult(true);
  };
  const timer = setTimeout(() => {
    request.off('finish', finish);
    onResult(request.writableFinished);
  }, maxSendingAfterAnswerMs);
  if (request.writableFinished) finish();
  else request.once('finish', finish);
}

function isSuccess({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 200 && statusCode < 300;
}

/**
 * Calls `onTimeout` with `CONNECT_TIMEOUT` or `TIMEOUT` when the time is up.
 *
 * @returns stops both timers.
 */
function startTimers(
  request: ClientRequest,
  { protocol }: URL,
  connectTimeoutMs: number,
  timeoutMs: number,
  onTimeout: (code: string) => void,
): () => void {
  let isConnected = false;
  let isStopped = false;
  // If the event loop was blocked, timers fire before pending I/O. setImmediate lets an answer that already arrived win.
  const whole = setTimeout(() => setImmediate(() => isStopped || onTimeout('TIMEOUT')), timeoutMs);
  const connecting = setTimeout(
    () => setImmediate(() => isConnected || isStopped || onTimeout('CONNECT_TIMEOUT')),
    connectTimeoutMs,
  );
  request.on('socket', (socket) => {
    const connected = (): void => {
      isConnected = true;
      clearTimeout(connecting);
    };
    // A kept connection is connected already, and would collect one listener with each post.
    if (!socket.connecting) connected();
    else socket.once(protocol === 'http:' ? 'connect' : 'secureConnect', connected);
  });
  return () => {
    isStopped = true;
    clearTimeout(whole);
    clearTimeout(connecting);
  };
}

/** Reads the answer to its end or to `maxBodyBytes`, and closes the connection in the latter case. */
function readAnswer(
  response: IncomingMessage,
  maxBodyBytes: number,
  onAnswer: (answer: Promise<Answer>) => void,
  onFailure: (code: string) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const finish = (): void => {
    const { 'retry-after': retryAfter, date, 'content-encoding': encoding } = response.headers;
    const status = response.statusCode ?? 0;
    const text = textOf(Buffer.concat(chunks), encoding, maxBodyBytes);
    onAnswer(text.then((body) => ({ status, retryAfter, date, body })));
  };
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) return;
    finish();
    response.destroy();
  });
  response.on('end', finish);
  response.on('error', (error) => onFailure(codeOf(error)));
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.name;
}

/** The beginning of a body as text. A proxy may compress although nobody asked; what cannot be unpacked stays as it came. */
async function textOf(
  packed: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<string> {
  const body = packed.subarray(0, maxBytes);
  if (encoding === undefined || encoding === 'identity') return body.toString('utf8');
  // Loaded only when needed.
  const { brotliDecompressSync, unzipSync } = await import('node:zlib');
  try {
    const unpack = encoding === 'br' ? brotliDecompressSync : unzipSync;
    return unpack(body, { maxOutputLength: maxBytes }).toString('utf8');
  } catch {
    return body.toString('utf8');
  }
}
