import type { RootActivity } from '../root-activity.ts';

/**
 * Whether a record concerns root-alert in no way: somebody other than root acted, and on nothing of ours. Only the
 * guard's rules bring such records, since their patterns know only how our names begin.
 */
export function isNoConcern(activity: RootActivity): boolean {
  return activity.kind === 'use' && activity.isByOther && activity.ownPart === undefined;
}
