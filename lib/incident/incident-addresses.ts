import { familyOf, isSameAddress } from '../same-network.ts';
import type { IncidentRecord } from './incident-record.ts';

/** More of them are counted: a session that comes from many addresses is known by none. */
const maxAddresses = 2;

/** From where root was used in an incident: its first address, then those of its gravest deeds. */
export interface IncidentAddresses {
  readonly addresses: readonly string[];
  readonly more: number;
}

/**
 * Each place once. What an AWS service has in place of an address (`cloudformation.amazonaws.com`, `AWS Internal`) is none.
 *
 * @param records in the order in which they count.
 */
export function incidentAddresses(
  records: readonly Pick<IncidentRecord, 'sourceIp'>[],
): IncidentAddresses {
  const places: string[] = [];
  for (const { sourceIp } of records) {
    if (sourceIp === undefined || familyOf(sourceIp) === undefined) continue;
    if (!places.some((it) => isSameAddress(it, sourceIp))) places.push(sourceIp);
  }
  return {
    addresses: places.slice(0, maxAddresses),
    more: Math.max(0, places.length - maxAddresses),
  };
}
