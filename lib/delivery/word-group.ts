import { compose } from '../messages/compose.ts';
import { composeDigest } from '../messages/compose-digest.ts';
import { lateness } from '../messages/lateness.ts';
import { markLate } from '../messages/mark-late.ts';
import type { Message } from '../messages/message.ts';
import type { MessageContext, WordSettings } from '../messages/message-context.ts';
import type { ClaimedActivity } from './outbox-entry.ts';

/**
 * The message of a group: an alert if it holds one activity, else a digest. It says so if it is late.
 *
 * @param context with `toldAt`.
 * @param lateAfterMs as {@link lateness} takes it.
 */
export function wordGroup(
  group: readonly ClaimedActivity[],
  settings: WordSettings,
  context: MessageContext & { readonly toldAt: Date },
  lateAfterMs: number | undefined,
): Message {
  const activities = group.map(({ activity }) => activity);
  const [only, ...others] = activities;
  const isAlone = only !== undefined && others.length === 0;
  const message = isAlone
    ? compose(only, settings, context)
    : composeDigest(activities, settings, context);
  const lateSeconds = lateness(activities, oldestOf(group), context.toldAt, lateAfterMs);
  return lateSeconds === undefined ? message : markLate(message, lateSeconds, settings);
}

/** Whatever time an activity gives, it is at least as old as its entry in the queue. */
function oldestOf(group: readonly ClaimedActivity[]): Date {
  const times = group.flatMap(({ activity, entries }) => [
    activity.occurredAt?.getTime() ?? Number.POSITIVE_INFINITY,
    ...entries.map(({ sentAtMs }) => sentAtMs),
  ]);
  return new Date(Math.min(...times));
}
