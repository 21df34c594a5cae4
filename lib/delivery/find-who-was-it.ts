import { errorName } from '../error-text.ts';
import { incidentAddresses } from '../incident/incident-addresses.ts';
import type { IncidentRecord } from '../incident/incident-record.ts';
import {
  addressHistory,
  knownAddressesName,
  readKnownAddresses,
} from '../incident/known-addresses.ts';
import { signedInFrom } from '../incident/signed-in-from.ts';
import { readUserSignIn, type UserSignIn } from '../incident/user-sign-in.ts';
import { type SignInsRead, signInDays, type WhoWasIt } from '../incident/who-was-it.ts';
import { readState, reconcileStateName } from '../reconcile/state.ts';
import { signInLookUpEndsAt } from '../time-budget.ts';
import { withTimeout } from '../with-timeout.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

const dayMs = 24 * 3_600_000;

/** A look-up that keeps to its time ends so long before it is given up, with what it has. */
const spareMs = 500;

export interface WhoseAddresses {
  /** Of whose root the incident is. */
  readonly account: string;
  /** When its first use was told, in milliseconds since 1970. */
  readonly openedAtMs: number;
  /** In the order in which they count. */
  readonly records: readonly IncidentRecord[];
}

/**
 * Finds what is known of the addresses of an incident: who else signed in from them, and whether root was used from them before. Never
 * rejects, and takes half of the time that is left to post at most: what could not be learned is said.
 *
 * @param ownAccountId the account that this runs in, if that is known.
 */
export async function findWhoWasIt(
  { account, openedAtMs, records }: WhoseAddresses,
  ownAccountId: string | undefined,
  postingEndsAtMs: number,
  delivery: DeliveryDeps,
): Promise<WhoWasIt | undefined> {
  const { addresses, more } = incidentAddresses(records);
  if (addresses.length === 0) return undefined;
  const isOwn = account === ownAccountId;
  const [found, known, watchedSinceMs] = await Promise.all([
    isOwn ? signInsOf(postingEndsAtMs, delivery) : noWay,
    readRow(knownAddressesName(account), readKnownAddresses, delivery),
    readRow(reconcileStateName, (text) => readState(text)?.followUpsSinceMs, delivery),
  ]);
  // Since when another account has a forwarder nobody knows: only what was told of it shows that it has one.
  const sinceMs = isOwn ? watchedSinceMs : laterOf(watchedSinceMs, known?.sinceMs);
  return {
    addresses: addresses.map((address) => ({
      address,
      history: addressHistory(address, known, sinceMs, openedAtMs),
      signedIn: signedInFrom(address, found.signIns),
    })),
    more,
    signIns: found.read,
  };
}

interface FoundSignIns {
  readonly signIns: readonly UserSignIn[];
  readonly read: SignInsRead;
}

const noWay: FoundSignIns = { signIns: [], read: { kind: 'noWay' } };

async function signInsOf(
  postingEndsAtMs: number,
  { clock, findSignIns }: DeliveryDeps,
): Promise<FoundSignIns> {
  if (findSignIns === undefined) return noWay;
  const nowMs = clock.now();
  const fromMs = nowMs - signInDays * dayMs;
  const endsAtMs = signInLookUpEndsAt(nowMs, postingEndsAtMs);
  try {
    const finding = findSignIns({ fromMs, untilMs: nowMs, endsAtMs: endsAtMs - spareMs }, clock);
    const found = await withTimeout(finding, endsAtMs - nowMs, clock);
    const [fault] = found.unread;
    if (fault !== undefined && found.unread.length === found.asked) return unread(fault.reason);
    return {
      signIns: found.records.flatMap((it) => readUserSignIn(it) ?? []),
      read: {
        kind: 'read',
        sinceMs: found.sinceMs > fromMs ? found.sinceMs : undefined,
        unread: found.unread,
      },
    };
  } catch (error) {
    return unread(errorName(error));
  }
}

function unread(reason: string): FoundSignIns {
  return { signIns: [], read: { kind: 'unread', reason } };
}

/** The message is worth more than what a row says. */
async function readRow<T>(
  name: string,
  read: (text: string) => T | undefined,
  { ledger }: Pick<DeliveryDeps, 'ledger'>,
): Promise<T | undefined> {
  const text = await ledger.state(name).catch(() => undefined);
  return text === undefined ? undefined : read(text);
}

function laterOf(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : Math.max(one, other);
}
