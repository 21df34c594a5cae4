import { describeFailures, type RoomsResult } from '../rooms/post-to-rooms.ts';
import type { ClaimedActivity } from './outbox-entry.ts';

/** What posting one group gave. */
export interface PostingResult extends RoomsResult {
  /** Our own code failed, so no room was asked. */
  readonly isOurFault: boolean;
}

/** What earlier groups of the batch showed about the rooms. */
export interface RoomsSoFar {
  /** Names of rooms that did not accept a message for now, and none since. */
  readonly stalled: ReadonlySet<string>;
  readonly refusalsInARow: number;
}

export type NextStep =
  /** Every room has the group. */
  | { readonly kind: 'done' }
  /** The group is posted again as two smaller ones. */
  | { readonly kind: 'halve'; readonly halves: readonly ClaimedActivity[][] }
  /** The group stays in the queue. */
  | { readonly kind: 'keep'; readonly reason: string };

/** Halving 1 000 activities ten times leaves one. More refusals in a row than this mean a dead room, not a bad activity. */
const maxRefusalsInARow = 14;

/** Before the first group of a batch is posted. */
export const noRoomsYet: RoomsSoFar = { stalled: new Set(), refusalsInARow: 0 };

/**
 * Decides what to do with a group after it was posted. A group that a room refused, or that our own code failed on, is
 * halved: one bad activity must not hold up the others. A group that a room did not accept for now is kept.
 */
export function afterPosting(
  group: readonly ClaimedActivity[],
  { reports, accepted, faults, isOurFault }: PostingResult,
  before: RoomsSoFar,
): { readonly next: NextStep; readonly rooms: RoomsSoFar } {
  const stalled = new Set(before.stalled);
  for (const { room, isTold, isRefusal } of reports) {
    if (isTold) stalled.delete(room);
    else if (!isRefusal) stalled.add(room);
  }
  // A webhook that is gone takes nothing, however small.
  const isRefused =
    isOurFault || reports.some(({ isRefusal, isDead }) => isRefusal && isDead !== true);
  const refusalsInARow = isRefused ? before.refusalsInARow + 1 : 0;
  const reason = describeFailures(reports, faults);
  const isHalved = isRefused && group.length > 1 && refusalsInARow < maxRefusalsInARow;
  return { next: nextStep(), rooms: { stalled, refusalsInARow } };

  function nextStep(): NextStep {
    if (reason === undefined) return { kind: 'done' };
    return isHalved
      ? { kind: 'halve', halves: halvesOf(group, accepted) }
      : { kind: 'keep', reason };
  }
}

function halvesOf(
  group: readonly ClaimedActivity[],
  accepted: readonly string[],
): ClaimedActivity[][] {
  const left = group.map((it) => ({ ...it, told: [...it.told, ...accepted] }));
  const half = Math.ceil(left.length / 2);
  return [left.slice(0, half), left.slice(half)];
}
