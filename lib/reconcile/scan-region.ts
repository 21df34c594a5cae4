import type { EventAttribute } from '../aws/look-up-events.ts';
import type { Config } from '../config.ts';
import { statusInLedger } from '../delivery/deliver-missed.ts';
import { distinctById } from '../distinct-by-id.ts';
import { ownDeployment } from '../guard/own-deployment.ts';
import { inParallel } from '../in-parallel.ts';
import type { RootActivity } from '../root-activity.ts';
import { readCloudTrailEvent } from '../sources/cloudtrail-event.ts';
import { isRootUse } from '../sources/is-root-use.ts';
import { lookBackEndsAt } from '../time-budget.ts';
import { graveNames } from './event-attributes.ts';
import { lookBack } from './look-back.ts';
import { maxLookBackMs, minLookBackMs, missedAfterMs, overlapMs } from './look-back-span.ts';
import type { ReconcileRun } from './reconcile-run.ts';
import { cursorMsOf, type ReconcileState } from './state.ts';

/** When a region has this many missed uses in one run, the next run looks at the rest. */
const maxMissed = 2_000;

/** Ledger rows asked for at once in each of up to 34 regions. Each needs its own connection, with TLS, at first. */
const ledgerConcurrencyPerRegion = 2;

/** What the look-back found in one region. */
export interface RegionScan {
  readonly region: string;
  /** Uses of root that nobody told and that do not wait in the outbox. */
  readonly missed: readonly RootActivity[];
  /** Ids of those of them that were seen, and that the outbox should have told. */
  readonly overdue: ReadonlySet<string>;
  /** Everything before this was looked at, in milliseconds since 1970; undefined: nothing is known of the region. */
  readonly untilMs: number | undefined;
  /** CloudTrail or the ledger did not answer, or there was no time to look at everything. */
  readonly isFailed: boolean;
  /** How much of the history is left to the next runs, where CloudTrail and the ledger answered. */
  readonly leftMs: number;
  /** When each use happened, by its id, in milliseconds since 1970. */
  readonly useTimes: ReadonlyMap<string, number>;
}

/** Looks through a region's event history from where the last run stopped. A failure is noted in the run. */
export async function scanRegion(
  region: string,
  attributes: readonly EventAttribute[],
  state: ReconcileState,
  { aws, delivery, startedAtMs, endsAtMs, failures }: ReconcileRun,
): Promise<RegionScan> {
  const missed = new Map<string, RootActivity>();
  const overdue = new Set<string>();
  const useTimes = new Map<string, number>();
  const untilMs = startedAtMs - missedAfterMs;
  const fromMs = Math.max(
    state.sinceMs,
    startedAtMs - maxLookBackMs,
    Math.min(cursorMsOf(state, region) - overlapMs, untilMs - minLookBackMs),
  );
  if (fromMs >= untilMs)
    return {
      region,
      missed: [],
      overdue,
      untilMs: undefined,
      isFailed: false,
      leftMs: 0,
      useTimes,
    };

  /** Resolves with false when the region has enough missed uses for one run. */
  const collectMissed = async (records: readonly unknown[]): Promise<boolean> => {
    const uses = usesIn(records, delivery.config);
    await inParallel(ledgerConcurrencyPerRegion, uses, async (use) => {
      useTimes.set(use.id, use.occurredAt?.getTime() ?? untilMs);
      const status = await statusInLedger(use, delivery);
      if (status === 'overdue') overdue.add(use.id);
      if (status === 'missed' || status === 'overdue') missed.set(use.id, use);
    });
    return missed.size < maxMissed;
  };
  const lookedUntilMs = await failures.attempt(
    region,
    lookBack({
      attributes,
      graveFirst: graveNames,
      fromMs,
      untilMs,
      deadlineMs: lookBackEndsAt(endsAtMs),
      clock: delivery.clock,
      lookUpEvents: (query) => aws.events(region, query),
      onRecords: collectMissed,
    }),
  );

  const isCutShort = lookedUntilMs !== undefined && lookedUntilMs < untilMs;
  const leftMs = isCutShort ? untilMs - lookedUntilMs : 0;
  const isOutOfTime = isCutShort && missed.size < maxMissed;
  if (isOutOfTime) {
    const minutes = Math.ceil(leftMs / 60_000);
    failures.add(
      `${region}: more in the event history than could be looked at in time, ${minutes} min of it are left`,
    );
  }
  return {
    region,
    missed: [...missed.values()],
    overdue,
    // The next run subtracts the overlap. Adding it here makes that run start where this one stopped: without
    // it, runs that are always cut short would never get further.
    untilMs: isCutShort ? lookedUntilMs + overlapMs : lookedUntilMs,
    isFailed: lookedUntilMs === undefined || isOutOfTime,
    leftMs,
    useTimes,
  };
}

/** Uses of root, each once. A record that cannot be read counts as one, so that it is told rather than passed over. */
function usesIn(records: readonly unknown[], config: Config): RootActivity[] {
  const deployment = ownDeployment(config);
  const uses = records
    .filter((record) => isRootUse(record, config.reads) || isUnreadable(record))
    .map((detail) => readCloudTrailEvent({ source: 'aws.cloudtrail', detail }, deployment));
  return distinctById(uses);
}

function isUnreadable(record: unknown): boolean {
  return typeof Object(record).eventName !== 'string';
}
