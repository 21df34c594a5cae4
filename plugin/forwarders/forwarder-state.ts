import type { StackInstanceSummary } from '@aws-sdk/client-cloudformation';
import { printable } from '../../commands/printable.ts';

const maxAccounts = 10;

/** One forwarder, in one region of one account: the fields of a stack instance that are read. */
export type StackInstance = Pick<
  StackInstanceSummary,
  'Account' | 'Region' | 'Status' | 'StatusReason' | 'StackInstanceStatus'
>;
interface Fault {
  readonly region: string;
  readonly account: string | undefined;
  readonly state: string;
  readonly reason: string;
}

/**
 * The forwarders that are not in place, as lines for a terminal: those whose stack instance is not CURRENT and SUCCEEDED
 * (CloudFormation API Reference, StackInstanceSummary), and those without a stack instance. Regions with the same fault
 * share a line.
 *
 * @param regions where every account with any instance should have one. Empty: the list of instances is incomplete, so
 *   that nothing counts as missing.
 * @returns nothing when all is well
 */
export function describeForwarders(
  instances: readonly StackInstance[],
  regions: readonly string[],
): string[] {
  const faulty = instances.filter((instance) => !isWell(instance) && !isInProgress(instance));
  const inProgress = instances.filter(isInProgress).length;
  return [
    ...linesOf([...faulty.map(faultOf), ...missing(instances, regions)]),
    ...(inProgress === 0
      ? []
      : [`${inProgress} still being put in place: look again in some minutes`]),
  ];
}

/**
 * The regions in which some account has no forwarder that stands: those whose instance failed, which an update of the StackSet
 * tries again, and those without one. What is still being put in place is not among them.
 *
 * @param regions as {@link describeForwarders} takes them
 */
export function gapsIn(
  instances: readonly StackInstance[],
  regions: readonly string[],
): { readonly failed: string[]; readonly missing: string[] } {
  const failed = instances.filter((instance) => !isWell(instance) && !isInProgress(instance));
  const regionsOf = (faults: readonly Fault[]): string[] => [
    ...new Set(faults.map(({ region }) => region)),
  ];
  return {
    failed: regionsOf(failed.map(faultOf)),
    missing: regionsOf(missing(instances, regions)),
  };
}

function isWell({ Status, StackInstanceStatus }: StackInstance) {
  return (
    Status === 'CURRENT' && (StackInstanceStatus?.DetailedStatus ?? 'SUCCEEDED') === 'SUCCEEDED'
  );
}

function isInProgress({ Status, StackInstanceStatus }: StackInstance) {
  // CloudFormation leaves an inoperable instance out of further operations, so nothing is in progress there.
  return (
    Status !== 'INOPERABLE' &&
    ['PENDING', 'RUNNING'].includes(StackInstanceStatus?.DetailedStatus ?? '')
  );
}

function faultOf({
  Account,
  Region,
  Status,
  StatusReason = '',
  StackInstanceStatus,
}: StackInstance): Fault {
  const states = new Set([Status, StackInstanceStatus?.DetailedStatus]);
  return {
    region: Region ?? 'unknown region',
    account: Account,
    state: [...states].filter((state) => state !== undefined).join(', ') || 'unknown state',
    reason: printable(StatusReason),
  };
}

function missing(instances: readonly StackInstance[], regions: readonly string[]): Fault[] {
  const accounts = new Set(instances.map(({ Account }) => Account));
  const present = new Set(instances.map(({ Account, Region }) => `${Account} ${Region}`));
  return [...(accounts.size === 0 ? [undefined] : accounts)].flatMap((account) =>
    regions
      .filter((region) => !present.has(`${account} ${region}`))
      .map((region) => ({ region, account, state: 'no forwarder', reason: '' })),
  );
}

function linesOf(faults: readonly Fault[]) {
  const places = new Map<
    string,
    { region: string; state: string; accounts: string[]; reasons: Set<string> }
  >();
  for (const { region, account, state, reason } of faults) {
    const key = `${region} ${state}`;
    const place = places.get(key) ?? { region, state, accounts: [], reasons: new Set() };
    places.set(key, place);
    if (account !== undefined) place.accounts.push(account);
    if (reason !== '') place.reasons.add(reason);
  }
  const regionsByFault = new Map<string, string[]>();
  for (const { region, state, accounts, reasons } of places.values()) {
    const fault = `${listed(accounts)}: ${state}${example(reasons)}`;
    regionsByFault.set(fault, [...(regionsByFault.get(fault) ?? []), region]);
  }
  return [...regionsByFault].map(([fault, regions]) => `${regions.join(', ')}${fault}`);
}

function listed(accounts: readonly string[]) {
  if (accounts.length === 0) return '';
  const more = accounts.length - maxAccounts;
  const named = accounts.slice(0, maxAccounts).join(', ');
  return ` (${named}${more > 0 ? ` and ${more} more` : ''})`;
}

function example(reasons: ReadonlySet<string>) {
  const [first] = reasons;
  if (first === undefined) return '';
  return reasons.size > 1 ? `, for example: ${first}` : `: ${first}`;
}
