import { createHmac } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from './loopback-server.ts';

/** An activity as the tracer hands it out. */
export type TracerItem = { readonly eventTime: number; readonly [field: string]: unknown };

/** What the gateway answers instead of a page: with this, or by doing as it likes with the response. */
export type TracerAnswer =
  | {
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | ((response: ServerResponse) => void);

/** One call that reached the gateway. */
export type TracerCall = {
  readonly accessKey: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly page: number;
  /** What it was answered; 0 where a script did as it liked. */
  readonly status: number;
};

type Request = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};
type Reply = { readonly status: number; readonly date: string; readonly body: string };

export type ActivityTracer = {
  /** Lets an access key in, or with undefined no longer. */
  allow(accessKey: string, secretKey: string | undefined): void;
  /** An activity happens; the tracer shows it from then on, or from later. */
  add(item: TracerItem, visibleAtMs?: number): void;
  /** What the next requests are answered, one after the other, before pages are again. */
  willAnswer(...answers: readonly TracerAnswer[]): void;
  readonly calls: readonly TracerCall[];
  /** Answers one request by itself, without a network. */
  answer(request: Request): Reply;
};

type Options = {
  /** Clock of the gateway; default: the real one. */
  readonly now?: () => number;
  /** The names of the paging fields that it knows; `none` gives twenty a page and the first one always. */
  readonly paging?: 'page' | 'pageIndex' | 'none';
  /** In which order a page has its items. */
  readonly order?: (items: readonly TracerItem[]) => readonly TracerItem[];
};

const allowedSkewMs = 5 * 60_000;

/**
 * Naver Cloud's Cloud Activity Tracer behind its API gateway: it checks key, signature and clock, and gives
 * pages of what was done between two moments.
 *
 * Source: https://api.ncloud-docs.com/docs/management-cloudactivitytracer-getactivitylist
 */
export function createActivityTracer({
  now = Date.now,
  paging = 'page',
  order = (items) => items,
}: Options = {}): ActivityTracer & { script(): TracerAnswer | undefined } {
  const keys = new Map<string, string>();
  const items: { readonly item: TracerItem; readonly visibleAtMs: number }[] = [];
  const calls: TracerCall[] = [];
  const scripts: TracerAnswer[] = [];

  const reply = (status: number, body: unknown): Reply => ({
    status,
    date: new Date(now()).toUTCString(),
    body: JSON.stringify(body),
  });
  const refuse = (status: number, errorCode: string, message: string): Reply =>
    reply(status, { error: { errorCode, message, details: message } });

  const serve = ({ method, path, headers, body }: Request): Reply => {
    const header = (name: string): string => String(headers[name] ?? '');
    const accessKey = header('x-ncp-iam-access-key');
    const timestamp = header('x-ncp-apigw-timestamp');
    const signed = createHmac('sha256', keys.get(accessKey) ?? '')
      .update(`${method} ${path}\n${timestamp}\n${accessKey}`)
      .digest('base64');
    const asked = JSON.parse(body) as Record<string, number | undefined>;
    const { fromEventTime = 0, toEventTime = now() } = asked;
    const page = (paging === 'none' ? undefined : asked[paging]) ?? 0;
    const size =
      (paging === 'none' ? undefined : asked[paging === 'page' ? 'size' : 'pageSize']) ?? 20;
    const record = (answered: Reply): Reply => {
      const { status } = answered;
      calls.push({ accessKey, fromMs: fromEventTime, toMs: toEventTime, page, status });
      return answered;
    };

    if (method !== 'POST' || path !== '/api/v1/activities') {
      return record(refuse(404, '300', 'Not Found Exception'));
    }
    if (
      !keys.has(accessKey) ||
      signed !== header('x-ncp-apigw-signature-v2') ||
      Math.abs(Number(timestamp) - now()) > allowedSkewMs
    ) {
      return record(refuse(401, '200', 'Authentication Failed'));
    }
    if (size > 100) return record(refuse(400, '100', 'Bad Request Exception'));
    const nowMs = now();
    const found = order(
      items
        .filter(
          ({ item: { eventTime }, visibleAtMs }) =>
            eventTime >= fromEventTime && eventTime <= toEventTime && visibleAtMs <= nowMs,
        )
        .map(({ item }) => item),
    );
    const shown = found.slice(page * size, (page + 1) * size);
    return record(
      reply(200, {
        page,
        size,
        itemCount: shown.length,
        hasMore: found.length > (page + 1) * size,
        items: shown,
      }),
    );
  };

  return {
    allow: (accessKey, secretKey) => {
      if (secretKey === undefined) keys.delete(accessKey);
      else keys.set(accessKey, secretKey);
    },
    add: (item, visibleAtMs = item.eventTime) => {
      items.push({ item, visibleAtMs });
    },
    willAnswer: (...answers) => {
      scripts.push(...answers);
    },
    calls,
    script: () => scripts.shift(),
    answer: serve,
  };
}

/** The same as a server on 127.0.0.1. */
export async function startActivityTracer(
  options: Options = {},
): Promise<ActivityTracer & { readonly url: string; stop(): Promise<void> }> {
  const tracer = createActivityTracer(options);
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    const script = tracer.script();
    if (typeof script === 'function') return script(response);
    const { status, date, body: answer } = tracer.answer({ method, path, headers, body });
    if (script !== undefined) {
      response.writeHead(script.status, { date, ...script.headers }).end(script.body);
    } else {
      response.writeHead(status, { date, 'content-type': 'application/json' }).end(answer);
    }
  });
  const { port, stop } = await listenOnLoopback(server);
  return { ...tracer, url: `http://127.0.0.1:${port}`, stop };
}
