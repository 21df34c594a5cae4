import type { RootActivity } from '../root-activity.ts';
import { isPlainDataEvent } from './data-event.ts';

/** Whether an activity may wait for a digest after the first in an account: a read, or a data event that destroys nothing. */
export function countsAsRead(activity: RootActivity): boolean {
  if (activity.kind !== 'use') return false;
  return activity.isReadOnly || isPlainDataEvent(activity, activity.verdict.eventClass);
}
