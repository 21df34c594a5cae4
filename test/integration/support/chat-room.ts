import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { type Certificate, loopbackCertificate } from '../../lib/loopback-certificate.ts';
import { listenOnLoopback } from './loopback-server.ts';

/** How the room answers one request: with this, or by doing as it likes with the response. */
export type Answer =
  | {
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | ((response: ServerResponse) => void);

/** One request that reached the room. */
export type Post = {
  readonly method: string;
  readonly path: string;
  /** Last segment of the path: the secret of a webhook URL. */
  readonly token: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
  readonly rawBody: string;
  readonly headers: IncomingHttpHeaders;
  /** Epoch milliseconds at which it had arrived in full. */
  readonly atMs: number;
};

/** One webhook of the room. */
export type Webhook = {
  readonly url: string;
  /** What was posted to this webhook, oldest first. */
  readonly posts: readonly Post[];
  /** Answers in turn; the last one for ever. Replaces what was scripted before. */
  willAnswer(...answers: readonly Answer[]): void;
};

export type ChatRoom = {
  /** The webhook whose token is `secret-token`. */
  readonly url: string;
  urlFor(token: string): string;
  /** What was posted to any webhook, oldest first. */
  readonly posts: readonly Post[];
  /** Scripts every webhook that has no script of its own; unscripted, they answer `ok()`. */
  willAnswer(...answers: readonly Answer[]): void;
  /** One webhook by itself. */
  at(token: string): Webhook;
  /** TCP connections so far: with bad TLS the room sees those, but no post. */
  connections(): number;
  /** The certificate, in PEM, for a client that is to trust the room; undefined without TLS. */
  readonly certificate: string | undefined;
  /** Refuses connections from now on; also what ends the room when a test is over. */
  close(): Promise<void>;
  /** Accepts connections again, at the same URLs. */
  open(): Promise<void>;
};

/** All rooms of a worker have one: a process that trusts one of them can then be told to find another. */
let roomCertificate: Certificate | undefined;

/**
 * Opens a chat room on 127.0.0.1 that answers as it is told and keeps what was posted.
 * With `tls` it speaks https with a self-signed certificate, which no client trusts unless told to.
 */
export async function startChatRoom({ tls = false } = {}): Promise<ChatRoom> {
  if (tls) roomCertificate ??= loopbackCertificate();
  const identity = tls ? roomCertificate : undefined;
  const posts: Post[] = [];
  const scripts = new Map<string, Answer[]>();
  const everyWebhook = '*';

  const serve: Parameters<typeof createServer>[1] = async (request, response) => {
    const path = request.url ?? '';
    const token = path.slice(path.lastIndexOf('/') + 1);
    try {
      const rawBody = await text(request);
      const { method = '', headers } = request;
      const body = parseJson(rawBody);
      posts.push({ method, path, token, body, rawBody, headers, atMs: Date.now() });
    } catch {
      return; // The client left in the middle of its request.
    }
    give(next(scripts.get(token) ?? scripts.get(everyWebhook)), response);
  };
  const server = identity === undefined ? createServer(serve) : createTlsServer(identity, serve);
  const { port, connections, start, stop } = await listenOnLoopback(server);

  const urlFor = (token: string): string =>
    `${tls ? 'https' : 'http'}://127.0.0.1:${port}/services/1/2/${token}`;
  const script = (token: string, answers: readonly Answer[]): void => {
    scripts.set(token, [...answers]);
  };

  return {
    url: urlFor('secret-token'),
    urlFor,
    posts,
    willAnswer: (...answers) => script(everyWebhook, answers),
    at: (token) => ({
      url: urlFor(token),
      get posts() {
        return posts.filter((post) => post.token === token);
      },
      willAnswer: (...answers) => script(token, answers),
    }),
    connections,
    certificate: identity?.cert,
    close: stop,
    open: start,
  };
}

/** Accepts, in Dooray's words. */
export function ok(): Answer {
  return json(200, { header: { isSuccessful: true, resultCode: 0, resultMessage: '' } });
}

/** Refuses inside a 200, in Dooray's words. */
export function okButNo(resultMessage = 'refused'): Answer {
  return json(200, { header: { isSuccessful: false, resultCode: -1, resultMessage } });
}

/** Any status, with a plain-text body as Slack gives it. */
export function status(code: number, body = ''): Answer {
  return { status: code, body, headers: { 'Content-Type': 'text/plain' } };
}

/** 429, with `Retry-After` in seconds or as a date, or without it. */
export function tooMany(
  after: { readonly retryAfterSeconds: number } | { readonly retryAfterDate: Date } | object = {},
): Answer {
  const headers: Record<string, string> = {};
  if ('retryAfterSeconds' in after) headers['Retry-After'] = String(after.retryAfterSeconds);
  if ('retryAfterDate' in after) headers['Retry-After'] = after.retryAfterDate.toUTCString();
  return { status: 429, body: 'rate_limited', headers };
}

/** Takes the post and never says anything. */
export function hang(): Answer {
  return () => undefined;
}

/** Takes the post and resets the connection instead of answering. */
export function reset(): Answer {
  return (response) => {
    response.socket?.resetAndDestroy();
  };
}

/** Begins a 200 with a body and breaks off half-way. */
export function resetMidAnswer(): Answer {
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
    response.write('{"header":', () => response.destroy());
  };
}

/** Points to somewhere else. 302 is followed with GET, 307 and 308 with the post itself. */
export function redirect(to: string, code: 301 | 302 | 303 | 307 | 308 = 302): Answer {
  return { status: code, headers: { Location: to } };
}

/** Waits before it answers. */
export function slowly(delayMs: number, answer: Answer): Answer {
  return (response) => {
    const timer = setTimeout(() => give(answer, response), delayMs);
    response.once('close', () => clearTimeout(timer));
  };
}

/** A 200 (or other status) whose body never ends, as fast as the client takes it. */
export function endlessBody(code = 200): Answer {
  return (response) => {
    const chunk = 'x'.repeat(64 * 1024);
    const pour = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.writeHead(code, { 'Content-Type': 'text/plain' });
    response.on('drain', pour);
    pour();
  };
}

function json(code: number, body: unknown): Answer {
  return {
    status: code,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  };
}

function next(script: Answer[] | undefined): Answer {
  const answer = script !== undefined && script.length > 1 ? script.shift() : script?.[0];
  return answer ?? ok();
}

function give(answer: Answer, response: ServerResponse): void {
  if (response.destroyed) return;
  if (typeof answer === 'function') answer(response);
  else response.writeHead(answer.status, answer.headers).end(answer.body);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
