import type { RootActivity } from '../root-activity.ts';

/** One message of the outbox. */
export interface OutboxEntry {
  readonly messageId: string;
  /** When it was put into the queue, in milliseconds since 1970. */
  readonly sentAtMs: number;
  readonly activity: RootActivity;
  /** What the ledger keeps until the activity is told, as `keptBody` gives it. */
  readonly body?: string | undefined;
  /** The event as it was received, where it came as a text. */
  readonly received?: string | undefined;
}

/** An activity that this invocation may deliver. */
export interface ClaimedActivity {
  readonly activity: RootActivity;
  /** Ledger keys of the rooms that have it already. */
  readonly told: readonly string[];
  /** Every copy of it in the batch. */
  readonly entries: readonly OutboxEntry[];
}

/** Entries that must stay in the queue, and a sentence that says why. */
export interface KeptEntries {
  readonly reason: string;
  readonly entries: readonly OutboxEntry[];
}

/** Entries of a use that some room has. They stay in the queue until each step of its incident is done. */
export interface Timer {
  readonly incidentId: string;
  readonly entries: readonly OutboxEntry[];
}
