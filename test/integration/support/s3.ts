import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from './loopback-server.ts';

interface Version {
  readonly id: string;
  readonly text: string;
}

/** An S3 on 127.0.0.1 with one versioned bucket, as its API Reference says of what the evidence uses. */
export interface S3 {
  readonly environment: Readonly<Record<string, string>>;
  readonly bucket: string;
  /** The latest version of each object, by key. */
  objects(): ReadonlyMap<string, string>;
  /** What was called, by the names that IAM has for it. */
  actions(): ReadonlySet<string>;
  /** How many requests were made of a kind, such as `PUT`. */
  count(method: string): number;
  /** Writes a further version, as somebody who may. */
  overwrite(key: string, text: string): void;
  /** Removes every version of an object, as somebody who may bypass the lock. */
  destroy(key: string): void;
  /** Deletes the bucket. */
  deleteBucket(): void;
  /** Hides an object behind a delete marker. */
  hide(key: string): void;
  /** From now on every request of this method is answered with this status; undefined: as ever. */
  fail(method: string, status: number | undefined): void;
  /** Runs before the next PUT is looked at. */
  beforeNextPut(happen: () => void): void;
  /** Makes all as it was in the beginning, for the next test. */
  renew(): void;
  stop(): Promise<void>;
}

const bucket = 'root-alert-prod-evidencebucket-1a2b3c';
/** A page holds a thousand keys; here fewer, so that a test meets more than one page. */
const pageSize = 10;

export async function startS3(): Promise<S3> {
  const versions = new Map<string, Version[]>();
  const hidden = new Set<string>();
  const calls: string[] = [];
  const actions = new Set<string>();
  const failing = new Map<string, number>();
  let ids = 0;
  let isGone = false;
  let beforePut: (() => void) | undefined;

  const write = (key: string, body: string): void => {
    ids += 1;
    versions.set(key, [...(versions.get(key) ?? []), { id: `v${ids}`, text: body }]);
  };
  const latest = (key: string): string | undefined =>
    hidden.has(key) ? undefined : versions.get(key)?.at(-1)?.text;

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const body = await text(request);
    calls.push(method);
    actions.add(actionOf(method, url.searchParams));
    const key = decodeURIComponent(url.pathname.slice(`/${bucket}/`.length));
    const refuse = (status: number, code: string): void => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
    };
    const xml = (content: string): void => {
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(`<?xml version="1.0" encoding="UTF-8"?>${content}`);
    };
    const failure = failing.get(method);
    if (failure !== undefined)
      return refuse(failure, failure === 403 ? 'AccessDenied' : 'InternalError');
    if (isGone || !url.pathname.startsWith(`/${bucket}`)) return refuse(404, 'NoSuchBucket');
    if (method === 'PUT') {
      const happen = beforePut;
      beforePut = undefined;
      happen?.();
      if (headers['if-none-match'] === '*' && latest(key) !== undefined) {
        return refuse(412, 'PreconditionFailed');
      }
      write(key, unchunked(body, headers['content-encoding']));
      response.writeHead(200, { etag: '"x"' }).end();
      return;
    }
    if (url.searchParams.has('versions')) return xml(versionPage(url.searchParams));
    if (url.searchParams.has('versioning')) {
      return xml('<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>');
    }
    if (url.searchParams.has('object-lock')) {
      return xml(
        '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>400</Days></DefaultRetention></Rule></ObjectLockConfiguration>',
      );
    }
    if (url.searchParams.get('list-type') === '2') return xml(objectPage(url.searchParams));
    const id = url.searchParams.get('versionId');
    const found = id ? versions.get(key)?.find((it) => it.id === id)?.text : latest(key);
    if (found === undefined) return refuse(404, 'NoSuchKey');
    response.writeHead(200, { 'content-type': 'application/json' }).end(found);
  };

  const objectPage = (query: URLSearchParams): string => {
    const after = query.get('start-after') ?? '';
    const keys = [...versions.keys()]
      .filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after)
      .filter((key) => latest(key) !== undefined)
      .toSorted();
    const page = keys.slice(0, pageSize);
    return `<ListBucketResult><IsTruncated>${keys.length > page.length}</IsTruncated>${page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`;
  };

  const versionPage = (query: URLSearchParams): string => {
    const after = query.get('key-marker') ?? '';
    const keys = [...versions.keys()].filter((key) => key > after).toSorted();
    const page = keys.slice(0, pageSize);
    const isMore = keys.length > page.length;
    const listed = page.flatMap((key) => [
      ...(hidden.has(key)
        ? [`<DeleteMarker><Key>${key}</Key><VersionId>d</VersionId></DeleteMarker>`]
        : []),
      ...(versions.get(key) ?? []).map(
        ({ id, text: body }) =>
          `<Version><Key>${key}</Key><VersionId>${id}</VersionId><Size>${Buffer.byteLength(body)}</Size></Version>`,
      ),
    ]);
    const next = isMore ? `<NextKeyMarker>${page.at(-1)}</NextKeyMarker>` : '';
    return `<ListVersionsResult><IsTruncated>${isMore}</IsTruncated>${next}${listed.join('')}</ListVersionsResult>`;
  };

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  const { port, stop } = await listenOnLoopback(server);
  return {
    bucket,
    environment: { AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}` },
    objects: () =>
      new Map(
        [...versions.keys()].toSorted().flatMap((key) => {
          const found = latest(key);
          return found === undefined ? [] : [[key, found] as const];
        }),
      ),
    actions: () => actions,
    count: (method) => calls.filter((call) => call === method).length,
    overwrite: write,
    destroy: (key) => void versions.delete(key),
    deleteBucket: () => {
      isGone = true;
    },
    hide: (key) => void hidden.add(key),
    fail: (method, status) => {
      if (status === undefined) failing.delete(method);
      else failing.set(method, status);
    },
    beforeNextPut: (happen) => {
      beforePut = happen;
    },
    renew() {
      versions.clear();
      hidden.clear();
      calls.length = 0;
      actions.clear();
      failing.clear();
      ids = 0;
      isGone = false;
      beforePut = undefined;
    },
    stop,
  };
}

/** What a request needs (Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3"). */
function actionOf(method: string, query: URLSearchParams): string {
  if (method === 'PUT') return 's3:PutObject';
  if (query.has('versions')) return 's3:ListBucketVersions';
  if (query.has('versioning')) return 's3:GetBucketVersioning';
  if (query.has('object-lock')) return 's3:GetBucketObjectLockConfiguration';
  if (query.has('list-type')) return 's3:ListBucket';
  return query.has('versionId') ? 's3:GetObjectVersion' : 's3:GetObject';
}

/** A body in chunks, with the checksum behind it (Amazon S3 API Reference, "Signature calculations: chunked upload"). */
function unchunked(body: string, encoding: string | string[] | undefined): string {
  if (!String(encoding ?? '').includes('aws-chunked')) return body;
  const bytes = Buffer.from(body, 'utf8');
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16);
    if (!(size > 0)) return Buffer.concat(parts).toString('utf8');
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
