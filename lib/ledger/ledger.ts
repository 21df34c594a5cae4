/**
 * What was told, and what is being told: one row an activity, kept longer than any queue keeps its
 * message. Every method may reject or be slow; whoever asks decides what that means, and an alert is
 * never held back by it.
 */
export interface Ledger {
  /**
   * Takes an activity to tell it, for `leaseMs`. Also leaves the mark that it was seen, which
   * tells a missed activity from one that is waiting.
   */
  claim(id: string, leaseMs: number): Promise<Claim>;
  /** Whether an activity was told, or at least seen: then it waits in the outbox. */
  find(id: string): Promise<'told' | 'seen' | undefined>;
  /** Writes down the rooms that accepted. `isDone`: nobody is left to tell. */
  recordTold(id: string, rooms: readonly string[], isDone: boolean): Promise<void>;
  /** Counts a use of an account's root in the current window, and says how many there were with it. */
  countUse(account: string, isReadOnly: boolean): Promise<UseCount>;
  /** The name that {@link nameAccount} was given for an account. */
  accountName(account: string): Promise<string | undefined>;
  /** Keeps the name of an account, so that it is looked up once. */
  nameAccount(account: string, name: string): Promise<void>;
  /** What {@link keepState} last kept under a name: where a poll stands, what a check found. */
  state(name: string): Promise<string | undefined>;
  /** Keeps a text, such as JSON, for the next run of a function. It does not expire. */
  keepState(name: string, text: string): Promise<void>;
}

export type Claim =
  /** Ours now. `told` names the rooms that have it already. */
  | { readonly state: 'claimed'; readonly told: readonly string[] }
  /** Told everywhere: nothing to do. */
  | { readonly state: 'told' }
  /** Somebody alive is at it: to be met again later. */
  | { readonly state: 'claimedElsewhere' };

/** Uses of one account's root since its window began. */
export interface UseCount {
  readonly uses: number;
  /** Those that were not read-only. */
  readonly actions: number;
  readonly accountName?: string;
}

/** How long a window of uses lasts, from its first use. */
export const useWindowMs = 10 * 60_000;

/** A row outlives SQS's 14 days and a redrive at their end. */
export const rowTtlSeconds = 30 * 24 * 3600;

/** With all its tries, a call takes no longer. DynamoDB answers in milliseconds; an alert waits no longer than this for it. */
export const maxCallMs = 4_000;

/** Rows asked for or written at once, where there are many. */
export const ledgerConcurrency = 32;
