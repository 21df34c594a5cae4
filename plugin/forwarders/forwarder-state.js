import { printable } from '../../commands/printable.js';

const maxAccounts = 10;

/**
 * What is read of a stack instance: one forwarder, in one region of one account.
 *
 * @typedef {Pick<import('@aws-sdk/client-cloudformation').StackInstanceSummary, 'Account' | 'Region' | 'Status' | 'StatusReason' | 'StackInstanceStatus'>} StackInstance
 *
 * @typedef {{ region: string, account: string | undefined, state: string, reason: string }} Fault
 */

/**
 * The forwarders that are not in place, as lines for a terminal: those whose stack instance is anything but CURRENT and
 * SUCCEEDED (CloudFormation API Reference, StackInstanceSummary), and those that were asked for and have none. Regions
 * in the same trouble share a line.
 *
 * @param {readonly StackInstance[]} instances
 * @param {readonly string[]} regions where every account that has an instance should have one; none to leave out what
 *   is missing, as for a list that is not whole
 * @returns {string[]} nothing when all is well
 */
export function describeForwarders(instances, regions) {
  const faulty = instances.filter((instance) => !isWell(instance) && !isInProgress(instance));
  const inProgress = instances.filter(isInProgress).length;
  return [
    ...linesOf([...faulty.map(faultOf), ...missing(instances, regions)]),
    ...(inProgress === 0
      ? []
      : [`${inProgress} still being put in place: look again in some minutes`]),
  ];
}

/** @param {StackInstance} instance */
function isWell({ Status, StackInstanceStatus }) {
  return (
    Status === 'CURRENT' && (StackInstanceStatus?.DetailedStatus ?? 'SUCCEEDED') === 'SUCCEEDED'
  );
}

/** @param {StackInstance} instance */
function isInProgress({ Status, StackInstanceStatus }) {
  // CloudFormation leaves an inoperable one out of further operations: it is waiting for nothing.
  return (
    Status !== 'INOPERABLE' &&
    ['PENDING', 'RUNNING'].includes(StackInstanceStatus?.DetailedStatus ?? '')
  );
}

/**
 * @param {StackInstance} instance
 * @returns {Fault}
 */
function faultOf({ Account, Region, Status, StatusReason = '', StackInstanceStatus }) {
  const states = new Set([Status, StackInstanceStatus?.DetailedStatus]);
  return {
    region: Region ?? 'unknown region',
    account: Account,
    state: [...states].filter((state) => state !== undefined).join(', ') || 'unknown state',
    reason: printable(StatusReason),
  };
}

/**
 * @param {readonly StackInstance[]} instances
 * @param {readonly string[]} regions
 * @returns {Fault[]}
 */
function missing(instances, regions) {
  const accounts = new Set(instances.map(({ Account }) => Account));
  const present = new Set(instances.map(({ Account, Region }) => `${Account} ${Region}`));
  return [...(accounts.size === 0 ? [undefined] : accounts)].flatMap((account) =>
    regions
      .filter((region) => !present.has(`${account} ${region}`))
      .map((region) => ({ region, account, state: 'no forwarder', reason: '' })),
  );
}

/** @param {readonly Fault[]} faults */
function linesOf(faults) {
  /** @type {Map<string, { region: string, state: string, accounts: string[], reasons: Set<string> }>} */
  const places = new Map();
  for (const { region, account, state, reason } of faults) {
    const key = `${region} ${state}`;
    const place = places.get(key) ?? { region, state, accounts: [], reasons: new Set() };
    places.set(key, place);
    if (account !== undefined) place.accounts.push(account);
    if (reason !== '') place.reasons.add(reason);
  }
  /** @type {Map<string, string[]>} */
  const regionsByTrouble = new Map();
  for (const { region, state, accounts, reasons } of places.values()) {
    const trouble = `${listed(accounts)}: ${state}${example(reasons)}`;
    regionsByTrouble.set(trouble, [...(regionsByTrouble.get(trouble) ?? []), region]);
  }
  return [...regionsByTrouble].map(([trouble, regions]) => `${regions.join(', ')}${trouble}`);
}

/** @param {readonly string[]} accounts */
function listed(accounts) {
  if (accounts.length === 0) return '';
  const more = accounts.length - maxAccounts;
  const named = accounts.slice(0, maxAccounts).join(', ');
  return ` (${named}${more > 0 ? ` and ${more} more` : ''})`;
}

/** @param {ReadonlySet<string>} reasons */
function example(reasons) {
  const [first] = reasons;
  if (first === undefined) return '';
  return reasons.size > 1 ? `, for example: ${first}` : `: ${first}`;
}
