/**
 * The name of a country, `대한민국` for `KR`. A code without a name is returned as it is.
 *
 * @param names of a language: `Words.countryNames`.
 * @param code two letters, as in ISO 3166.
 */
export function countryName(names: string, code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const start = names.indexOf(` ${code} `);
  return start === -1 ? code : names.slice(start + 4, names.indexOf(';', start));
}
