import type { ToldRow } from '../evidence/evidence-text.ts';
import type { Incident, IncidentUse } from '../incident/incident.ts';
import type { Precursor, Precursors } from '../incident/precursor.ts';
import type { NotedUses, UsesNote } from '../incident/uses-note.ts';
import type { UseCount, UseMarks } from './burst-budget.ts';

/**
 * What was delivered, and what is being delivered: one row for each activity, kept longer than any queue keeps its
 * message. Every method may reject or be slow. The caller decides what that means; it never holds an alert back.
 */
export interface Ledger {
  /**
   * Claims an activity for `leaseMs`, so that nobody else delivers it. Also records that it was seen, which
   * distinguishes a missed activity from one that is waiting.
   *
   * @param body what the activity can be read from again (see `lib/delivery/kept-body.ts`), kept until it is told.
   */
  claim(id: string, leaseMs: number, body?: string): Promise<Claim>;
  /**
   * Whether an activity was told (delivered to every room), or at least seen: then it waits in the outbox. `overdue`:
   * nobody has claimed it for {@link overdueMs}, so no queue may hold it.
   */
  find(id: string): Promise<'told' | 'seen' | 'overdue' | undefined>;
  /**
   * Finds what was claimed with a body and is overdue, and times that nobody of us can have written. Those are removed,
   * so that they hold nothing up.
   *
   * @param limit how many bodies are read at most.
   */
  findOverdue(limit: number): Promise<OverdueRows>;
  /**
   * Records the ledger keys of the rooms that accepted it. `isDone`: no room is left. Ends the claim.
   *
   * @param timerOf the incident whose later steps are timed by the copy of this activity. Later claims say so.
   */
  recordTold(
    id: string,
    rooms: readonly string[],
    isDone: boolean,
    timerOf?: string,
  ): Promise<void>;
  /**
   * Counts a use of an account's root in the current window. Resolves with the count, this use included.
   *
   * @param counter the account, or what else has a budget of its own.
   * @param marks what is to be known of the use. Undefined: it is only counted.
   */
  countUse(counter: string, isReadOnly: boolean, marks?: UseMarks): Promise<UseCount>;
  /** When {@link countUse} last counted for a counter, in milliseconds since 1970. Undefined: never. */
  lastUse(counter: string): Promise<number | undefined>;
  /** The name that {@link nameAccount} was given for an account. */
  accountName(account: string): Promise<string | undefined>;
  /** Keeps the name of an account, so that it is looked up once. */
  nameAccount(account: string, name: string): Promise<void>;
  /** What {@link keepState} last kept under a name: the position of a poll, the findings of a check. */
  state(name: string): Promise<string | undefined>;
  /** Keeps a text, such as JSON, for the next run of a function. It does not expire. */
  keepState(name: string, text: string): Promise<void>;
  /**
   * The same, if nobody has kept another text meanwhile.
   *
   * @param before what the text was made from. Undefined: there was none.
   * @returns whether it was kept.
   */
  replaceState(name: string, before: string | undefined, text: string): Promise<boolean>;
  /** Counts uses that were told in a planned window (`lib/planned/planned-window.ts`), `loud` of them as ever. */
  countPlanned(windowId: string, uses: number, loud: number): Promise<void>;
  plannedCount(windowId: string): Promise<PlannedCount>;
  /**
   * The incident that a use belongs to: that of its session, the latest of its counter, or a new one that it opens. Asked again
   * for the same use, it is the same.
   */
  joinIncident(use: IncidentUse): Promise<Incident | undefined>;
  /**
   * Records that people answered: further sessions open another incident, and the next critical use of this one is a timer
   * again, since the answer was not about it.
   */
  markAnswered(counter: string, incidentId: string): Promise<void>;
  /**
   * Keeps what an incident is about: its first use, which stays, and the critical one about which people are asked. Of one use, what
   * is kept first stays.
   *
   * @param nextStepAtMs when the first of its later steps is due. Undefined: there is none.
   */
  describeIncident(
    id: string,
    part: 'first' | 'critical',
    use: { readonly id: string; readonly text: string },
    nextStepAtMs?: number,
  ): Promise<void>;
  /** Keeps when the next step of an incident is due. Undefined: there is none. */
  keepNextStep(id: string, nextStepAtMs: number | undefined): Promise<void>;
  incident(id: string): Promise<IncidentRow | undefined>;
  /** Keeps below what later messages of an incident go in a room. The first stays. */
  keepThread(id: string, room: string, thread: string): Promise<void>;
  /** Adds what a message told of an incident to what others told. Of regions and deeds, it keeps the first. */
  noteUses(id: string, note: UsesNote): Promise<void>;
  /** Counts what comes before a use of root in an account, with those of its kind within the hour. */
  notePrecursors(account: string, kind: Precursor, uses: number): Promise<void>;
  precursors(account: string): Promise<Precursors>;
  /**
   * Adds an answer to those of an incident, and lets a step of it be due at once, so that the answer is told. Undefined: it has as
   * many as it may have.
   */
  addAnswer(id: string, text: string): Promise<IncidentRow | undefined>;
  /** What is known of an activity that was seen. */
  toldRow(id: string): Promise<ToldRow | undefined>;
  /** Keeps a text until it is written as evidence. One that was kept under this id already stays, also when it was written. */
  addEvidence(id: string, text: string): Promise<void>;
  /** What waits to be written as evidence, the oldest first. `isWhole`: there is no more. */
  pendingEvidence(limit: number): Promise<PendingEvidence>;
  /** What {@link addEvidence} was given. Undefined: it is written. */
  evidence(id: string): Promise<string | undefined>;
  /** Records that an object with this number has it. */
  endEvidence(id: string, number: number): Promise<void>;
  /** The root session that {@link rememberRootSession} was given for the id of a temporary key. */
  rootSession(keyId: string): Promise<RootSession | undefined>;
  /** Remembers a root session that `sts:AssumeRoot` gave out. It expires as an activity does. */
  rememberRootSession(keyId: string, session: RootSession): Promise<void>;
}

