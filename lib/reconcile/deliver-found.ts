import { deliverMissed } from '../delivery/deliver-missed.ts';
import { distinctById } from '../distinct-by-id.ts';
import type { Words } from '../messages/words.ts';
import type { RootActivity } from '../root-activity.ts';
import { remainingForMissed } from '../time-budget.ts';
import type { ReconcileRun } from './reconcile-run.ts';
import type { RegionScan } from './scan-region.ts';

/** What became of the uses that were found. */
export interface FoundDelivery {
  /** How many were told now. */
  readonly toldCount: number;
  /** Ids of those that could not be told: the next run finds them again. */
  readonly untold: ReadonlySet<string>;
}

const nothingFound: FoundDelivery = { toldCount: 0, untold: new Set() };

/** Delivers the missed uses of all regions, each once, with the remark that the look-back found them. */
export async function deliverFound(
  scans: readonly RegionScan[],
  run: ReconcileRun,
): Promise<FoundDelivery> {
  const uses = distinctById(scans.flatMap(({ missed }) => missed));
  const overdue = new Set(scans.flatMap((scan) => [...scan.overdue]));
  const missed = await deliver(
    uses.filter(({ id }) => !overdue.has(id)),
    (words) => words.foundByLookBack,
    run,
  );
  const late = await deliverOverdue(
    uses.filter(({ id }) => overdue.has(id)),
    run,
  );
  return {
    toldCount: missed.toldCount + late.toldCount,
    untold: new Set([...missed.untold, ...late.untold]),
  };
}

/** Delivers what was seen in time and that no queue holds any more. */
export function deliverOverdue(
  uses: readonly RootActivity[],
  run: ReconcileRun,
): Promise<FoundDelivery> {
  return deliver(uses, (words) => words.lostByOutbox, run);
}

async function deliver(
  uses: readonly RootActivity[],
  remark: (words: Words) => string,
  { delivery, functionArn, endsAtMs, failures }: ReconcileRun,
): Promise<FoundDelivery> {
  if (uses.length === 0) return nothingFound;
  const { clock } = delivery;
  const invocation = {
    ...(functionArn && { invokedFunctionArn: functionArn }),
    getRemainingTimeInMillis: () => remainingForMissed(clock.now(), endsAtMs),
  };
  const untold = await deliverMissed(uses, clock.now(), invocation, delivery, remark);
  if (untold.size > 0) {
    failures.add(`not told: ${untold.size} uses of root that nobody told before`);
  }
  return { toldCount: uses.length - untold.size, untold };
}
