import { readNetworks } from '../../lib/country/named-networks.ts';
import { UserError } from '../user-error.ts';

/** Of an entry in characters, where one is named. */
const maxShown = 60;

/**
 * Checks the names of networks. Functions leave out what they cannot read: no alert fails for it.
 *
 * @throws {UserError} naming the first entry that is not as expected
 */
export function checkNetworks(networks: unknown): void {
  if (networks === undefined || networks === null) return;
  const [fault] = readNetworks(String(networks)).faults;
  if (fault === undefined) return;
  throw new UserError(
    `networks: expected a name of letters, digits, spaces, - and _ for a network, such as office=203.0.113.0/24 or vpn=2001:db8:1::/48, and not ${JSON.stringify(fault.slice(0, maxShown))}.`,
  );
}
