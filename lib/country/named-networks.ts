import { type CommonBits, familyOf, isInNetworkOf } from '../same-network.ts';

/** A network that people have a name for: an office, a VPN. */
export interface NamedNetwork {
  readonly name: string;
  readonly bits: number;
  readonly includes: (address: string) => boolean;
}

/** A wider one is nobody's office: it would name the address of a stranger. */
const fewestBits: CommonBits = { ipv4: 8, ipv6: 16 };
const mostBits: CommonBits = { ipv4: 32, ipv6: 128 };

/** Nothing that could end the parentheses in which a name stands, or be a line, a link or a mention. */
const nameForm = /^[\p{L}\p{N}](?:[\p{L}\p{N} _-]{0,38}[\p{L}\p{N}])?$/u;

/**
 * Reads `office=203.0.113.0/24,vpn=2001:db8:1::/48`. Several networks may have one name.
 *
 * @returns the narrowest first, and the entries that are not of this form.
 */
export function readNetworks(text: string): {
  readonly networks: readonly NamedNetwork[];
  readonly faults: readonly string[];
} {
  const entries = text
    .split(',')
    .map((it) => it.trim())
    .filter((it) => it !== '');
  const read = entries.map((entry) => ({ entry, network: readNetwork(entry) }));
  return {
    networks: read.flatMap(({ network }) => network ?? []).toSorted((a, b) => b.bits - a.bits),
    faults: read.flatMap(({ entry, network }) => (network === undefined ? [entry] : [])),
  };
}

/** `office, 대한민국`: the name of the narrowest network that an address is in, before its country. */
export function withNetworks(
  activities: readonly { readonly sourceIp?: string | undefined }[],
  text: string,
  countries: ReadonlyMap<string, string>,
): Map<string, string> {
  const { networks } = readNetworks(text);
  const places = new Map(countries);
  for (const address of new Set(activities.flatMap(({ sourceIp }) => sourceIp ?? []))) {
    const name = networks.find((it) => it.includes(address))?.name;
    const country = countries.get(address);
    if (name !== undefined) places.set(address, country ? `${name}, ${country}` : name);
  }
  return places;
}

function readNetwork(entry: string): NamedNetwork | undefined {
  const [, name = '', address = '', digits = ''] =
    /^([^=]*?)\s*=\s*([0-9a-f:.]+)\/(\d{1,3})$/i.exec(entry) ?? [];
  const family = familyOf(address);
  const bits = Number(digits);
  if (family === undefined || !nameForm.test(name)) return undefined;
  if (bits < fewestBits[family] || bits > mostBits[family]) return undefined;
  return { name, bits, includes: isInNetworkOf(address, { ipv4: bits, ipv6: bits }) };
}
