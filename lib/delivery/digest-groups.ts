import { groupBy } from '../group-by.ts';
import { isOnlyGuessing } from '../messages/guessing.ts';
import type { RootActivity } from '../root-activity.ts';
import { sessionOf as sessionOfUse } from './use-marks.ts';

/** A batch becomes at most this many messages, however many addresses an attacker calls from. */
const maxGroups = 10;

type KeyOf = (activity: RootActivity) => readonly (string | boolean | undefined)[];

/**
 * From the finest to the coarsest. A drill is never in one group with a real use, and neither is what others than root did
 * to root-alert. Guesses at the password are one group, from however many addresses they come: so they cannot make the
 * others coarse.
 */
const keys: readonly KeyOf[] = [
  (it) =>
    isOnlyGuessing([it])
      ? [it.isDrill, isByOther(it), it.accountId, true]
      : [it.isDrill, isByOther(it), it.accountId, false, sessionOf(it), it.sourceIp],
  (it) => [it.isDrill, isByOther(it), it.accountId],
  (it) => [it.isDrill, isByOther(it)],
];

/**
 * Sorts activities into groups that become one message each: by account, session (of a sign-in, or else the access key),
 * and source IP, or coarser if that makes too many. Each alarm is a group of its own. Every activity is in exactly one group. Groups and
 * their members are in the order in which they happened, and alarms come last.
 */
export function groupForDigests<T extends { readonly activity: RootActivity }>(
  items: readonly T[],
): T[][] {
  const inOrder = [...items].sort((a, b) => timeOf(a.activity) - timeOf(b.activity));
  const uses = inOrder.filter(({ activity }) => activity.kind !== 'alarm');
  const alarms = inOrder.filter(({ activity }) => activity.kind === 'alarm');
  const groupings = keys.map((keyOf) =>
    groupBy(uses, ({ activity }) => JSON.stringify(keyOf(activity))),
  );
  const groups = groupings.find((all) => all.length <= maxGroups) ?? groupings.at(-1) ?? [];
  return [...groups, ...alarms.map((alarm) => [alarm])];
}

function isByOther(activity: RootActivity): boolean {
  return activity.kind === 'use' && activity.isByOther;
}

function sessionOf(activity: RootActivity): string | undefined {
  if (activity.kind !== 'use') return undefined;
  // An agent's key changes with each request, and its session does not.
  return sessionOfUse(activity) ?? activity.identity.arn;
}

function timeOf({ occurredAt }: RootActivity): number {
  return occurredAt?.getTime() ?? Number.POSITIVE_INFINITY;
}
