import { BlockList, isIP } from 'node:net';

/** How many of the first bits two addresses have in common. */
export interface CommonBits {
  readonly ipv4: number;
  readonly ipv6: number;
}

/** One place: an IPv4 address, or a network of IPv6 in which a device changes its own address as it likes. */
const ofOnePlace: CommonBits = { ipv4: 32, ipv6: 64 };

/** The network that a provider or an office usually has around an address. */
export const ofOneProvider: CommonBits = { ipv4: 24, ipv6: 48 };

/** Whether two addresses are of one place. */
export function isSameAddress(one: string, other: string): boolean {
  return isAtPlaceOf(one)(other);
}

/** Tells of addresses whether they are of one place with this one. */
export function isAtPlaceOf(address: string): (other: string) => boolean {
  // An IPv4 address can be written in one way only, and to compare is a hundred times faster.
  if (familyOf(address) !== 'ipv6') return (other) => other === address;
  const isNear = isInNetworkOf(address, ofOnePlace);
  return (other) => other === address || isNear(other);
}

/** Tells of addresses whether they are in the network around this one. What is no address is in none. */
export function isInNetworkOf(address: string, bits: CommonBits): (other: string) => boolean {
  const family = familyOf(address);
  if (family === undefined) return () => false;
  const network = new BlockList();
  network.addSubnet(address, bits[family], family);
  return (other) => familyOf(other) === family && network.check(other, family);
}

/** Undefined: it is no address, such as the name that an AWS service has in its place. */
export function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}
