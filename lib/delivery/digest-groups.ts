import { groupBy } from '../group-by.ts';
import type { RootActivity } from '../root-activity.ts';

/** So many messages a batch becomes at most, however many addresses an attacker calls from. */
const maxGroups = 10;

type KeyOf = (activity: RootActivity) => readonly (string | boolean | undefined)[];

/** From the finest to the coarsest: a rehearsal is never counted with the real thing. */
const keys: readonly KeyOf[] = [
  (it) => [it.isDrill, it.accountId, sessionOf(it), it.sourceIp],
  (it) => [it.isDrill, it.accountId],
  (it) => [it.isDrill],
];

/**
 * Sorts what was left over into groups that become one message each: by account, session or access
 * key and source IP, or coarser when that would make too many. Alarms stay single. Every activity is in exactly one
 * group; groups and their members are in the order in which things happened.
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

function sessionOf(activity: RootActivity): string | undefined {
  if (activity.kind !== 'use') return undefined;
  return activity.identity.accessKeyId ?? activity.identity.arn;
}

function timeOf({ occurredAt }: RootActivity): number {
  return occurredAt?.getTime() ?? Number.POSITIVE_INFINITY;
}
