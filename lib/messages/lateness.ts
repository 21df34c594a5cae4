import type { RootActivity } from '../root-activity.ts';
import { secondsBetween } from './seconds-between.ts';

/** Digests come two to three minutes after what they tell of, on purpose: that is not late. */
const digestOnTimeMs = 10 * 60_000;

/**
 * How late a message of the outbox comes, in seconds since the first of what it tells of. Undefined: it is
 * on time. A read, or one of many, may wait for its digest; an action that is alone should have been told at
 * once, and is late whatever its clock says.
 *
 * @param since when the first of the activities happened.
 * @param aloneMs how long after it an action that is alone may come, where that is longer than the outbox takes.
 */
export function lateness(
  activities: readonly RootActivity[],
  since: Date,
  toldAt: Date,
  aloneMs = 0,
): number | undefined {
  const [only] = activities;
  const mayWait = activities.length > 1 || (only?.kind === 'use' && only.isReadOnly);
  const seconds = secondsBetween(since, toldAt) ?? 0;
  return seconds * 1_000 >= (mayWait ? digestOnTimeMs : aloneMs) ? seconds : undefined;
}
