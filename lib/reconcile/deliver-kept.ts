import { ownDeployment } from '../guard/own-deployment.ts';
import { readOutboxMessage } from '../sources/outbox-message.ts';
import { deliverOverdue, type FoundDelivery } from './deliver-found.ts';
import type { ReconcileRun } from './reconcile-run.ts';

/** One run has time to tell this many. The next one finds the others. */
const maxKept = 1_000;

/** What the ledger itself showed. */
export interface KeptDelivery extends FoundDelivery {
  /** How many uses no queue seems to hold. */
  readonly overdueCount: number;
  /** Keys of rows that were not as we write them. */
  readonly strangeRows: readonly string[];
  /** Incidents of which a step is overdue. */
  readonly overdueIncidents: readonly string[];
}

/**
 * Delivers what the ledger keeps and nobody told, of whichever account: the look-back sees only the account that it runs
 * in, and only the event history of CloudTrail.
 */
export async function deliverKept(run: ReconcileRun): Promise<KeptDelivery> {
  const { ledger } = run.delivery;
  const found = await run.failures.attempt('ledger', ledger.findOverdue(maxKept));
  const {
    bodies = new Map<string, string>(),
    strange: strangeRows = [],
    incidents: overdueIncidents = [],
  } = found ?? {};
  const deployment = ownDeployment(run.delivery.config);
  // A body may be shortened, and then its own id would be another.
  const activities = [...bodies].map(([id, body]) => ({
    ...readOutboxMessage(body, () => id, deployment),
    id,
  }));
  const delivered = await deliverOverdue(activities, run);
  return { ...delivered, overdueCount: activities.length, strangeRows, overdueIncidents };
}
