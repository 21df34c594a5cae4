import { targetAccountOf } from '../classify/target-account.ts';
import { bySeverity, verdictOf } from '../classify/verdict-of.ts';
import { groupBy } from '../group-by.ts';
import type { RootActivity } from '../root-activity.ts';
import { isRefused } from './parts.ts';

/** How many grave kinds one digest has room for, in the smaller room (lib/messages/digest-facts.ts has the lengths). */
export const maxGraveKinds = 7;

/** Critical and high activities: a digest names each kind of them. */
export function isGrave(activity: RootActivity): boolean {
  const { severity } = verdictOf(activity);
  return severity === 'critical' || severity === 'high';
}

/**
 * Activities of one kind each: what was done, to whose root, and whether it was refused. The gravest first, what was done
 * before what was refused, and then in the order in which they happened.
 */
export function kindsOf<T extends RootActivity>(activities: readonly T[]): T[][] {
  const ranked = activities.toSorted(
    (a, b) => bySeverity(a, b) || Number(isRefused(a)) - Number(isRefused(b)),
  );
  return groupBy(ranked, kindKey);
}

/** A batch has at most a thousand kinds. From here on, the least grave of them are only counted. */
const maxDigests = 40;

/**
 * Splits what one digest cannot name into several: as many grave kinds in each as it has room for, the gravest in the
 * first, and all that is less grave in the last. Uses in Naver Cloud are not split: the names of its actions are no
 * finite table.
 */
export function splitByKind<T extends { readonly activity: RootActivity }>(
  group: readonly T[],
): T[][] {
  const activities = group.map(({ activity }) => activity);
  const graveKinds = kindsOf(activities.filter(isNamed)).map(([first]) => first);
  const digests = Math.min(maxDigests, Math.max(1, Math.ceil(graveKinds.length / maxGraveKinds)));
  const digestOfKind = new Map(
    graveKinds.map((first, index) => [
      first && kindKey(first),
      Math.min(Math.floor(index / maxGraveKinds), digests - 1),
    ]),
  );
  const split: T[][] = Array.from({ length: digests }, () => []);
  for (const item of group) {
    split[digestOfKind.get(kindKey(item.activity)) ?? digests - 1]?.push(item);
  }
  return split;
}

function isNamed(activity: RootActivity): boolean {
  const isNcloud = activity.kind !== 'alarm' && activity.cloud === 'ncloud';
  return !isNcloud && isGrave(activity);
}

function kindKey(activity: RootActivity): string {
  const { severity } = verdictOf(activity);
  const isUse = activity.kind === 'use';
  return JSON.stringify([
    severity,
    activity.kind,
    isUse ? activity.eventName : undefined,
    targetAccountOf(activity),
    isUse ? activity.outcome : undefined,
    // What opens and what closes are never one kind, nor are a denial and a dry run.
    ...(isUse
      ? [activity.verdict.effect, activity.verdict.direction, activity.verdict.failure?.kind]
      : []),
  ]);
}