export interface PendingEvidence {
  readonly pending: readonly {
    readonly id: string;
    /** Since when it waits, in milliseconds since 1970. */
    readonly sinceMs: number;
  }[];
  readonly isWhole: boolean;
}

/** What a ledger does about incidents. */
export type IncidentLedger = Pick<
  Ledger,
  | 'joinIncident'
  | 'markAnswered'
  | 'describeIncident'
  | 'keepNextStep'
  | 'incident'
  | 'keepThread'
  | 'noteUses'
  | 'addAnswer'
>;

/** What is kept of an incident: texts, as they were given. */
export interface IncidentRow {
  readonly first: string | undefined;
  readonly critical: string | undefined;
  /** In no order. */
  readonly answers: readonly string[];
  /** When its next step is due, in milliseconds since 1970. Undefined: each is done. */
  readonly nextStepAtMs: number | undefined;
  /** What messages told of it. Undefined: nobody asked for that. */
  readonly noted: NotedUses | undefined;
  /** Below what its messages go, by the name of the room. */
  readonly threads: ReadonlyMap<string, string>;
}

/** Uses that were told in a planned window. */
export interface PlannedCount {
  readonly uses: number;
  /** Those of them that were told as ever. */
  readonly loud: number;
}

/** A centralized root session. */
export interface RootSession {
  /** The member account that it is for. */
  readonly accountId: string;
  /** The ARN of its task policy. Undefined: the request was not recorded. */
  readonly taskPolicy: string | undefined;
}

export type Claim =
  /** This invocation has it. `told` holds the ledger keys of the rooms that have it already. */
  | { readonly state: 'claimed'; readonly told: readonly string[] }
  /** Every room has it: nothing to do, but the steps of the incident that its copy times. */
  | { readonly state: 'told'; readonly timerOf?: string }
  /** Another invocation is delivering it: try again later. */
  | { readonly state: 'claimedElsewhere' };

/** What the ledger holds and should not. */
export interface OverdueRows {
  /** The bodies of overdue activities, by id. */
  readonly bodies: ReadonlyMap<string, string>;
  /** Keys of rows with a time that nobody of us can have written. */
  readonly strange: readonly string[];
  /** Incidents of which a step is overdue: no copy in the outbox may time it. */
  readonly incidents: readonly string[];
}

/** How long a window of uses lasts, from its first use. */
export const useWindowMs = 10 * 60_000;

/**
 * The outbox claims what it holds every six and a half minutes, its visibility timeout, also while no room answers. What
 * is untold and was not claimed for this time may be in no queue.
 */
export const overdueMs = 20 * 60_000;

/** A copy in the outbox that times an incident takes its steps sooner than this after they are due. */
export const overdueStepMs = 3 * 60_000;

/** A row lives longer than a message in SQS (14 days), and then a redrive (14 more). */
export const rowTtlSeconds = 30 * 24 * 3600;

/** For so long it is sure what was told. A use that is nearly as old as a row may get could be told twice. */
export const rememberedMs = (rowTtlSeconds - 2 * 24 * 3600) * 1000;

/** Time limit for one call with all its attempts. DynamoDB answers in milliseconds; an alert does not wait longer. */
export const maxCallMs = 4_000;

/** How many rows are read or written at once, where there are many. */
export const ledgerConcurrency = 32;
