import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** The first run looks back one interval (15 min): older uses happened before root-alert was deployed. */
const firstLookBackMs = 15 * 60_000;

/** Milliseconds since 1970, as all times here. */
const moment = v.pipe(v.number(), v.integer(), v.minValue(0));

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The names of the keys are those of the row in the ledger, which other versions wrote. */
const schema = v.object({
  /** Nothing older than this is looked for: root-alert was not deployed yet. */
  sinceMs: moment,
  /** The cursor of each region: everything before it was looked at, and is told or about to be. */
  lookedUntilMs: v.record(v.string(), moment),
  /** Keys of the findings that were mailed. */
  toldFindings: v.array(v.string()),
  /** Keys of everything that the last run found, told or not. Older versions kept those of the look-back only. */
  troubles: v.optional(v.array(v.string()), []),
  /** Keys of the findings that the room was told because mails reach nobody. */
  toldInRoom: v.optional(v.array(v.string()), []),
  /** What each function was like after the last deployment. */
  functions: v.optional(
    v.object({
      deployedAtMs: moment,
      byName: v.record(v.string(), v.object({ code: v.string(), settings: v.string() })),
    }),
  ),
  /** Since when each use of root of this account is followed, without a gap. Missing: it is not. */
  followUpsSinceMs: v.optional(moment),
  /** When the other accounts of the organization were looked at, and how many answered. */
  members: v.optional(v.object({ lookedAtMs: moment, answered: count })),
  /** The day of the last heartbeat that was sent, if any. */
  heartbeat: v.optional(v.string()),
  /** Uses of root since that heartbeat, and how many of them the fast path missed. */
  uses: count,
  missed: count,
});

/** What reconcile remembers from run to run. */
export type ReconcileState = v.InferOutput<typeof schema>;

/** The name of its row in the ledger. */
export const reconcileStateName = 'reconcile';

/** How far a region was looked at, in milliseconds since 1970. */
export function cursorMsOf({ lookedUntilMs, sinceMs }: ReconcileState, region: string): number {
  return lookedUntilMs[region] ?? sinceMs;
}

/** Undefined: the text of the row is not what we write. */
export function readState(text: string): ReconcileState | undefined {
  const parsed = v.safeParse(schema, jsonOrText(text));
  return parsed.success ? parsed.output : undefined;
}

/** Whether the state was begun by a run that started at `startedAtMs`. */
export function isFirstRun({ sinceMs }: ReconcileState, startedAtMs: number): boolean {
  return sinceMs >= startedAtMs - firstLookBackMs;
}

export async function saveState(
  ledger: Pick<Ledger, 'keepState'>,
  state: ReconcileState,
): Promise<void> {
  await ledger.keepState(reconcileStateName, JSON.stringify(state));
}

/** The state before the first run. */
export function firstState(nowMs: number): ReconcileState {
  return {
    sinceMs: nowMs - firstLookBackMs,
    lookedUntilMs: {},
    toldFindings: [],
    troubles: [],
    toldInRoom: [],
    uses: 0,
    missed: 0,
  };
}
