import { describe, expect, test } from 'vitest';
import { fixedValue } from '../../../lib/cached-value.ts';
import { readConfig } from '../../../lib/config.ts';
import type { Ledger } from '../../../lib/ledger/ledger.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { type NcloudAccounts, parseAccountSecret } from '../../../lib/ncloud/parse-accounts.ts';
import { createNcloudPoll } from '../../../lib/ncloud/poll.ts';
import { PollError } from '../../../lib/ncloud/poll-error.ts';
import { readReplaced } from '../../../lib/ncloud/replaced-positions.ts';
import type { postJson } from '../../../lib/post-json.ts';
import { postToRooms } from '../../../lib/rooms/post-to-rooms.ts';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';
import {
  createActivityTracer,
  type TracerItem,
} from '../../integration/support/activity-tracer.ts';
import { createFakeClock } from '../fake-clock.ts';
import { loadedRoomTypes, payloadFor } from '../room-payload.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const startMs = Date.parse('2026-11-16T00:00:00Z');
const secretKey = 'SKEXAMPLE';
const entry = { accessKey: 'AKEXAMPLE', secretKey, name: 'payments' };

let made = 0;
/** Something root does; every one is another. */
function rootDid(eventTime: number, more: Readonly<Record<string, unknown>> = {}): TracerItem {
  made += 1;
  return {
    historyId: `id${made}`,
    eventTime,
    productDisplayName: 'Server',
    resourceType: 'Server',
    actionDisplayName: `Deed${made}`,
    actionResultType: 'SUCCESS',
    actionUserType: 'Customer',
    sourceType: 'CONSOLE',
    sourceIp: '203.0.113.24',
    ...more,
  };
}
const subDid = (eventTime: number) => rootDid(eventTime, { actionUserType: 'Sub' });

interface Setup {
  readonly secret?: unknown;
  readonly ledger?: (ledger: Ledger) => Ledger;
  /** How far the gateway's clock is ahead of ours. */
  readonly serverAheadMs?: number;
  /** How long the time is that one call asks for. */
  readonly windowMinutes?: number;
}

/**
 * A function that polls a gateway and posts to a room, both without a network, in a time that passes only
 * when it is let.
 */
function start({
  secret = entry,
  ledger = (it) => it,
  serverAheadMs = 0,
  windowMinutes = 15,
}: Setup = {}) {
  const config = readConfig({
    WEBHOOK_SECRET_ID: 'x',
    LEDGER_TABLE: 'x',
    LOCALE: 'en',
    NCLOUD_WINDOW_MINUTES: String(windowMinutes),
  });
  const clock = createFakeClock(startMs);
  const tracer = createActivityTracer({ now: () => clock.now() + serverAheadMs });
  tracer.allow(entry.accessKey, secretKey);
  const state = { secret, isRoomDown: false, isGatewayDown: false };
  const posts: string[] = [];
  const lines: Readonly<Record<string, unknown>>[] = [];

  const post: typeof postJson = async (url, json, _timeoutMs, { headers = {} } = {}) => {
    if (url.pathname !== '/api/v1/activities') {
      if (state.isRoomDown) return { status: 500, retryAfter: undefined, body: '' };
      posts.push(json);
      return { status: 200, retryAfter: undefined, body: 'ok' };
    }
    if (state.isGatewayDown) return { status: 503, retryAfter: undefined, body: '' };
    const answer = tracer.answer({ method: 'POST', path: url.pathname, headers, body: json });
    return { ...answer, retryAfter: undefined };
  };
  const rooms = readWebhookRooms('http://127.0.0.1:1/services/x', []);
  const deps = {
    webhooks: fixedValue(rooms),
    post,
    paceMs: () => 0,
    clock,
    random: () => 0.5,
  };
  const readSecret = async (): Promise<NcloudAccounts> =>
    parseAccountSecret(JSON.stringify(state.secret), undefined);
  const memory = createMemoryLedger(clock);
  const delivery = {
    config,
    ledger: ledger(memory),
    clock,
    log: (line: Readonly<Record<string, unknown>>) => lines.push(line),
    postToRooms: (
      message: Parameters<typeof payloadFor>[1],
      told: readonly string[],
      deadlineMs: number,
    ) =>
      postToRooms(
        {
          prepare: async ({ kind }) => ({
            requests: [{ payload: payloadFor(kind, message, config) }],
            type: loadedRoomTypes[kind],
          }),
          choose: (rooms) => rooms,
          chooseInstead: () => [],
        },
        told,
        deadlineMs,
        deps,
      ),
  };
  const coldStart = () => {
    // The secret as a process has it, until it is read again.
    let kept = readSecret();
    const accounts = {
      get: () => kept,
      reread: () => {
        kept = readSecret();
        return kept;
      },
    };
    return createNcloudPoll({ delivery, accounts, post, random: () => 0.5 });
  };
  let poll = coldStart();
  /** One invocation; gives what went wrong with it. */
  const tick = async (timeMs = 50_000): Promise<string | undefined> => {
    const endsMs = clock.now() + timeMs;
    try {
      await poll({ getRemainingTimeInMillis: () => endsMs - clock.now() });
      return undefined;
    } catch (error) {
      if (error instanceof PollError) return error.message;
      throw error;
    }
  };

  return {
    clock,
    tracer,
    state,
    posts,
    lines,
    ledger: memory,
    restart() {
      poll = coldStart();
    },
    tick,
    /** So many polls, a minute apart. */
    async ticks(count: number): Promise<void> {
      for (let done = 0; done < count; done += 1) {
        clock.advance(minuteMs - (clock.elapsedMs() % minuteMs));
        await tick();
      }
    },
  };
}

