import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What came back from a post. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The first 16 kB at most. */
  readonly body: string;
}

/**
 * Thrown when a post got no whole answer: refused, reset, timed out, bad certificate. It may have
 * arrived all the same. `code` is Node's error code; the URL is nowhere in it.
 */
export class NoAnswer extends Error {
  override name = 'NoAnswer' as const;
  readonly code: string;

  constructor(code: string) {
    super(`no answer (${code})`);
    this.code = code;
  }
}

const connectTimeoutMs = 3_000;
const maxBodyBytes = 16_384;

/**
 * Posts JSON and reads the answer. Redirects are not followed: a webhook URL is a secret, and the
 * answer says 3xx. Not the global `fetch`, whose first use costs a cold start 40 to 60 ms.
 *
 * @param timeoutMs for the whole exchange; connecting has three seconds of it at most.
 * @throws {NoAnswer}
 */
export function postJson(url: URL, json: string, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? httpRequest : httpsRequest)(url, {
      method: 'POST',
      // A kept connection does not outlive the freezing of a sandbox, and fails the next alert.
      agent: false,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(json),
        'user-agent': 'root-alert',
      },
    });

    const fail = (code: string): void => {
      settle();
      request.destroy();
      reject(new NoAnswer(code));
    };
    const whole = setTimeout(() => fail('TIMEOUT'), timeoutMs);
    const connecting = setTimeout(
      () => fail('CONNECT_TIMEOUT'),
      Math.min(connectTimeoutMs, timeoutMs),
    );
    const settle = (): void => {
      clearTimeout(whole);
      clearTimeout(connecting);
    };

    request.on('socket', (socket) => {
      if (!socket.connecting) clearTimeout(connecting);
      socket.once(url.protocol === 'http:' ? 'connect' : 'secureConnect', () =>
        clearTimeout(connecting),
      );
    });
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const succeed = (): void => {
        settle();
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
          body: Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8'),
        });
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
