import { statusInLedger } from '../delivery/deliver-missed.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import { errorName } from '../error-text.ts';
import { ownDeployment } from '../guard/own-deployment.ts';
import { inParallel } from '../in-parallel.ts';
import { jsonOrText } from '../json.ts';
import { ledgerConcurrency } from '../ledger/ledger.ts';
import type { AlarmFindings } from '../messages/alarm-findings.ts';
import type { AlarmTransition, RootActivity } from '../root-activity.ts';
import { readCloudTrailEvent } from '../sources/cloudtrail-event.ts';
import { isRootUse } from '../sources/is-root-use.ts';
import { maxLedgerReadingMs } from '../time-budget.ts';
import { withTimeout } from '../with-timeout.ts';
import { personUsageFilter } from './trail-filters.ts';
import type { TrailRecords } from './trail-records.ts';

/** Uses of root behind an alarm. */
export interface UsesBehind extends Omit<AlarmFindings, 'missed'> {
  readonly missed: readonly RootActivity[];
  /** False: the ledger did not answer, and some of the missed uses may have been delivered. */
  readonly isSure: boolean;
  /** There may be more missed uses, which the next look finds. */
  readonly hasMore: boolean;
}

export interface Look {
  readonly timeoutMs: number;
  /** False: a ledger that does not answer is not waited for any more. */
  readonly isLedgerAwaited: boolean;
}

/** Gives the records of the trail's log behind an alarm. */
export type TrailSearch = () => Promise<TrailRecords>;

/** One invocation has time to record this many. The outbox looks again for the others. */
const maxMissed = 1_000;

/** Undefined: the log has nothing to say about such an alarm, or there is no log to search. */
export function trailSearchFor(
  { state, isNotice, occurredAt, evaluatedMs }: AlarmTransition,
  { config, clock, findTrailRecords }: DeliveryDeps,
  filterPattern?: string,
): TrailSearch | undefined {
  const { trailLogGroup } = config;
  if (state !== 'ALARM' || isNotice) return undefined;
  if (findTrailRecords === undefined || trailLogGroup === undefined) return undefined;
  const aroundMs = occurredAt?.getTime() ?? clock.now();
  return () => findTrailRecords(trailLogGroup, aroundMs, evaluatedMs, filterPattern);
}

/**
 * The same with what a person did by an agent, which the alarm's own filter leaves out. The log may fail at that part
 * alone: what the other part gave is used all the same.
 */
export function wideTrailSearchFor(
  alarm: AlarmTransition,
  delivery: DeliveryDeps,
): TrailSearch | undefined {
  const search = trailSearchFor(alarm, delivery);
  const searchByPersons = trailSearchFor(alarm, delivery, personUsageFilter);
  if (search === undefined || searchByPersons === undefined) return undefined;
  const byPersons = async (): Promise<TrailRecords> => {
    try {
      const { records, isWhole } = await searchByPersons();
      return { records: records.filter((it) => isRootUse(jsonOrText(it), 'digest')), isWhole };
    } catch (error) {
      delivery.log({ level: 'ERROR', message: 'trail', reason: errorName(error) });
      // A filter that is refused is refused again: there is nothing to wait for.
      return { records: [], isWhole: errorName(error) === 'InvalidParameterException' };
    }
  };
  return async () => {
    const [own, others] = await Promise.all([search(), byPersons()]);
    return {
      records: [...own.records, ...others.records],
      isWhole: own.isWhole && others.isWhole,
    };
  };
}

/** Looks up the uses behind an alarm in the log and in the ledger. Undefined: that failed, or took too long. */
export async function usesBehind(
  search: TrailSearch,
  { timeoutMs, isLedgerAwaited }: Look,
  delivery: DeliveryDeps,
): Promise<UsesBehind | undefined> {
  try {
    const looking = lookUp(search, isLedgerAwaited, delivery);
    return await withTimeout(looking, timeoutMs, delivery.clock);
  } catch (error) {
    delivery.log({ level: 'ERROR', message: 'trail', reason: errorName(error) });
    return undefined;
  }
}

async function lookUp(
  search: TrailSearch,
  isLedgerAwaited: boolean,
  { config, ledger, clock }: DeliveryDeps,
): Promise<UsesBehind> {
  const startedAtMs = clock.now();
  const found = await search();
  const ids = new Set<string>();
  const missed: RootActivity[] = [];
  let { isWhole } = found;
  let isSure = true;
  let hasMore = false;
  let told = 0;
  let waiting = 0;
  let leftOut = 0;
  await inParallel(ledgerConcurrency, found.records, async (record) => {
    // Without a ledger there is no limit: it cannot say where the next look should continue.
    hasMore ||= isSure && missed.length >= maxMissed;
    if (hasMore || (isSure && clock.now() - startedAtMs > maxLedgerReadingMs)) {
      isWhole = false;
      return;
    }
    const detail = jsonOrText(record);
    const use = readCloudTrailEvent({ source: 'aws.cloudtrail', detail }, ownDeployment(config));
    // Two trails may write into one log group: what both recorded is one use.
    if (ids.has(use.id)) return;
    ids.add(use.id);
    // The metric counts reads even if the rules leave them out: the fast path did not miss those.
    if (use.kind === 'use' && config.reads === 'off' && !isRootUse(detail, 'off')) {
      leftOut += 1;
      return;
    }
    const status = isSure
      ? await statusInLedger(use, { ledger }).catch((error: unknown) => {
          if (isLedgerAwaited) throw error;
          isSure = false;
        })
      : undefined;
    if (status === 'told') told += 1;
    else if (status === 'waiting') waiting += 1;
    else missed.push(use);
  });
  return { told, waiting, missed, leftOut, isWhole, isSure, hasMore };
}