/** The deeds that are told by themselves, in order. */
const singles = (posts: readonly string[]): string[] =>
  posts.flatMap((json) => /"text":"Event (Deed\d+) · Server/.exec(json)?.[1] ?? []);
/** How many deeds each digest counts. */
const digests = (posts: readonly string[]): number[] =>
  posts.flatMap((json) => {
    const others = /Naver Cloud ROOT .*?\(\+(\d+) more/.exec(json)?.[1];
    return others === undefined ? [] : [1 + Number(others)];
  });
const name = (item: TracerItem) => String(item['actionDisplayName']);
const metrics = (lines: readonly Readonly<Record<string, unknown>>[], metric: string): number =>
  lines.filter((line) => line[metric] === 1).length;

describe('a poll each minute', () => {
  test('tells what root did, once, and not what others did', async () => {
    const { tracer, posts, tick, ticks } = start();
    const deed = rootDid(startMs - 30_000);
    tracer.add(deed);
    tracer.add(subDid(startMs - 20_000));
    expect(await tick()).toBeUndefined();
    await ticks(20);
    expect(posts.map((json) => singles([json]))).toEqual([[name(deed)]]);
  });

  test('looks back a window the first time, and no further', async () => {
    const { tracer, posts, tick } = start();
    const [old, recent] = [rootDid(startMs - 16 * minuteMs), rootDid(startMs - 14 * minuteMs)];
    for (const it of [old, recent]) tracer.add(it);
    await tick();
    expect(singles(posts)).toEqual([name(recent)]);
  });

  test('that fails from the first on has its place from then on', async () => {
    const { clock, tracer, state, posts, tick } = start();
    const deed = rootDid(startMs + minuteMs);
    tracer.add(deed);
    state.isGatewayDown = true;
    expect(await tick()).toMatch(/answered 503/);
    clock.advance(2 * hourMs);
    state.isGatewayDown = false;
    expect(await tick()).toBeUndefined();
    expect(singles(posts)).toEqual([name(deed)]);
  });

  test('tells in the order in which things happened', async () => {
    const { tracer, posts, tick } = start();
    const deeds = [3, 1, 2].map((ago) => rootDid(startMs - ago * 1_000));
    for (const it of deeds) tracer.add(it);
    await tick();
    expect(singles(posts)).toEqual(
      [deeds[0], deeds[2], deeds[1]].map((it) => name(it as TracerItem)),
    );
  });

  test('tells what shows up late, and says how late', async () => {
    const { tracer, posts, ticks } = start();
    const deed = rootDid(startMs + minuteMs);
    tracer.add(deed, startMs + 14 * minuteMs);
    await ticks(20);
    expect(singles(posts)).toEqual([name(deed)]);
    expect(posts[0]).toMatch(/Late \(13 min\)/);
  });

  test('calls nothing late that comes with the usual delay', async () => {
    const { tracer, posts, ticks } = start();
    tracer.add(rootDid(startMs + 10_000), startMs + minuteMs + 30_000);
    await ticks(3);
    expect(posts).toHaveLength(1);
    expect(posts[0]).not.toContain('Late');
  });

  test('announces what cannot be read, and tells the rest', async () => {
    const { tracer, posts, tick } = start();
    const deed = rootDid(startMs - 1_000);
    tracer.add({ eventTime: startMs - 2_000, historyId: 'odd' });
    tracer.add(deed);
    expect(await tick()).toBeUndefined();
    expect(posts).toHaveLength(2);
    expect(posts[0]).toContain('cannot be read');
    expect(singles(posts)).toEqual([name(deed)]);
  });

  test('says when it went well, for the alarm on its silence', async () => {
    const { lines, ticks } = start();
    await ticks(3);
    expect([metrics(lines, 'NcloudPolled'), metrics(lines, 'NcloudFailed')]).toEqual([3, 0]);
  });
});

describe('a burst', () => {
  test('is ten alerts and a digest of the rest', async () => {
    const { tracer, posts, tick, ticks } = start();
    for (let number = 0; number < 500; number += 1) tracer.add(rootDid(startMs - 1_000 - number));
    await tick();
    await ticks(12);
    expect([singles(posts).length, digests(posts)]).toEqual([10, [490]]);
  });

  test('that goes on is counted with each poll', async () => {
    const { tracer, posts, ticks } = start();
    for (let number = 0; number < 300; number += 1) tracer.add(rootDid(startMs + number * 1_000));
    await ticks(7);
    const counted = digests(posts).reduce((sum, count) => sum + count, 0);
    expect([singles(posts).length, counted]).toEqual([10, 290]);
  });
});

describe('while the room is down', () => {
  test('polls fail, and what was not told is told when it is up again', async () => {
    const { tracer, posts, state, lines, tick, ticks } = start();
    const deeds = [1, 2, 3].map((number) => rootDid(startMs - number * 1_000));
    for (const it of deeds) tracer.add(it);
    state.isRoomDown = true;
    expect(await tick()).toBe('Naver Cloud, account payments: not told: 3 of what root did.');
    await ticks(2 * 60);
    expect(posts).toEqual([]);
    expect(metrics(lines, 'NcloudPolled')).toBe(0);
    state.isRoomDown = false;
    await ticks(3);
    expect(digests(posts)).toEqual([3]);
    expect(metrics(lines, 'NcloudPolled')).toBe(3);
  });

  test('the position never passes what was not told', async () => {
    const { tracer, state, ledger, ticks } = start();
    const atMs = startMs + 5 * minuteMs + 1;
    tracer.add(rootDid(atMs));
    await ticks(5);
    state.isRoomDown = true;
    await ticks(60);
    expect(await ledger.state('ncloud-payments')).toBe(JSON.stringify({ toMs: atMs }));
    state.isRoomDown = false;
    await ticks(2);
    const { toMs } = JSON.parse((await ledger.state('ncloud-payments')) ?? '') as { toMs: number };
    expect(toMs).toBeGreaterThan(startMs + 65 * minuteMs);
  });

  test.each([0, undefined, 'yesterday'])(
    'an activity of the time %j holds the position where it was met',
    async (eventTime) => {
      const { clock, tracer, state, posts, ledger, tick, ticks } = start();
      await tick();
      const odd = { ...rootDid(0), eventTime } as TracerItem;
      tracer.add({ ...odd, eventTime: startMs - minuteMs });
      const answer = tracer.answer;
      tracer.answer = (request) => {
        const { body, ...rest } = answer(request);
        return {
          ...rest,
          body: body.replaceAll(
            `"eventTime":${startMs - minuteMs}`,
            `"eventTime":${JSON.stringify(eventTime ?? null)}`,
          ),
        };
      };
      state.isRoomDown = true;
      await ticks(30);
      const { toMs } = JSON.parse((await ledger.state('ncloud-payments')) ?? '') as {
        toMs: number;
      };
      expect(toMs).toBeLessThanOrEqual(startMs + 2 * minuteMs);
      expect(toMs).toBeGreaterThan(startMs - 30 * minuteMs);
      state.isRoomDown = false;
      await ticks(2);
      expect([posts.length, clock.now() > startMs]).toEqual([1, true]);
    },
  );
});

describe('after an outage', () => {
  test('of a day, what happens now is told first, and then all that was missed', async () => {
    const { clock, tracer, posts, tick, ticks } = start();
    await tick();
    const missed = Array.from({ length: 46 }, (_, number) =>
      rootDid(startMs + (number + 0.5) * 30 * minuteMs),
    );
    const now = rootDid(startMs + 24 * hourMs - 1_000);
    for (const it of [...missed, now]) tracer.add(it);
    clock.advance(24 * hourMs);
    expect(await tick()).toBeUndefined();
    await ticks(20);
    expect(singles(posts)[0]).toBe(name(now));
    const counted = digests(posts).reduce((sum, count) => sum + count, 0);
    expect(singles(posts).length + counted).toBe(47);
  });

  test('it catches up a window at a time, as far as there is time, and goes on from there', async () => {
    const { clock, tracer, posts, tick } = start();
    await tick();
    const deed = rootDid(startMs + 3 * 24 * hourMs);
    tracer.add(deed);
    clock.advance(6 * 24 * hourMs);
    const before = tracer.calls.length;
    // Reading ends when no more than the time for telling is left.
    expect(await tick(14_000)).toBe(
      'Naver Cloud, account payments: the Cloud Activity Tracer was not read to the end in time.',
    );
    expect(tracer.calls.length).toBe(before);
    expect(await tick()).toBeUndefined();
    expect(singles(posts)).toEqual([name(deed)]);
    const spans = tracer.calls.slice(before).map(({ fromMs, toMs }) => toMs - fromMs);
    expect(Math.max(...spans)).toBe(15 * minuteMs);
    expect(spans.length).toBe(1 + 6 * 24 * 4);
  });

  test('a position a little ahead, as after a clock that was fast, does not blind the poll', async () => {
    const { tracer, posts, ledger, tick } = start();
    await ledger.keepState('ncloud-payments', JSON.stringify({ toMs: startMs + 50 * minuteMs }));
    const deed = rootDid(startMs - 30_000);
    tracer.add(deed);
    expect(await tick()).toBeUndefined();
    expect(singles(posts)).toEqual([name(deed)]);
    expect(tracer.calls.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [startMs - 15 * minuteMs, startMs],
    ]);
    expect(await ledger.state('ncloud-payments')).toBe(JSON.stringify({ toMs: startMs }));
    expect(await readReplaced(ledger, startMs)).toEqual([]);
  });

  test.each([
    ['of years to come', JSON.stringify({ toMs: startMs + 10 * 365 * 24 * hourMs })],
    ['that is none', '{"toMs":"now"}'],
    ['that is no JSON', 'x'],
    ['that is empty', ''],
  ])(
    'a position %s, which somebody else wrote, hides nothing of the days before it, and is noted',
    async (_, text) => {
      const { clock, tracer, posts, lines, ledger, tick } = start({ windowMinutes: 120 });
      await tick();
      clock.advance(26 * 24 * hourMs);
      const told = rootDid(clock.now() - 30_000);
      tracer.add(told);
      const hidden = rootDid(startMs + 12 * hourMs);
      tracer.add(hidden);
      await ledger.keepState('ncloud-payments', text);
      for (let turn = 0; turn < 5; turn += 1) {
        await tick();
        clock.advance(minuteMs);
      }
      expect(singles(posts).sort()).toEqual([name(told), name(hidden)].sort());
      expect(await readReplaced(ledger, clock.now())).toEqual(['state#ncloud-payments']);
      expect(
        lines.filter((line) => JSON.stringify(line['replaced']) === '["payments"]'),
      ).not.toEqual([]);
      expect(JSON.parse((await ledger.state('ncloud-payments')) ?? '').toMs).toBe(
        clock.now() - minuteMs,
      );
      expect(await readReplaced(ledger, clock.now() + 25 * hourMs)).toEqual([]);
    },
  );

  test('it does not go further back than the tracer does', async () => {
    const { clock, tracer, tick } = start({ windowMinutes: 120 });
    await tick();
    clock.advance(200 * 24 * hourMs);
    await tick();
    const oldest = Math.min(...tracer.calls.slice(1).map(({ fromMs }) => fromMs));
    expect(oldest).toBe(clock.now() - 90 * 24 * hourMs);
  });
});

describe('several accounts', () => {
  const second = { accessKey: 'AKSECOND', secretKey, name: 'city' };

  test('are all polled, and one that is refused does not stop the others', async () => {
    const { tracer, posts, lines, tick } = start({ secret: [second, entry] });
    const deed = rootDid(startMs - 1_000);
    tracer.add(deed);
    expect(await tick()).toBe(
      'Naver Cloud, account city: the Cloud Activity Tracer answered 401 (error 200: authentication failed: key, signature or clock).',
    );
    expect(singles(posts)).toEqual([name(deed)]);
    expect([metrics(lines, 'NcloudPolled'), metrics(lines, 'NcloudFailed')]).toEqual([0, 1]);
  });

  test('one whose entry is wrong does not stop the others either, and is named', async () => {
    const { tracer, posts, tick } = start({ secret: [{ ...second, secretKey: '' }, entry] });
    tracer.add(rootDid(startMs - 1_000));
    expect(await tick()).toBe(
      'ncloud secret, entry 1, key secretKey: expected the secret key of a sub account.',
    );
    expect(posts).toHaveLength(1);
  });

  test('each has a position of its own', async () => {
    const { tracer, ledger, tick } = start({ secret: [second, entry] });
    tracer.allow(second.accessKey, secretKey);
    await tick();
    const states = [await ledger.state('ncloud-city'), await ledger.state('ncloud-payments')];
    expect(states).toEqual([1, 2].map(() => JSON.stringify({ toMs: startMs })));
  });
});

describe('keys', () => {
  test('that were rotated are read again when the old ones are refused, and the position stays', async () => {
    const { tracer, state, posts, ticks } = start();
    await ticks(5);
    tracer.allow(entry.accessKey, undefined);
    tracer.allow('AKROTATED', 'SKROTATED');
    state.secret = { ...entry, accessKey: 'AKROTATED', secretKey: 'SKROTATED' };
    const deed = rootDid(startMs + 2 * minuteMs);
    tracer.add(deed);
    await ticks(1);
    expect(singles(posts)).toEqual([name(deed)]);
    expect(tracer.calls.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 401, 200]);
    expect(tracer.calls.at(-1)?.fromMs).toBe(startMs + (5 - 15) * minuteMs);
  });

  test('that stay refused are tried once a poll', async () => {
    const { tracer, tick } = start();
    tracer.allow(entry.accessKey, undefined);
    expect(await tick()).toMatch(/answered 401/);
    expect(tracer.calls).toHaveLength(1);
  });
});

