import { type Agent, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What came back from a post. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The server's clock, as an HTTP date. */
  readonly date?: string | undefined;
  /** No more than was asked for. */
  readonly body: string;
}

/** How to post other than to a chat room. */
export interface PostOptions {
  /** In place of, or besides, those of a post to a room. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Keeps connections; default: each post has its own, since one does not outlive the freezing of a sandbox. */
  readonly agent?: Agent;
  /** Of {@link postJson}'s time, for connecting; default 3 seconds. */
  readonly connectTimeoutMs?: number;
  /** More of the answer's body than this is not read; default 16 kB. */
  readonly maxBodyBytes?: number;
}

/**
 * Thrown when a post got no whole answer: refused, reset, timed out, bad certificate. It may have
 * arrived all the same. `code` is Node's error code; the URL is nowhere in it.
 */
export class NoResponseError extends Error {
  override name = 'NoAnswer' as const;
  readonly code: string;

  constructor(code: string) {
    super(`no answer (${code})`);
    this.code = code;
  }
}

/**
 * Posts JSON and reads the answer. Redirects are not followed: a webhook URL is a secret, and the
 * answer says 3xx. Not the global `fetch`, whose first use costs a cold start 40 to 60 ms.
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
    const request = (url.protocol === 'http:' ? httpRequest : httpsRequest)(url, {
      method: 'POST',
      agent: agent ?? false,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(json),
        'user-agent': 'root-alert',
        // Who is not told this may compress (RFC 9110, 12.5.3), and a no that cannot be read would pass for a yes.
        'accept-encoding': 'identity',
        ...headers,
      },
    });

    const fail = (code: string): void => {
      settle();
      request.destroy();
      reject(new NoResponseError(code));
    };
    let isConnected = false;
    let isSettled = false;
    // Whoever was kept busy past the time finds its timers first, and what arrived meanwhile only then: that counts.
    const whole = setTimeout(() => setImmediate(() => isSettled || fail('TIMEOUT')), timeoutMs);
    const connecting = setTimeout(
      () => setImmediate(() => isConnected || isSettled || fail('CONNECT_TIMEOUT')),
      Math.min(connectTimeoutMs, timeoutMs),
    );
    const settle = (): void => {
      isSettled = true;
      clearTimeout(whole);
      clearTimeout(connecting);
    };

    request.on('socket', (socket) => {
      const connected = (): void => {
        isConnected = true;
        clearTimeout(connecting);
      };
      // A kept connection would gather a listener with each post.
      if (!socket.connecting) connected();
      else socket.once(url.protocol === 'http:' ? 'connect' : 'secureConnect', connected);
    });
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const succeed = (): void => {
        settle();
        const { 'retry-after': retryAfter, date, 'content-encoding': encoding } = response.headers;
        const status = response.statusCode ?? 0;
        const text = textOf(Buffer.concat(chunks), encoding, maxBodyBytes);
        // Decided from here on, whatever cutting the connection brings up.
        resolve(text.then((body) => ({ status, retryAfter, date, body })));
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes <= maxBodyBytes) return;
        succeed();
        request.destroy();
      });
      response.on('end', succeed);
      response.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name));
    });
    request.end(json);
  });
}

/** The beginning of a body as text. Unpacked where a proxy packed it all the same; what cannot be unpacked is text as it came. */
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
