import { isHashOfRoute, type OpenChange, type SeenRooms } from './seen-rooms.ts';

/** One value of the webhook secret, as far as it is compared. */
export interface RoomsOfVersion {
  readonly hashes: readonly string[];
  readonly versionId: string | undefined;
  /** In milliseconds since 1970; undefined: not known. */
  readonly createdAtMs: number | undefined;
}

/** So long after a value was put in, it is compared with the one before where nothing is remembered. */
const recentMs = 24 * 3_600_000;

/**
 * What is remembered, or, where nothing is, what a recent value replaced: a row that somebody deleted must not hide a change.
 *
 * @param before the value before this one, if there is one.
 */
export function rememberedRooms(
  seen: SeenRooms | undefined,
  current: RoomsOfVersion,
  before: RoomsOfVersion | undefined,
  nowMs: number,
): SeenRooms {
  if (seen !== undefined) return seen;
  const isRecent = current.createdAtMs !== undefined && nowMs - current.createdAtMs < recentMs;
  const { hashes, versionId } = isRecent && before !== undefined ? before : current;
  return { rooms: [...hashes], ...(versionId !== undefined && { versionId }) };
}

/**
 * What has to be told of a change, if there is one: the open change of earlier runs with what is new. Rooms that are in the
 * secret again are no longer told.
 *
 * @param before the value before this one. It shows a change that was undone within one interval: then the rooms are
 *   those of the last run, and yet others heard in between.
 */
export function openChange(
  { rooms, versionId, open }: SeenRooms,
  current: RoomsOfVersion,
  before: RoomsOfVersion | undefined,
  nowMs: number,
): OpenChange | undefined {
  const isHere = (hash: string): boolean => current.hashes.includes(hash);
  const gone = rooms.filter((hash) => !isHere(hash));
  const added = current.hashes.filter((hash) => !rooms.includes(hash));
  const isOtherVersion = versionId !== undefined && versionId !== current.versionId;
  const isUndone = isOtherVersion && before?.hashes.some((hash) => !rooms.includes(hash)) === true;
  const isChanged = gone.length + added.length > 0 || isUndone;
  const untold = [...new Set([...(open?.untold ?? []), ...gone])].filter(
    (hash) => !isHere(hash) && !isHashOfRoute(hash),
  );
  if (!isChanged) return open && { ...open, untold };
  return {
    id: current.versionId ?? `${nowMs}`,
    noticedAtMs: nowMs,
    sinceMs: changedSince(rooms, current, before, nowMs),
    untold,
    isMailed: false,
    isWhoOpen: false,
    runs: 0,
  };
}

/** Reconcile runs each quarter of an hour, and may have failed a few times. */
const longestUnnoticedMs = 3_600_000;

/** The clocks of Secrets Manager and CloudTrail need not agree to the second. */
const clockToleranceMs = 60_000;

/**
 * When the change was made at the earliest: when the value was put in, or, where the value before it is not the one that is
 * remembered either, that one. A version that was only made the current one again is older than the change.
 */
function changedSince(
  rooms: readonly string[],
  current: RoomsOfVersion,
  before: RoomsOfVersion | undefined,
  nowMs: number,
): number {
  const isBeforeNew = before?.hashes.some((hash) => !rooms.includes(hash)) === true;
  const { createdAtMs } = isBeforeNew ? before : current;
  const earliestMs = nowMs - longestUnnoticedMs;
  const isRecent = createdAtMs !== undefined && createdAtMs > earliestMs && createdAtMs <= nowMs;
  return isRecent ? createdAtMs - clockToleranceMs : earliestMs;
}
