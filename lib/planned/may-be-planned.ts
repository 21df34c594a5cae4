import type { RootActivity } from '../root-activity.ts';

/**
 * Whether a use can be a planned one at all. What others than root did, what cannot be read, an alarm, a drill, a forged event and
 * a change of root-alert itself are told as ever: a window is for the work of root.
 */
export function mayBePlanned(activity: RootActivity): boolean {
  return (
    activity.kind === 'use' &&
    activity.cloud === 'aws' &&
    !activity.isDrill &&
    !activity.isByOther &&
    activity.sender?.fault === undefined &&
    activity.ownPart === undefined &&
    activity.accountId !== undefined &&
    activity.occurredAt !== undefined
  );
}
