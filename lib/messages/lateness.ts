import { countsAsRead } from '../classify/counts-as-read.ts';
import type { RootActivity } from '../root-activity.ts';
import { secondsBetween } from './seconds-between.ts';

/** Digests wait two to three minutes on purpose, which is not late. */
const digestOnTimeMs = 10 * 60_000;

/**
 * How late a message from the outbox is, in seconds since the first of its activities. Undefined: it is on time.
 * A read and one of many activities may wait for a digest. The alert about a single action should have been sent at
 * once, so here it is late whatever its clock says.
 *
 * @param since when the first of the activities happened.
 * @param aloneMs how long after it the message about a single action may come, where it cannot come at once.
 */
export function lateness(
  activities: readonly RootActivity[],
  since: Date,
  toldAt: Date,
  aloneMs = 0,
): number | undefined {
  const [only] = activities;
  const mayWait = activities.length > 1 || (only !== undefined && countsAsRead(only));
  const seconds = secondsBetween(since, toldAt) ?? 0;
  return seconds * 1_000 >= (mayWait ? digestOnTimeMs : aloneMs) ? seconds : undefined;
}
