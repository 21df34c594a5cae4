import * as v from 'valibot';
import { OperationalError } from '../operational-error.ts';

const moment = v.pipe(v.number(), v.integer(), v.minValue(0));

const schema = v.object({
  /** Nothing older than this is looked for: root-alert was not there yet. Milliseconds since 1970, as all times here. */
  sinceMs: moment,
  /** By region: everything that happened before was looked at, and told or about to be. */
  lookedUntilMs: v.record(v.string(), moment),
  /** Findings of the coverage check that were told. */
  toldFindings: v.array(v.string()),
  /** What the last run failed at, in the form of findings. */
  troubles: v.optional(v.array(v.string()), []),
  /** The day of the last heartbeat that was told, if any. */
  heartbeat: v.optional(v.string()),
  /** Uses of root since then, and those of them that the fast path missed. */
  uses: moment,
  missed: moment,
});

/** What reconcile remembers from run to run. */
export type ReconcileState = v.InferOutput<typeof schema>;

/** The name of its row in the ledger. */
export const reconcileStateName = 'reconcile';

/**
 * @throws {OperationalError} when the row is not what we write: to begin anew could leave out what nobody
 * looked at, so a person has to say so.
 */
export function readReconcileState(text: string): ReconcileState {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    throw new OperationalError(
      `The ledger's row state#${reconcileStateName} cannot be read: delete it, and reconcile begins anew, with what happens from then on.`,
    );
  }
}
