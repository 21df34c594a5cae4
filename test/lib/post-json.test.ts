import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Answer, NoResponseError, postJson } from '../../lib/post-json.ts';
import { loopbackCertificate } from './loopback-certificate.ts';

const path = '/services/100/200/Sup3r-s3cret';
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server, protocol: 'http' | 'https' = 'http'): Promise<URL> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return new URL(`${protocol}://127.0.0.1:${port}${path}`);
}

const room = (listener: RequestListener): Promise<URL> => listen(createServer(listener));

const answering =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (request, response) => {
    request.resume().on('end', () => response.writeHead(status, headers).end(body));
  };

async function noAnswer(answer: Promise<Answer>): Promise<NoResponseError> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof NoResponseError)) throw new Error('expected a NoResponseError');
  return error;
}

const plenty = 5_000;

describe('what is posted', () => {
  test('is the JSON, in UTF-8, with its length in bytes, to the whole path', async () => {
    const requests: { request: IncomingMessage; body: string }[] = [];
    const url = await room(async (request, response) => {
      requests.push({ request, body: (await buffer(request)).toString('utf8') });
      response.end();
    });
    const json = JSON.stringify({ text: 'root 계정 경보 발생하였습니다' });

    await postJson(url, json, plenty);

    expect(requests).toHaveLength(1);
    expect(requests[0]?.body).toBe(json);
    expect(requests[0]?.request).toMatchObject({ method: 'POST', url: path });
    expect(requests[0]?.request.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(json)),
      'user-agent': 'root-alert',
      'accept-encoding': 'identity',
      connection: 'close',
    });
  });
});

