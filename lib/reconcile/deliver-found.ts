import { deliverMissed } from '../delivery/deliver-missed.ts';
import { maxDeliveryMs, type ReconcileRun } from './reconcile-run.ts';
import type { RegionScan } from './scan-region.ts';

/** What became of the missed uses that the look-back found. */
export interface FoundDelivery {
  /** How many were told now. */
  readonly toldCount: number;
  /** Ids of those that could not be told: the next run finds them again. */
  readonly untold: ReadonlySet<string>;
}

/** Delivers the missed uses of all regions, each once, with the remark that the look-back found them. */
export async function deliverFound(
  scans: readonly RegionScan[],
  { delivery, functionArn, endsAtMs, failures }: ReconcileRun,
): Promise<FoundDelivery> {
  const missed = [
    ...new Map(scans.flatMap((scan) => scan.missed).map((use) => [use.id, use])).values(),
  ];
  if (missed.length === 0) return { toldCount: 0, untold: new Set() };
  const { clock } = delivery;
  const invocation = {
    ...(functionArn && { invokedFunctionArn: functionArn }),
    getRemainingTimeInMillis: () => Math.min(maxDeliveryMs, endsAtMs - clock.now()),
  };
  const untold = await deliverMissed(
    missed,
    clock.now(),
    invocation,
    delivery,
    (words) => words.foundByLookBack,
  );
  if (untold.size > 0) {
    failures.add(`not told: ${untold.size} uses of root that nobody told before`);
  }
  return { toldCount: missed.length - untold.size, untold };
}
