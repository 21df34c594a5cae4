import { describe, expect, test } from 'vitest';
import { type EventQuery, lookBack } from '../../../lib/reconcile/look-back.ts';
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
  } = {},
) {
  const clock = createFakeClock();
  const startedAt = clock.now();
  const calls: { readonly atMs: number; readonly query: EventQuery }[] = [];
  const slices: number[][] = [];
  const untilMs = await lookBack({
    attributes: Array.from({ length: options.attributes ?? 1 }, (_, n) => ({
      key: 'Username' as const,
      value: n === 0 ? 'root' : `alias-${n}`,
    })),
    fromMs: 0,
    untilMs: 3 * hourMs,
    deadlineMs: startedAt + (options.limitMs ?? hourMs),
    clock,
    lookUpEvents: async (query) => {
      calls.push({ atMs: clock.now() - startedAt, query });
      const matching =
        query.value === 'root'
          ? moments.filter((at) => at >= query.fromMs && at <= query.untilMs).sort((a, b) => b - a)
          : [];
      const from = Number(query.nextToken ?? 0);
      const isLast = from + pageSize >= matching.length;
      return {
        records: matching.slice(from, from + pageSize),
        nextToken: isLast ? undefined : String(from + pageSize),
      };
    },
    onSlice: async (records) => {
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

  test('cuts the time where there is too much, takes the earliest first, and leaves nothing out', async () => {
    const moments = spread(10_000);
    const { seen, slices, untilMs } = await look(moments);
    expect(seen).toEqual(new Set(moments));
    expect(untilMs).toBe(3 * hourMs);
    expect(slices.length).toBeGreaterThan(5);
    const firsts = slices.map((slice) => Math.min(...slice));
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
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
        fromMs: 0,
        untilMs: hourMs,
        deadlineMs: clock.now() + hourMs,
        clock,
        lookUpEvents: () => Promise.reject(new Error('refused')),
        onSlice: async () => true,
      }),
    ).rejects.toThrow('refused');
  });
});