describe('an answer', () => {
  test('comes back with status and body', async () => {
    const url = await room(answering(200, 'ok'));
    expect(await postJson(url, '{}', plenty)).toEqual({
      status: 200,
      retryAfter: undefined,
      date: expect.any(String),
      body: 'ok',
    });
  });

  test.each([204, 400, 404, 500])('of %i is an answer and no error', async (status) => {
    const url = await room(answering(status, ''));
    expect((await postJson(url, '{}', plenty)).status).toBe(status);
  });

  test('comes back with its Retry-After', async () => {
    const url = await room(answering(429, 'rate_limited', { 'Retry-After': '30' }));
    expect(await postJson(url, '{}', plenty)).toEqual({
      status: 429,
      retryAfter: '30',
      date: expect.any(String),
      body: 'rate_limited',
    });
  });

  test('in several pieces comes back whole, letters of three bytes too', async () => {
    const body = Buffer.from('{"header":{"resultMessage":"성공"}}');
    const cutInALetter = body.indexOf(Buffer.from('성')) + 1;
    const url = await room((_, response) => {
      response.write(body.subarray(0, cutInALetter), () =>
        setImmediate(() => response.end(body.subarray(cutInALetter))),
      );
    });
    expect((await postJson(url, '{}', plenty)).body).toBe(body.toString());
  });

  test('that redirects is not followed: it is the answer', async () => {
    const asked: string[] = [];
    const elsewhere = await room((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    const url = await room(answering(302, 'moved', { Location: elsewhere.href }));
    expect(await postJson(url, '{}', plenty)).toMatchObject({ status: 302, body: 'moved' });
    expect(asked).toEqual([]);
  });

  test('with a body of 16 kB comes back whole', async () => {
    const url = await room(answering(200, 'x'.repeat(16_384)));
    expect((await postJson(url, '{}', plenty)).body).toHaveLength(16_384);
  });

  test('with a longer body comes back cut at 16 kB', async () => {
    const url = await room(answering(500, 'x'.repeat(100_000)));
    const answer = await postJson(url, '{}', plenty);
    expect(answer.status).toBe(500);
    expect(answer.body).toBe('x'.repeat(16_384));
  });

  const no = '{"header":{"isSuccessful":false}}';
  test.each([
    ['gzip', gzipSync(no), no],
    ['deflate', deflateSync(no), no],
    ['br', brotliCompressSync(no), no],
    ['gzip', 'no gzip at all', 'no gzip at all'],
    ['identity', no, no],
  ])('packed as %s though nobody asked for it comes back as text', async (encoding, body, text) => {
    const url = await room((_, response) =>
      response.writeHead(200, { 'Content-Encoding': encoding }).end(body),
    );
    expect((await postJson(url, '{}', plenty)).body).toBe(text);
  });

  test('packed so that it would fill the memory is not unpacked', async () => {
    const bomb = gzipSync('x'.repeat(10_000_000));
    const url = await room((_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb),
    );
    expect((await postJson(url, '{}', plenty)).body.length).toBeLessThanOrEqual(16_384);
  });

  test('with a body that never ends comes back cut, and the connection is closed', async () => {
    const gone: Promise<unknown>[] = [];
    const url = await room((_, response) => {
      gone.push(once(response, 'close'));
      pourForever(response);
    });
    expect((await postJson(url, '{}', plenty)).body).toHaveLength(16_384);
    await Promise.all(gone);
    expect(gone).toHaveLength(1);
  });
});

describe('a process that is kept busy past the time', () => {
  const start = `
    const { workerData, parentPort } = require('node:worker_threads');
    const server = require('node:http').createServer((request, response) => {
      parentPort.postMessage('asked');
      request.resume().on('end', () => response.end('ok'));
    });
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;
  const busy = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  const stop: (() => unknown)[] = [];
  afterEach(async () => Promise.all(stop.splice(0).map((it) => it())));

  /** A room in a thread of its own, which answers while this one is busy. */
  async function roomBeside() {
    const worker = new Worker(start, { eval: true });
    stop.push(() => worker.terminate());
    const [port] = await once(worker, 'message');
    return { worker, url: new URL(`http://127.0.0.1:${port}${path}`) };
  }

  test('is connected all the same', async () => {
    const { url } = await roomBeside();
    const answer = postJson(url, '{}', plenty, { connectTimeoutMs: 20 });
    busy(40);
    expect(await answer).toMatchObject({ status: 200, body: 'ok' });
  });

  test('has its answer all the same, if that came meanwhile', async () => {
    const { worker, url } = await roomBeside();
    const answer = postJson(url, '{}', 500);
    await once(worker, 'message');
    busy(600);
    expect(await answer).toMatchObject({ status: 200, body: 'ok' });
  });
});

describe('no answer', () => {
  test('when nobody listens', async () => {
    const url = await room(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect((await noAnswer(postJson(url, '{}', plenty))).code).toBe('ECONNREFUSED');
  });

  test('when the connection is reset before the answer', async () => {
    const url = await room((request) => request.socket.resetAndDestroy());
    expect((await noAnswer(postJson(url, '{}', plenty))).code).toBe('ECONNRESET');
  });

  test('when the connection is reset in the middle of a 200', async () => {
    const url = await room((request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"header":', () => request.socket.resetAndDestroy());
    });
    expect((await noAnswer(postJson(url, '{}', plenty))).code).toBe('ECONNRESET');
  });

  test('when the connection is closed in the middle of a 200', async () => {
    const url = await room((request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"header":', () => request.socket.end());
    });
    expect((await noAnswer(postJson(url, '{}', plenty))).code).toBe('ECONNRESET');
  });

  test('when the room takes the request and says nothing', async () => {
    const url = await room((request) => request.resume());
    expect((await noAnswer(postJson(url, '{}', 50))).code).toBe('TIMEOUT');
  });

  test('when the body drips on past the time of the whole exchange', async () => {
    const url = await room((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 5);
      response.on('close', () => clearInterval(drip));
    });
    expect((await noAnswer(postJson(url, '{}', 50))).code).toBe('TIMEOUT');
  });

  test('leaves no connection open', async () => {
    const closed: Promise<unknown>[] = [];
    const url = await room((request) => {
      closed.push(once(request.socket, 'close'));
    });
    await noAnswer(postJson(url, '{}', 50));
    await Promise.all(closed);
    expect(closed).toHaveLength(1);
  });

  test('when what answers does not speak HTTP', async () => {
    const url = await room((request) => request.socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
    expect((await noAnswer(postJson(url, '{}', plenty))).code).toMatch(/^HPE_/);
  });

  test('when the certificate is signed by nobody we know, and nothing is sent', async () => {
    const requests: string[] = [];
    const server = createHttpsServer(loopbackCertificate(), (request, response) => {
      requests.push(request.url ?? '');
      response.end();
    });
    const url = await listen(server, 'https');
    expect((await noAnswer(postJson(url, '{}', plenty))).code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(requests).toEqual([]);
  });

  test('is told without the URL', async () => {
    const url = await room((request) => request.socket.resetAndDestroy());
    const error = await noAnswer(postJson(url, '{}', plenty));
    expect(error.message).toBe('no answer (ECONNRESET)');
    const everything = `${error.stack}${JSON.stringify({ ...error })}${String(error.cause)}`;
    expect(everything).not.toContain(url.host);
    expect(everything).not.toContain('Sup3r-s3cret');
  });
});

function pourForever(response: ServerResponse): void {
  const piece = 'x'.repeat(1_000);
  const pour = (): void => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', pour);
  pour();
}

describe('a 2xx that came before the post was sent', () => {
  /** A server that answers each connection, without reading from it. */
  async function early(answer: string): Promise<URL> {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(answer);
      setTimeout(() => socket.resume(), 50);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    return new URL(`http://127.0.0.1:${port}${path}`);
  }
  /** More than the buffers of a connection hold. */
  const big = JSON.stringify({ text: 'x'.repeat(16 * 1024 * 1024) });

  test.each([
    ['a short post', '{}'],
    ['a post that is still being sent', big],
  ])('is no answer to %s', async (_, json) => {
    const url = await early('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    expect((await noAnswer(postJson(url, json, plenty))).code).toBe('EARLY_ANSWER');
  });

  test('is no answer when a server says it to the headers alone', async () => {
    const url = await room((request, response) => {
      response.writeHead(200).end('ok');
      request.pause();
    });
    expect((await noAnswer(postJson(url, big, plenty))).code).toBe('EARLY_ANSWER');
  });

  describe('over TLS', () => {
    async function tlsRoom(listener: RequestListener): Promise<URL> {
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
      onTestFinished(() => void vi.unstubAllEnvs());
      return listen(createHttpsServer(loopbackCertificate(), listener), 'https');
    }

    test('is no answer', async () => {
      const url = await tlsRoom((request, response) => {
        request.pause();
        // Whole for whoever reads it, but not over: what Node reads of a request once its answer is over, nobody wants.
        response.writeHead(200, { 'Content-Length': '2' }).write('ok');
      });
      expect((await noAnswer(postJson(url, big, plenty))).code).toBe('EARLY_ANSWER');
    });

    test.each([
      ['short', '{}'],
      ['of a usual length', JSON.stringify({ text: 'x'.repeat(3_000) })],
      ['big', big],
    ])(
      'is never taken for one that came when the post was read, be it %s',
      async (_, json) => {
        const url = await tlsRoom(answering(200, 'ok'));
        for (let posts = 0; posts < (json === big ? 2 : 25); posts += 1) {
          expect(await postJson(url, json, 10_000)).toMatchObject({ status: 200, body: 'ok' });
        }
      },
      30_000,
    );
  });

  test('is an answer where it is a refusal: a server need not read what it will not take', async () => {
    const url = await early('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno');
    expect(await postJson(url, big, plenty)).toMatchObject({ status: 413, body: 'no' });
  });

  test('is an answer where the whole post was read before, however big it is', async () => {
    const url = await room(answering(200, 'ok'));
    expect(await postJson(url, big, plenty)).toMatchObject({ status: 200, body: 'ok' });
  });
});
