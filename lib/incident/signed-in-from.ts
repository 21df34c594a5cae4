import { isInNetworkOf, isSameAddress, ofOneProvider } from '../same-network.ts';
import type { UserSignIn } from './user-sign-in.ts';

/** Who signed in from a place, and how often. */
export interface Person extends Pick<UserSignIn, 'kind' | 'name'> {
  readonly lastAtMs: number;
  readonly times: number;
}

/** Those who signed in from where root was used. It says nothing of who used root. */
export interface SignedInFrom {
  /** `address`: the same. `network`: the one around it. */
  readonly range: 'address' | 'network';
  /** The latest first. */
  readonly people: readonly Person[];
}

/** Who signed in from an address, or, if nobody did, from the network around it. Undefined: nobody. */
export function signedInFrom(
  address: string,
  signIns: readonly UserSignIn[],
): SignedInFrom | undefined {
  const isNear = isInNetworkOf(address, ofOneProvider);
  const near = signIns.filter((it) => isNear(it.address));
  if (near.length === 0) return undefined;
  const same = near.filter((it) => isSameAddress(it.address, address));
  return same.length > 0
    ? { range: 'address', people: peopleIn(same) }
    : { range: 'network', people: peopleIn(near) };
}

function peopleIn(signIns: readonly UserSignIn[]): Person[] {
  const people = new Map<string, Person>();
  for (const { kind, name, atMs } of signIns) {
    const key = `${kind} ${name}`;
    const before = people.get(key);
    const lastAtMs = Math.max(atMs, before?.lastAtMs ?? atMs);
    people.set(key, { kind, name, lastAtMs, times: (before?.times ?? 0) + 1 });
  }
  return [...people.values()].toSorted(
    (a, b) => b.lastAtMs - a.lastAtMs || (a.name < b.name ? -1 : 1),
  );
}
