import { afterEach, describe, expect, test } from 'vitest';
import { readActivities, TracerError } from '../../../lib/ncloud/activity-tracer.ts';
import { postJson } from '../../../lib/post-json.ts';
import {
  startActivityTracer,
  type TracerAnswer,
  type TracerItem,
} from '../../integration/support/activity-tracer.ts';
import { createFakeClock } from '../fake-clock.ts';

const nowMs = Date.parse('2026-11-22T00:00:00Z');
const window = { fromMs: nowMs - 900_000, toMs: nowMs };
const secretKey = 'SKEXAMPLE';

const tracers: { stop(): Promise<void> }[] = [];
afterEach(() => Promise.all(tracers.splice(0).map((tracer) => tracer.stop())));

type Setup = Parameters<typeof startActivityTracer>[0] & { readonly serverAheadMs?: number };

/** A gateway and a client with one clock between them, unless the server's is ahead. */
async function scene({ serverAheadMs = 0, ...options }: Setup = {}) {
  const clock = createFakeClock(nowMs);
  const tracer = await startActivityTracer({ now: () => clock.now() + serverAheadMs, ...options });
  tracers.push(tracer);
  tracer.allow('AKEXAMPLE', secretKey);
  const account = {
    name: 'payments',
    accessKey: 'AKEXAMPLE',
    secretKey,
    apiUrl: new URL(tracer.url),
  };
  return {
    clock,
    tracer,
    async read(
      changes: { skewMs?: number; timeMs?: number; isHurried?: boolean; secretKey?: string } = {},
    ) {
      const { skewMs = 0, timeMs = 30_000, isHurried = false, ...others } = changes;
      const items: unknown[] = [];
      // Patience is real time: a hundredth of it is enough for a server on this machine that hangs.
      const post: typeof postJson = (url, body, timeoutMs, options) =>
        postJson(url, body, isHurried ? timeoutMs / 100 : timeoutMs, options);
      const deps = { post, clock, random: () => 0.5 };
      const failure: unknown = await readActivities(
        { account: { ...account, ...others }, window, skewMs, deadlineMs: clock.now() + timeMs },
        (item) => items.push(item),
        deps,
      ).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure !== undefined && !(failure instanceof TracerError)) throw failure;
      return { items, failure };
    },
  };
}

const item = (number: number): TracerItem => ({
  historyId: `id-${number}`,
  eventTime: nowMs - number,
});
const some = (count: number): TracerItem[] =>
  Array.from({ length: count }, (_, number) => item(number));
const sentence = (reason: string) =>
  `Naver Cloud, account payments: the Cloud Activity Tracer ${reason}.`;

describe('the activities between two moments', () => {
  test.each(['page', 'pageIndex'] as const)(
    'come to the last page, where pages are asked for by %s',
    async (paging) => {
      const { tracer, read } = await scene({ paging });
      for (const it of some(250)) tracer.add(it);
      const { items, failure } = await read();
      expect([failure, items.length]).toEqual([undefined, 250]);
      expect(tracer.calls.map(({ page }) => page)).toEqual([0, 1, 2]);
    },
  );

  test('are those, and no others', async () => {
    const { tracer, read } = await scene();
    for (const eventTime of [window.fromMs - 1, window.fromMs, window.toMs])
      tracer.add({ eventTime });
    expect((await read()).items).toEqual([
      { eventTime: window.fromMs },
      { eventTime: window.toMs },
    ]);
  });

  test('come in whatever order the tracer has them', async () => {
    const { tracer, read } = await scene({ order: (items) => items.toReversed() });
    for (const it of some(120)) tracer.add(it);
    expect(idsIn((await read()).items)).toEqual(idsIn(some(120)));
  });

  test('come again where a page repeats some of them', async () => {
    const { tracer, read } = await scene({ order: (items) => [...items.slice(0, 100), ...items] });
    for (const it of some(130)) tracer.add(it);
    const { items, failure } = await read();
    expect(failure).toBeUndefined();
    expect(idsIn(items)).toEqual(idsIn(some(130)));
  });

  test('are none where none are', async () => {
    const { read } = await scene();
    expect(await read()).toEqual({ items: [], failure: undefined });
  });

  test('that never end, since paging is ignored, are given up with a sentence', async () => {
    const { tracer, read } = await scene({ paging: 'none' });
    for (const it of some(50)) tracer.add(it);
    const { items, failure } = await read();
    expect(failure?.message).toBe(sentence('gives the same pages again and again'));
    expect(idsIn(items)).toEqual(idsIn(some(20)));
  });

  test('are handed on page by page, so that those before an error are not lost', async () => {
    const { tracer, read } = await scene();
    for (const it of some(250)) tracer.add(it);
    const { status, headers, body } = { status: 200, headers: {}, body: pageOf(some(100), true) };
    tracer.willAnswer({ status, headers, body }, { status: 400, body: '' });
    const { items, failure } = await read();
    expect([items.length, failure?.message]).toEqual([100, sentence('answered 400')]);
  });

  test('have a next page where it is not said, as long as one is full', async () => {
    const { tracer, read } = await scene();
    tracer.willAnswer(
      { status: 200, body: pageOf(some(20), undefined) },
      { status: 200, body: pageOf([item(21)], undefined) },
    );
    expect((await read()).items).toHaveLength(21);
  });
});

