import type { Locale } from '../config.ts';
import { countryNames } from './country-names.ts';

/**
 * The name of a country, `대한민국` for `KR`. A code without a name is returned as it is.
 *
 * @param code two letters, as in ISO 3166.
 */
export function countryName(locale: Locale, code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const names = countryNames[locale];
  const start = names.indexOf(` ${code} `);
  return start === -1 ? code : names.slice(start + 4, names.indexOf(';', start));
}
