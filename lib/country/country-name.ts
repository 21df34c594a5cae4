import type { Locale } from '../config.ts';
import { countryNames } from './country-names.ts';

/**
 * `대한민국` for `KR`; a code that nobody gave a name stays as it is.
 *
 * @param code two letters, as ISO 3166 has them.
 */
export function countryName(locale: Locale, code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new RegExp(`\\s${code} ([^;]+);`).exec(countryNames[locale])?.[1] ?? code;
}