describe('a clock that is ten minutes slow', () => {
  test('is set by the gateway when it refuses, for the window too', async () => {
    const { tracer, posts, tick } = start({ serverAheadMs: 10 * minuteMs });
    const deed = rootDid(startMs + 9 * minuteMs);
    tracer.add(deed);
    expect(await tick()).toBeUndefined();
    expect(tracer.calls.map(({ status }) => status)).toEqual([401, 200]);
    expect(singles(posts)).toEqual([name(deed)]);
  });
});

describe('while the ledger is down', () => {
  const fails = () => Promise.reject(new Error('no ledger'));
  const failing = (fail: () => Promise<never>): Ledger => ({
    claim: fail,
    find: fail,
    findOverdue: fail,
    recordTold: fail,
    countUse: fail,
    lastUse: fail,
    accountName: fail,
    nameAccount: fail,
    state: fail,
    keepState: fail,
    rootSession: fail,
    rememberRootSession: fail,
    joinIncident: fail,
    markAnswered: fail,
    describeIncident: fail,
    keepNextStep: fail,
    noteUses: fail,
    keepThread: fail,
    notePrecursors: fail,
    precursors: fail,
    incident: fail,
    addAnswer: fail,
    toldRow: fail,
    addEvidence: fail,
    pendingEvidence: fail,
    endEvidence: fail,
    evidence: fail,
    replaceState: fail,
    countPlanned: fail,
    plannedCount: fail,
  });
  const down = (): Ledger => failing(fails);

  test('what happens is told at once, and once by each process', async () => {
    const { tracer, posts, tick, ticks, restart } = start({ ledger: down });
    const deed = rootDid(startMs - 1_000);
    tracer.add(deed);
    expect(await tick()).toBeUndefined();
    await ticks(5);
    expect(singles(posts)).toEqual([name(deed)]);
    restart();
    await ticks(30);
    expect(singles(posts)).toEqual([name(deed), name(deed)]);
  });

  test('a burst is still ten alerts and a digest', async () => {
    const { tracer, posts, tick } = start({ ledger: down });
    for (let number = 0; number < 50; number += 1) tracer.add(rootDid(startMs - number));
    await tick();
    expect([singles(posts).length, digests(posts)]).toEqual([10, [40]]);
  });

  test('and takes its time to say so, all is told before the run is over', async () => {
    let wait = async (): Promise<void> => undefined;
    const slow = (): Ledger => failing(() => wait().then(fails));
    const { clock, tracer, posts, lines, tick } = start({ ledger: slow });
    wait = () => clock.after(4_000);
    for (let number = 0; number < 8; number += 1) tracer.add(rootDid(startMs - number));
    expect(await tick()).toBeUndefined();
    expect(clock.elapsedMs()).toBeLessThan(50_000);
    expect(singles(posts).length + digests(posts).reduce((sum, uses) => sum + uses, 0)).toBe(8);
    expect(lines.filter(({ outcome }) => outcome === 'told')).toHaveLength(8);
  });

  test('the position that it kept is not overwritten, and counts again when it is up', async () => {
    const state = { isDown: false };
    const flaky = (ledger: Ledger): Ledger => ({
      ...ledger,
      state: (key) => (state.isDown ? fails() : ledger.state(key)),
    });
    const { clock, tracer, posts, ticks } = start({ ledger: flaky });
    await ticks(1);
    const deed = rootDid(startMs + 30 * minuteMs);
    tracer.add(deed, startMs + 3 * hourMs);
    clock.advance(2 * hourMs);
    state.isDown = true;
    await ticks(70);
    expect(posts).toEqual([]);
    state.isDown = false;
    await ticks(1);
    expect(singles(posts)).toEqual([name(deed)]);
  });
});