const xml = (code: string) =>
  `<?xml version="1.0"?><Response><errorCode>${code}</errorCode><message>AKEXAMPLE</message></Response>`;
const json = (code: string) =>
  JSON.stringify({ error: { errorCode: code, message: 'AKEXAMPLE', details: 'x' } });

describe('what may pass is asked for again', () => {
  const hang: TracerAnswer = () => undefined;
  const reset: TracerAnswer = (response) => response.socket?.resetAndDestroy();
  test.each<[string, TracerAnswer]>([
    ['429', { status: 429, body: json('410') }],
    ['429 with Retry-After', { status: 429, headers: { 'Retry-After': '7' } }],
    ['500', { status: 500, body: json('900') }],
    ['503 in XML', { status: 503, body: xml('500') }],
    ['504', { status: 504 }],
    ['a lost connection', reset],
    ['a page of somebody else', { status: 200, body: '<html></html>' }],
    ['JSON that is no list', { status: 200, body: json('900') }],
  ])('%s', async (_, answer) => {
    const { tracer, read } = await scene();
    tracer.add(item(1));
    tracer.willAnswer(answer);
    expect(await read()).toEqual({ items: [item(1)], failure: undefined });
  });

  test.each([
    ['in seconds', '7', 0],
    ['as a date', 'Sun, 22 Nov 2026 00:00:07 GMT', 0],
    ['as a date of a clock that is ahead of ours', 'Sun, 22 Nov 2026 00:10:07 GMT', 600_000],
  ])('not before it wants to be asked again, which it says %s', async (_, retryAfter, aheadMs) => {
    const { clock, tracer, read } = await scene({ serverAheadMs: aheadMs });
    tracer.willAnswer({ status: 429, headers: { 'Retry-After': retryAfter } });
    expect((await read({ skewMs: aheadMs })).failure).toBeUndefined();
    // The backoff alone would be 250 ms.
    expect(clock.elapsedMs()).toBeGreaterThan(6_900);
    expect(clock.elapsedMs()).toBeLessThanOrEqual(7_000);
  });

  test('and not for ever', async () => {
    const { clock, tracer, read } = await scene();
    tracer.willAnswer(...Array.from({ length: 50 }, () => ({ status: 503, body: xml('500') })));
    expect((await read()).failure?.message).toBe(sentence('answered 503 (error 500)'));
    expect(clock.elapsedMs()).toBeLessThan(30_000);
  });

  test('nor is a gateway that says nothing waited for longer than there is time', async () => {
    const { tracer, read } = await scene();
    tracer.willAnswer(hang);
    expect((await read({ timeMs: 1_200, isHurried: true })).failure?.message).toBe(
      sentence('gave no answer (TIMEOUT)'),
    );
  });

  test('no request is begun when the time is up', async () => {
    const { tracer, read } = await scene();
    const { failure } = await read({ timeMs: 500 });
    expect(failure?.message).toBe(sentence('was not read to the end in time'));
    expect(tracer.calls).toEqual([]);
  });
});

describe('what stays is not asked for again', () => {
  test.each<[number, string, string]>([
    [400, json('100'), 'answered 400 (error 100)'],
    [401, json('210'), 'answered 401 (error 210: permission denied)'],
    [401, xml('200'), 'answered 401 (error 200: authentication failed: key, signature or clock)'],
    [404, '', 'answered 404'],
    [302, '', 'answered 302'],
  ])('%i %s', async (status, body, reason) => {
    const { tracer, clock, read } = await scene();
    tracer.willAnswer({ status, body });
    const { failure } = await read();
    expect(failure?.message).toBe(sentence(reason));
    expect(failure?.isRefusal).toBe(status === 401);
    expect(clock.elapsedMs()).toBe(0);
  });

  test('a wrong secret key is refused, and none is in the error', async () => {
    const { read } = await scene();
    const { failure } = await read({ secretKey: 'SKOTHER' });
    expect(failure?.isRefusal).toBe(true);
    expect(`${failure?.message}${failure?.stack}`).not.toMatch(/SKOTHER|AKEXAMPLE/);
  });
});

describe('clocks', () => {
  test('that differ by more than five minutes are refused, and the error says by how much', async () => {
    const { read } = await scene({ serverAheadMs: 600_000 });
    const { failure } = await read();
    expect([failure?.isRefusal, failure?.skewMs]).toEqual([true, 600_000]);
    expect((await read({ skewMs: 600_000 })).failure).toBeUndefined();
  });
});

/** Each once. */
function idsIn(items: readonly unknown[]): unknown[] {
  return [...new Set(items.map((it) => (it as TracerItem)['historyId']))].sort();
}

function pageOf(items: readonly TracerItem[], hasMore: boolean | undefined): string {
  return JSON.stringify({ page: 0, size: 100, itemCount: items.length, hasMore, items });
}
