import { describe, expect, test } from 'vitest';
import type { EventQuery } from '../../../lib/aws/look-up-events.ts';
import { lookBack } from '../../../lib/reconcile/look-back.ts';
import { createFakeClock } from '../fake-clock.ts';

const hourMs = 3_600_000;
const pageSize = 50;

/** A history whose records are the moments at which they happened. */
async function look(
  moments: readonly number[],
  options: {
    readonly mostTaken?: number;
    readonly limitMs?: number;
    readonly attributes?: number;
    /** Moments of what has a grave name, which `moments` have, too. */
    readonly grave?: readonly number[];
  } = {},
) {
  const clock = createFakeClock();
  const startedAt = clock.now();
  const calls: { readonly atMs: number; readonly query: EventQuery }[] = [];
  const slices: number[][] = [];
  const latestFirst = (some: readonly number[]) => some.toSorted((a, b) => b - a);
  const histories = { all: latestFirst(moments), grave: latestFirst(options.grave ?? []) };
  const untilMs = await lookBack({
    attributes: Array.from({ length: options.attributes ?? 1 }, (_, n) => ({
      key: 'Username' as const,
      value: n === 0 ? 'root' : `alias-${n}`,
    })),
    graveFirst: options.grave === undefined ? [] : [{ key: 'EventName', value: 'StopLogging' }],
    fromMs: 0,
    untilMs: 3 * hourMs,
    deadlineMs: startedAt + (options.limitMs ?? hourMs),
    clock,
    lookUpEvents: async (query) => {
      calls.push({ atMs: clock.now() - startedAt, query });
      const named = query.key === 'EventName' ? histories.grave : [];
      const matching = (query.value === 'root' ? histories.all : named).filter(
        (at) => at >= query.fromMs && at <= query.untilMs,
      );
      const from = Number(query.nextToken ?? 0);
      const isLast = from + pageSize >= matching.length;
      return {
        records: matching.slice(from, from + pageSize),
        nextToken: isLast ? undefined : String(from + pageSize),
      };
    },
    onRecords: async (records) => {
      slices.push(records as number[]);
      return slices.flat().length < (options.mostTaken ?? Number.POSITIVE_INFINITY);
    },
  });
  return { untilMs, calls, slices, seen: new Set(slices.flat()) };
}

const spread = (count: number) =>
  Array.from({ length: count }, (_, n) => Math.floor((n / count) * 3 * hourMs));

