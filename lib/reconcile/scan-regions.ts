import { inParallel } from '../in-parallel.ts';
import { eventAttributes } from './event-attributes.ts';
import type { ReconcileRun } from './reconcile-run.ts';
import { type RegionScan, scanRegion } from './scan-region.ts';
import type { ReconcileState } from './state.ts';

/** What the look-back found in all regions. */
export interface LookBackResult {
  readonly scans: readonly RegionScan[];
  /** False: the account's aliases are unknown, so uses that are indexed by an alias were not looked up. */
  readonly isWhole: boolean;
}

/** Looks through the event history of every region, all at once: CloudTrail limits its calls for each region. */
export async function scanRegions(
  regions: readonly string[],
  state: ReconcileState,
  run: ReconcileRun,
): Promise<LookBackResult> {
  const aliases = await run.failures.attempt('aliases of the account', run.aws.aliases());
  const scans: RegionScan[] = [];
  await inParallel(regions.length, regions, async (region) => {
    scans.push(await scanRegion(region, eventAttributes(region, aliases ?? []), state, run));
  });
  return { scans, isWhole: aliases !== undefined };
}
