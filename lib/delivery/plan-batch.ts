import { groupBy } from '../group-by.ts';
import { splitByKind } from '../messages/kinds.ts';
import { groupForDigests } from './digest-groups.ts';
import type { ClaimedActivity } from './outbox-entry.ts';

/**
 * Sorts what was claimed into groups that become one message each, in the order in which they are posted. Activities
 * that some rooms have already are grouped by those rooms, because their messages go only to the other rooms. They
 * come after what no room has. A group of more kinds than one message can name becomes several.
 */
export function planBatch(claimed: readonly ClaimedActivity[]): ClaimedActivity[][] {
  return groupBy(claimed, ({ told }) => [...told].sort().join())
    .sort(([one], [other]) => (one?.told.length ?? 0) - (other?.told.length ?? 0))
    .flatMap(groupForDigests)
    .flatMap(splitByKind);
}
