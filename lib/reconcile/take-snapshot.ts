import { inParallel } from '../in-parallel.ts';
import type { CoverageSnapshot, RegionSnapshot } from './coverage.ts';
import type { ReconcileRun } from './reconcile-run.ts';

/** What the coverage check looks at, and what only the heartbeat reports. */
export interface RunSnapshot extends CoverageSnapshot {
  /** Messages in the outbox; undefined: not known. */
  readonly waiting: number | undefined;
}

/**
 * Asks every region for its rule and its queue, and the home region for everything else. A region that does not
 * answer is noted as a failure of the run. Never rejects.
 *
 * @param enabled regions, the home region among them.
 */
export async function takeSnapshot(
  enabled: readonly string[],
  run: ReconcileRun,
): Promise<RunSnapshot> {
  const { aws, checkWebhook, names, failures } = run;
  const { homeRegion } = names;
  const homeAnswer = failures.attempt(
    `coverage of ${homeRegion}`,
    Promise.all([
      aws.rule(homeRegion, names.homeRule),
      aws.rule(homeRegion, names.forwardedRule, names.bus),
      aws.queueDepth(homeRegion, names.undeliveredUrl),
      aws.queueDepth(homeRegion, names.outboxUrl),
    ]),
  );
  const forwarders = await forwardersIn(
    enabled.filter((region) => region !== homeRegion),
    run,
  );
  const webhook = await failures.attempt('webhook secret', checkWebhook());
  const home = await homeAnswer;
  const [rule, forwardedRule, undelivered, waiting] = home ?? [];
  const regions = [
    ...(home === undefined ? [] : [{ region: homeRegion, rule, unsent: undefined }]),
    ...forwarders,
  ];
  const answered = new Set(regions.map(({ region }) => region));
  return {
    homeRegion,
    busArn: names.busArn,
    regions,
    unanswered: enabled.filter((region) => !answered.has(region)),
    forwardedRule,
    undelivered,
    waiting,
    webhook,
  };
}

/** The forwarders of those regions that answer, by the name of the region. */
async function forwardersIn(
  regions: readonly string[],
  { aws, names, failures }: ReconcileRun,
): Promise<RegionSnapshot[]> {
  const found: RegionSnapshot[] = [];
  await inParallel(regions.length, regions, async (region) => {
    const answer = await failures.attempt(
      `coverage of ${region}`,
      Promise.all([
        aws.rule(region, names.forwardRule),
        aws.queueDepth(region, names.unsentUrl(region)),
      ]),
    );
    if (answer !== undefined) found.push({ region, rule: answer[0], unsent: answer[1] });
  });
  return found.sort((a, b) => (a.region < b.region ? -1 : 1));
}