describe('two runs at once', () => {
  test('tell nothing twice', async () => {
    const { tracer, posts, tick, ticks } = start();
    for (let number = 0; number < 5; number += 1) tracer.add(rootDid(startMs - number));
    await Promise.all([tick(), tick(), tick()]);
    await ticks(3);
    expect(new Set(singles(posts)).size).toBe(5);
    expect(posts).toHaveLength(5);
  });
});

/** Numbers that look like chance and are the same each time (Park and Miller). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe('a day of minutes', () => {
  test('with jitter, missed ticks, outages and late events: everything root did is told once', {
    timeout: 60_000,
  }, async () => {
    const scene = start();
    const { clock, tracer, state, posts, ledger, restart, tick } = scene;
    const random = chance(20_261_122);
    const spanMs = 24 * hourMs;
    const deeds: TracerItem[] = [];
    const happens = (atMs: number): void => {
      const deed = rootDid(Math.round(atMs));
      deeds.push(deed);
      // Most show up soon, some late, a few very late.
      const kind = random();
      const lateMs = kind < 0.7 ? 20_000 : kind < 0.95 ? 4 * minuteMs : 13 * minuteMs;
      tracer.add(deed, deed.eventTime + Math.round(random() * lateMs));
    };
    for (let count = 0; count < 150; count += 1) happens(startMs + random() * spanMs);
    // Bursts, one of them while nothing polls.
    for (const hour of [5, 10.5, 21]) {
      for (let count = 0; count < 60; count += 1)
        happens(startMs + hour * hourMs + random() * minuteMs);
    }
    for (let count = 0; count < 250; count += 1)
      tracer.add(subDid(startMs + Math.round(random() * spanMs)));

    const outages = { nothing: [10, 13], gateway: [15, 15.75], room: [18, 19.5] } as const;
    const isIn = ([from, to]: readonly [number, number]): boolean =>
      clock.elapsedMs() >= from * hourMs && clock.elapsedMs() < to * hourMs;
    let polls = 0;
    const failures: string[] = [];
    for (let minute = 1; minute <= 24 * 60 + 30; minute += 1) {
      const dueMs = startMs + minute * minuteMs + random() * 40_000;
      if (dueMs > clock.now()) clock.advance(dueMs - clock.now());
      if (isIn(outages.nothing) || random() < 0.03) continue;
      if (random() < 0.01) restart();
      state.isGatewayDown = isIn(outages.gateway);
      state.isRoomDown = isIn(outages.room);
      const failure = await tick();
      if (!state.isGatewayDown && !state.isRoomDown && failure !== undefined)
        failures.push(failure);
      polls += 1;
    }

    expect(failures).toEqual([]);
    expect(polls).toBeGreaterThan(1_200);
    const told = singles(posts);
    const counted = digests(posts).reduce((sum, count) => sum + count, 0);
    expect(new Set(told).size).toBe(told.length);
    expect(told.length + counted).toBe(deeds.length);
    const states = await Promise.all(
      deeds.map(({ historyId }) => ledger.find(`ncloud-${historyId}`)),
    );
    expect(new Set(states)).toEqual(new Set(['told']));
    expect(counted).toBeGreaterThan(100);
  });
});
