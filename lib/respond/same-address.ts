import { isIPv6 } from 'node:net';

/**
 * Whether two addresses are of one place: the same IPv4 address, or one network of IPv6 (/64), in which a device changes its own
 * address as it likes.
 */
export function isSameAddress(one: string, other: string): boolean {
  if (one === other) return true;
  const [network, otherNetwork] = [networkOf(one), networkOf(other)];
  return network !== undefined && network === otherNetwork;
}

function networkOf(address: string): string | undefined {
  if (!isIPv6(address)) return undefined;
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? [];
  const before = head.split(':').filter((it) => it !== '');
  const after = tail.split(':').filter((it) => it !== '');
  // An IPv4 address at the end takes two groups.
  const given = before.length + after.length + (address.includes('.') ? 1 : 0);
  const zeros = address.includes('::') ? Array<string>(8 - given).fill('0') : [];
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
    .join(':');
}
