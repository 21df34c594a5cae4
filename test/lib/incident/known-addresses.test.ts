import { describe, expect, test } from 'vitest';
import {
  addressHistory,
  type KnownAddresses,
  readKnownAddresses,
  withAddresses,
} from '../../../lib/incident/known-addresses.ts';

const dayMs = 24 * 3_600_000;
const day = (nth: number) => nth * dayMs;
const office = '203.0.113.24';
const openedAtMs = day(200);
const noted = (...days: readonly number[]): KnownAddresses | undefined =>
  days.reduce<KnownAddresses | undefined>(
    (known, nth) => withAddresses(known, [office], day(nth)),
    undefined,
  );
const historyOf = (known: KnownAddresses | undefined, sinceMs: number | undefined) =>
  addressHistory(office, known, sinceMs, openedAtMs);

describe('an address is', () => {
  test('one that root was used from before, with first and last', () => {
    expect(historyOf(noted(150, 190), undefined)).toEqual({
      kind: 'used',
      firstMs: day(150),
      lastMs: day(190),
    });
  });

  test('new for ninety days only where root was watched for so long', () => {
    expect(historyOf(undefined, day(110))).toEqual({ kind: 'new', sinceMs: undefined });
    expect(historyOf(undefined, day(111))).toEqual({ kind: 'new', sinceMs: day(111) });
  });

  test('not known, where nobody knows since when root was watched, or only since the incident', () => {
    expect(historyOf(undefined, undefined)).toEqual({ kind: 'unknown' });
    expect(historyOf(undefined, openedAtMs)).toEqual({ kind: 'unknown' });
  });

  test('one of which somebody said that it was not us, also where root was used from it before and after', () => {
    const contested = withAddresses(noted(150), [office], day(160), true);
    expect(historyOf(contested, day(1))).toEqual({ kind: 'notUs', atMs: day(160) });
    const again = withAddresses(contested, [office], day(190));
    expect(historyOf(again, day(1))).toEqual({ kind: 'notUs', atMs: day(160) });
    const both = withAddresses(again, [office], openedAtMs, true);
    expect(historyOf(both, day(1))).toEqual({ kind: 'notUs', atMs: day(160) });
    expect(withAddresses(both, [office], openedAtMs, true)).toEqual(both);
  });

  test('as it was before, where somebody says that of its own incident', () => {
    expect(historyOf(withAddresses(noted(150), [office], openedAtMs, true), day(1)).kind).toBe(
      'used',
    );
    expect(historyOf(withAddresses(undefined, [office], openedAtMs, true), day(1)).kind).toBe(
      'new',
    );
  });

  test('made no better known by its own incident', () => {
    expect(historyOf(withAddresses(undefined, [office], openedAtMs + 1), day(1)).kind).toBe('new');
  });

  test('new again ninety days after root was used from it', () => {
    expect(historyOf(noted(109), day(1)).kind).toBe('new');
    expect(historyOf(noted(111), day(1)).kind).toBe('used');
  });

  test('known by the network in which a device of IPv6 changes its own', () => {
    const known = withAddresses(undefined, ['2001:db8:1:2::7'], day(190));
    expect(addressHistory('2001:db8:1:2::9', known, day(1), openedAtMs).kind).toBe('used');
    expect(addressHistory('2001:db8:1:3::9', known, day(1), openedAtMs).kind).toBe('new');
  });
});

test('what is kept of an account is bounded, the latest stays, and what is old goes', () => {
  let known: KnownAddresses | undefined;
  for (let nth = 0; nth < 300; nth += 1) {
    known = withAddresses(known, [`198.51.${nth >> 7}.${nth & 127}`], day(1) + nth);
  }
  expect(known?.addresses).toHaveLength(100);
  expect(known?.addresses[0]?.address).toBe('198.51.2.43');
  expect(withAddresses(known, [office], day(92)).addresses.map((it) => it.address)).toEqual([
    office,
  ]);
});

describe('an address that somebody said was not us', () => {
  const usedFrom = (known: KnownAddresses | undefined, count: number, isNotUs: boolean) =>
    Array.from({ length: count }, (_, nth) => nth).reduce<KnownAddresses | undefined>(
      (before, nth) =>
        withAddresses(before, [`198.51.${nth >> 7}.${nth & 127}`], day(180) + nth, isNotUs),
      known,
    );
  const marked = withAddresses(undefined, [office], day(170), true);

  test('is not pushed out by a thief who uses root from hundreds of others', () => {
    const known = usedFrom(marked, 300, false);
    expect(known?.addresses).toHaveLength(100);
    expect(historyOf(known, day(1))).toEqual({ kind: 'notUs', atMs: day(170) });
    expect(addressHistory('198.51.2.43', known, day(1), openedAtMs).kind).toBe('used');
  });

  test('goes before a later one only when a hundred are marked, the oldest first', () => {
    expect(historyOf(usedFrom(marked, 99, true), day(1)).kind).toBe('notUs');
    const full = usedFrom(marked, 100, true);
    expect(full?.addresses).toHaveLength(100);
    expect(historyOf(full, day(1)).kind).toBe('new');
    const next = withAddresses(full, ['192.0.2.1'], day(190));
    expect(addressHistory('192.0.2.1', next, day(1), openedAtMs).kind).toBe('new');
  });

  test('goes ninety days after root was used from it, as any other', () => {
    expect(withAddresses(marked, ['192.0.2.1'], day(260)).addresses).toHaveLength(1);
  });
});

test('what nobody of us wrote is nothing', () => {
  for (const text of [undefined, '', 'x', '{}', '{"sinceMs":"1","addresses":[]}', '[]']) {
    expect(readKnownAddresses(text)).toBeUndefined();
  }
  const known = noted(1);
  expect(readKnownAddresses(JSON.stringify(known))).toEqual(known);
});