describe('looking back', () => {
  test('over a quiet time is one call for each attribute, and the whole time was looked at', async () => {
    const { untilMs, calls, slices } = await look([hourMs], { attributes: 3 });
    expect(untilMs).toBe(3 * hourMs);
    expect(calls.map(({ query }) => query.value)).toEqual(['root', 'alias-1', 'alias-2']);
    expect(slices).toEqual([[hourMs]]);
  });

  test('never asks more than twice a second', async () => {
    const { calls } = await look(spread(400), { attributes: 2 });
    const gaps = calls.slice(1).map(({ atMs }, n) => atMs - (calls[n]?.atMs ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
  });

  test('follows every page', async () => {
    const { seen, slices } = await look(spread(999));
    expect(seen.size).toBe(999);
    expect(slices).toHaveLength(1);
  });

  test('cuts the time where there is too much, and leaves nothing out', async () => {
    const moments = spread(10_000);
    const { seen, untilMs } = await look(moments);
    expect(seen).toEqual(new Set(moments));
    expect(untilMs).toBe(3 * hourMs);
  });

  test('where there is too much takes the latest first, then what is grave, then the rest from the earliest on', async () => {
    const moments = spread(10_000);
    const grave = [moments[4_000] ?? 0, moments[5_000] ?? 0];
    const { slices } = await look(moments, { grave });
    const [latest, named, ...rest] = slices;
    expect(latest).toEqual(moments.slice(-1_000).toReversed());
    expect(named).toEqual(grave.toReversed());
    const whenSeen = [0, 2_000, 4_500, 7_000].map((n) =>
      rest.findIndex((slice) => slice.includes(moments[n] ?? 0)),
    );
    expect(whenSeen).toEqual(whenSeen.toSorted((a, b) => a - b));
    expect(new Set(whenSeen).size).toBe(4);
  });

  test('over a quiet time asks for nothing by its name', async () => {
    const { calls } = await look([hourMs], { grave: [hourMs] });
    expect(calls.map(({ query }) => query.value)).toEqual(['root']);
  });

  test('hands over also what was read of a slice when the time is up', async () => {
    const { calls, slices, untilMs } = await look(spread(10_000), { limitMs: 5_250 });
    expect(calls).toHaveLength(11);
    expect(slices.flat()).toHaveLength(11 * pageSize);
    expect(untilMs).toBe(0);
  });

  test('gets through more in one second than a slice may hold', async () => {
    const moments = Array.from({ length: 3_000 }, (_, n) => hourMs + (n % 2) / 10_000 + n / 1e7);
    const { seen } = await look(moments);
    expect(seen.size).toBe(new Set(moments).size);
  });

  test('stops when time is up, and says up to when all was looked at', async () => {
    const moments = spread(10_000);
    const { untilMs, seen } = await look(moments, { limitMs: 120_000 });
    expect(untilMs).toBeGreaterThan(0);
    expect(untilMs).toBeLessThan(3 * hourMs);
    expect(moments.filter((at) => at < untilMs && !seen.has(at))).toEqual([]);
  });

  test('stops when enough is taken, and says up to when all was looked at', async () => {
    const moments = spread(10_000);
    const { untilMs, seen } = await look(moments, { mostTaken: 1_000 });
    expect(untilMs).toBeLessThan(3 * hourMs);
    expect(moments.filter((at) => at < untilMs && !seen.has(at))).toEqual([]);
  });

  test('has looked at nothing when there is no time', async () => {
    const { untilMs, calls } = await look([hourMs], { limitMs: 0 });
    expect([untilMs, calls]).toEqual([0, []]);
  });

  test('fails as the region does', async () => {
    const clock = createFakeClock();
    await expect(
      lookBack({
        attributes: [{ key: 'Username', value: 'root' }],
        graveFirst: [],
        fromMs: 0,
        untilMs: hourMs,
        deadlineMs: clock.now() + hourMs,
        clock,
        lookUpEvents: () => Promise.reject(new Error('refused')),
        onRecords: async () => true,
      }),
    ).rejects.toThrow('refused');
  });
});

/** A million events in the first hour, evenly, and nothing after it. */
async function flood({ fromMs, untilMs, nextToken }: EventQuery) {
  const eachMs = 3.6;
  const last = Math.min(Math.floor(untilMs / eachMs), 999_999);
  const from = last - Number(nextToken ?? 0);
  const first = Math.max(Math.ceil(fromMs / eachMs), 0);
  const count = Math.max(Math.min(pageSize, from - first + 1), 0);
  const records = Array.from({ length: count }, (_, n) => from - n);
  const isLast = from - count < first;
  return { records, nextToken: isLast ? undefined : String(Number(nextToken ?? 0) + pageSize) };
}

test('a million events in an hour are all read within 24 runs, each of which begins where the last one stopped', async () => {
  const seen = new Set<unknown>();
  let fromMs = 0;
  let runs = 0;
  let pages = 0;
  for (; fromMs < 3 * hourMs; runs += 1) {
    const clock = createFakeClock();
    fromMs = await lookBack({
      attributes: [{ key: 'Username', value: 'root' }],
      graveFirst: [],
      fromMs,
      untilMs: 3 * hourMs,
      deadlineMs: clock.now() + 500_000,
      clock,
      lookUpEvents: (query) => {
        pages += 1;
        return flood(query);
      },
      onRecords: async (records) => {
        for (const record of records) seen.add(record);
        return true;
      },
    });
  }
  expect(seen.size).toBe(1_000_000);
  expect(runs).toBeLessThanOrEqual(24);
  // Hardly a page is read twice.
  expect(pages).toBeLessThan((1.25 * 1_000_000) / pageSize);
});
