import { severities } from '../classify/classes.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import { groupBy } from '../group-by.ts';
import { splitByKind } from '../messages/kinds.ts';
import { groupForDigests } from './digest-groups.ts';
import type { ClaimedActivity } from './outbox-entry.ts';

/**
 * Sorts what was claimed into groups that become one message each, in the order in which they are posted. Activities
 * that some rooms have already are grouped by those rooms, because their messages go only to the other rooms. They
 * come after what no room has. Within each, the gravest message comes first: there may be no time for all.
 */
export function planBatch(claimed: readonly ClaimedActivity[]): ClaimedActivity[][] {
  return groupBy(claimed, ({ told }) => [...told].sort().join())
    .sort(([one], [other]) => (one?.told.length ?? 0) - (other?.told.length ?? 0))
    .flatMap((group) =>
      groupForDigests(group)
        .flatMap(splitByKind)
        .toSorted((one, other) => gravityOf(one) - gravityOf(other)),
    );
}

/** The lower, the graver. */
function gravityOf(group: readonly ClaimedActivity[]): number {
  return Math.min(
    ...group.map(({ activity }) =>
      activity.isDrill ? severities.length : severities.indexOf(verdictOf(activity).severity),
    ),
  );
}
