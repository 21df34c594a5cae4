import { maxCallMs } from '../ledger/ledger.ts';
/** The part of a Lambda's context that telling needs. */
export interface Invocation {
  readonly invokedFunctionArn?: string;
  getRemainingTimeInMillis(): number;
}

/**
 * Kept back from an invocation's time: whoever is killed after a post and before its row is in the ledger, posts again. A
 * post may end a little late, and the log line takes its time, too.
 */
export const reserveMs = maxCallMs + 1_000;

/** An invocation holds an activity as long as it may live, and no longer than this. */
export const maxLeaseMs = 45_000;
