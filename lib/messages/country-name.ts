import type { Locale } from '../config.ts';

/**
 * `대한민국` for `KR`. Official builds of Node, Lambda's among them, know every language
 * ("Internationalization support", full-icu).
 *
 * @param code two letters, as ISO 3166 has them.
 */
export function countryName(locale: Locale, code: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
}
