import { request } from 'node:https';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  type ChatRoom,
  endlessBody,
  hang,
  ok,
  okButNo,
  redirect,
  reset,
  resetMidAnswer,
  slowly,
  startChatRoom,
  status,
  tooMany,
} from './support/chat-room.ts';

const rooms: ChatRoom[] = [];

afterEach(async () => {
  for (const room of rooms.splice(0)) await room.close();
});

async function open(options: { tls?: boolean } = {}): Promise<ChatRoom> {
  const room = await startChatRoom(options);
  rooms.push(room);
  return room;
}

function post(url: string, options: RequestInit = {}): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return fetch(url, { method: 'POST', body: '{"text":"알림"}', headers, ...options });
}

describe('what a room keeps', () => {
  test('each post with its token, body, headers and time', async () => {
    const room = await open();
    const before = Date.now();

    await post(room.url);
    await post(room.urlFor('other-token'), { body: 'no JSON' });

    expect(room.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/services\/1\/2\/secret-token$/);
    expect(room.posts).toEqual([
      {
        method: 'POST',
        path: '/services/1/2/secret-token',
        token: 'secret-token',
        body: { text: '알림' },
        rawBody: '{"text":"알림"}',
        headers: expect.objectContaining({ 'content-type': 'application/json' }),
        atMs: expect.any(Number),
      },
      expect.objectContaining({ token: 'other-token', body: undefined, rawBody: 'no JSON' }),
    ]);
    expect(room.posts[0]?.atMs).toBeGreaterThanOrEqual(before);
    expect(room.at('other-token').posts).toHaveLength(1);
    expect(room.at('unused').posts).toEqual([]);
  });
});

describe('what a room answers', () => {
  async function statuses(url: string, times: number): Promise<number[]> {
    const seen: number[] = [];
    for (let n = 0; n < times; n += 1) seen.push((await post(url)).status);
    return seen;
  }

  test('gives scripted answers in turn and repeats the last', async () => {
    const room = await open();
    room.willAnswer(status(500), status(404), ok());

    expect(await statuses(room.url, 4)).toEqual([500, 404, 200, 200]);

    room.willAnswer(status(410));
    expect(await statuses(room.url, 2)).toEqual([410, 410]);
  });

  test('has a script per token beside the one for all', async () => {
    const room = await open();
    room.willAnswer(status(503));
    room.at('dead-token').willAnswer(status(404, 'no_service'));

    expect((await post(room.at('dead-token').url)).status).toBe(404);
    expect((await post(room.url)).status).toBe(503);
    expect(await (await post(room.urlFor('dead-token'))).text()).toBe('no_service');
  });

  test('can say no inside a 200', async () => {
    const room = await open();
    room.willAnswer(okButNo('channel is gone'));

    const response = await post(room.url);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      header: { isSuccessful: false, resultMessage: 'channel is gone' },
    });
  });

  test('can ask for patience in seconds, by date, or without a word', async () => {
    const room = await open();
    const retryAfterDate = new Date('2026-11-22T01:02:03Z');
    room.willAnswer(tooMany({ retryAfterSeconds: 7 }), tooMany({ retryAfterDate }), tooMany());

    const answers = [await post(room.url), await post(room.url), await post(room.url)];

    expect(answers.map((answer) => answer.status)).toEqual([429, 429, 429]);
    expect(answers.map((answer) => answer.headers.get('retry-after'))).toEqual([
      '7',
      'Sun, 22 Nov 2026 01:02:03 GMT',
      null,
    ]);
  });

  test('can redirect, with the post or without', async () => {
    const room = await open();
    room.at('moved').willAnswer(redirect(room.url));
    room.at('moved-for-good').willAnswer(redirect(room.url, 308));

    expect((await post(room.urlFor('moved'), { redirect: 'manual' })).status).toBe(302);
    await post(room.urlFor('moved'));
    await post(room.urlFor('moved-for-good'));

    const followed = room.at('secret-token').posts;
    expect(followed.map(({ method, rawBody }) => [method, rawBody])).toEqual([
      ['GET', ''],
      ['POST', '{"text":"알림"}'],
    ]);
  });

  test('can take its time', async () => {
    const room = await open();
    room.willAnswer(slowly(30, status(202)));
    const start = performance.now();

    const response = await post(room.url);

    expect(response.status).toBe(202);
    expect(performance.now() - start).toBeGreaterThan(25);
  });
});

describe('how a room breaks', () => {
  test('hangs: the post arrives, no answer does', async () => {
    const room = await open();
    room.willAnswer(hang());

    const patience = new AbortController();
    const answer = post(room.url, { signal: patience.signal });
    await vi.waitUntil(() => room.posts.length === 1, { timeout: 20_000 });
    setTimeout(() => patience.abort(), 100);

    await expect(answer).rejects.toThrow('aborted');
    expect(room.posts).toHaveLength(1);
  });

  test('resets the connection before it answers', async () => {
    const room = await open();
    room.willAnswer(reset(), ok());

    await expect(post(room.url)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(room.posts).toHaveLength(1);
    expect((await post(room.url)).status).toBe(200);
  });

  test('breaks off in the middle of an answer', async () => {
    const room = await open();
    room.willAnswer(resetMidAnswer());

    const response = await post(room.url);

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  test('answers without end', async () => {
    const room = await open();
    room.willAnswer(endlessBody());
    const giveUp = new AbortController();

    const response = await post(room.url, { signal: giveUp.signal });
    let received = 0;
    for await (const chunk of response.body ?? []) {
      received += chunk.length;
      if (received > 2_000_000) break;
    }
    giveUp.abort();

    expect(received).toBeGreaterThan(2_000_000);
  });

  test('refuses connections while it is closed, and is back at the same URL', async () => {
    const room = await open();
    await room.close();

    await expect(post(room.url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });

    await room.open();
    expect((await post(room.url)).status).toBe(200);
    expect(room.posts).toHaveLength(1);
  });

  test('closes at once though it is hanging and endless', async () => {
    const room = await open();
    room.willAnswer(hang());
    const hanging = post(room.url);
    await expect.poll(() => room.posts.length).toBe(1);

    await room.close();

    await expect(hanging).rejects.toThrow('fetch failed');
  });
});

describe('a room with TLS', () => {
  test('is not trusted: a connection comes, a post does not', async () => {
    const room = await open({ tls: true });

    await expect(post(room.url)).rejects.toMatchObject({
      cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    });
    expect(room.url).toMatch(/^https:/);
    expect(room.connections()).toBe(1);
    expect(room.posts).toEqual([]);
  });

  test('is trusted by who is given its certificate', async () => {
    const room = await open({ tls: true });

    const code = await new Promise((resolve, reject) => {
      request(room.url, { method: 'POST', ca: room.certificate, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end('{}');
    });

    expect(code).toBe(200);
    expect(room.posts).toMatchObject([{ body: {} }]);
  });
});
