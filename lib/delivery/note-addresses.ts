import { errorName } from '../error-text.ts';
import {
  knownAddressesName,
  readKnownAddresses,
  withAddresses,
} from '../incident/known-addresses.ts';
import type { RootActivity } from '../root-activity.ts';
import { familyOf } from '../same-network.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { activityOf, keptRecords, type ToldIncident } from './told-incident.ts';
import { countedUse } from './use-marks.ts';

/** Somebody else may write the row meanwhile. */
const maxTries = 3;

/**
 * Keeps from which addresses root was used in an incident, and whether somebody said that it was not us. Never rejects: an address
 * that is not kept is new the next time, which nobody takes for good.
 */
export async function noteAddresses(
  incident: Pick<ToldIncident, 'known' | 'row'>,
  delivery: Pick<DeliveryDeps, 'config' | 'ledger' | 'clock' | 'log'>,
): Promise<void> {
  const { ledger, clock, log } = delivery;
  const { first, answers } = incident.known;
  const [account] = first?.accounts ?? [];
  if (first === undefined || account === undefined) return;
  const isNotUs = answers.some(({ verdict }) => verdict === 'notUs');
  // Noted again, it is the same.
  const usedAtMs = isNotUs ? first.toldAtMs : clock.now();
  const activities = keptRecords(incident).map((it) => activityOf(it, delivery));
  const addresses = [...new Set(activities.flatMap((it) => provenAddress(it) ?? []))];
  if (addresses.length === 0) return;
  const name = knownAddressesName(account);
  try {
    for (let tries = 0; tries < maxTries; tries += 1) {
      const text = await ledger.state(name);
      const known = readKnownAddresses(text);
      const next = JSON.stringify(withAddresses(known, addresses, usedAtMs, isNotUs));
      if (next === text || (await ledger.replaceState(name, text, next))) return;
    }
    throw new Error('written by others');
  } catch (error) {
    log({ level: 'WARN', message: 'addresses', reason: errorName(error) });
  }
}

/**
 * The address that an activity makes known: of what needs root's own credentials, and was let through. Who fails to sign in as root,
 * or asks for its password, makes none known, and an AWS service that acts for root has none.
 */
export function provenAddress(activity: RootActivity | undefined): string | undefined {
  if (activity?.kind !== 'use' || activity.outcome !== 'success') return undefined;
  const address = countedUse(activity)?.marks?.source;
  return address !== undefined && familyOf(address) !== undefined ? address : undefined;
}
