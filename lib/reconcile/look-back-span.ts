import { rememberedMs } from '../ledger/ledger.ts';

/** By then the fast path has told a use, or the ledger knows that it waits. */
export const missedAfterMs = 30 * 60_000;

/** CloudTrail writes its history minutes after the fact, and sometimes much later: each run looks back this much again. */
export const overlapMs = 2 * 3_600_000;

/** The ledger forgets after thirty days what was told. */
export const maxLookBackMs = rememberedMs;

/** Each run asks for this much at least, wherever the cursor stands: CloudTrail is never left unasked. */
export const minLookBackMs = 15 * 60_000;

/** How far ahead of the clock a cursor may stand: one that was cut short has the overlap added. */
export const maxCursorAheadMs = overlapMs - missedAfterMs;
