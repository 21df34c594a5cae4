import { embeddedMetrics } from '../aws/embedded-metrics.ts';
import { maxLedgerPatienceMs } from '../delivery/claim-batch.ts';
import { deliverMissed, statusInLedger } from '../delivery/deliver-missed.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { notify } from '../delivery/notify.ts';
import { inParallel } from '../in-parallel.ts';
import { jsonOrText } from '../json.ts';
import { ledgerConcurrency } from '../ledger/ledger.ts';
import type { AlarmFindings } from '../messages/alarm-findings.ts';
import type { Words } from '../messages/words.ts';
import { DeliveryError } from '../rooms/post-to-rooms.ts';
import type { AlarmTransition, RootActivity } from '../root-activity.ts';
import { readCloudTrailEvent } from '../sources/cloudtrail-event.ts';
import { isRootUse } from '../sources/is-root-use.ts';
import {
  firstLookTimeoutMs,
  maxLedgerReadingMs,
  reserveForSecondLookMs,
  secondLookTimeoutMs,
} from '../time-budget.ts';

/** As many as one invocation has time to write down. The outbox looks again for the others. */
const maxMissed = 1_000;
/** A log that does not answer is asked again for so long, counted from the alarm's way into the queue. */
const logPatienceMs = 60 * 60_000;

interface Look {
  readonly timeoutMs: number;
  /** False: what a ledger that does not answer would say is no longer waited for. */
  readonly isLedgerAwaited: boolean;
}

/** Uses of root behind an alarm. */
interface Uses extends Omit<AlarmFindings, 'missed'> {
  readonly missed: readonly RootActivity[];
  /** False: the ledger did not answer, and some of those may have been told. */
  readonly isSure: boolean;
  /** There may be more than those, which the next look brings. */
  readonly hasMore: boolean;
}

/**
 * Tells an alarm of the classic path, and what it brought to light. When the trail's log can be read, it
 * says whether the uses behind the alarm were told already; those that were not, since the fast path
 * missed them, are told as themselves. The alarm never waits for a slow look-up.
 *
 * @throws {DeliveryError} or {@link SecretError} when something was not told.
 */
export async function deliverAlarm(
  alarm: AlarmTransition,
  invocation: Invocation,
  delivery: DeliveryDeps,
): Promise<void> {
  const uses = await firstLook(alarm, delivery);
  const failures: unknown[] = [];
  await notify(alarm, invocation, delivery, uses && toFindings(uses)).catch((error: unknown) =>
    failures.push(error),
  );

  const raisedAtMs = alarm.occurredAt?.getTime() ?? delivery.clock.now();
  const untold = await tellUses(uses, raisedAtMs, invocation, delivery);
  if (untold > 0) {
    failures.push(new DeliveryError(`Not told: ${untold} uses that the alarm brought to light.`));
  }
  const [first] = failures;
  if (first !== undefined) throw first;
}

/** What the log says of an alarm that is about to be told. Undefined: nothing in time, or there is no log to ask. */
export async function findingsOf(
  alarm: AlarmTransition,
  delivery: DeliveryDeps,
): Promise<AlarmFindings | undefined> {
  const uses = await firstLook(alarm, delivery);
  return uses && toFindings(uses);
}

/**
 * What is left of an invocation for telling a batch with these activities: where there is an alarm to look behind, it
 * ends early enough for that. Else a room that is down would put the look off for as long as it is down.
 */
export function untilSecondLook(
  activities: readonly RootActivity[],
  invocation: Invocation,
  delivery: DeliveryDeps,
): Invocation {
  const isToLook = activities.some(
    (activity) => activity.kind === 'alarm' && logGroupOf(activity, delivery) !== undefined,
  );
  if (!isToLook) return invocation;
  const { invokedFunctionArn } = invocation;
  return {
    ...(invokedFunctionArn !== undefined && { invokedFunctionArn }),
    getRemainingTimeInMillis: () => invocation.getRemainingTimeInMillis() - reserveForSecondLookMs,
  };
}

/**
 * Looks once more for uses behind an alarm that nobody told, and tells them. The uses themselves lie in no
 * queue, but the alarm does: as long as its copy stays there, they are not lost.
 *
 * @param sentAtMs when the alarm was put into the queue, in milliseconds since 1970.
 * @returns whether the alarm has served: false while something is untold, or may be.
 */
export async function deliverUsesBehind(
  alarm: AlarmTransition,
  sentAtMs: number,
  invocation: Invocation,
  delivery: DeliveryDeps,
): Promise<boolean> {
  const logGroup = logGroupOf(alarm, delivery);
  if (logGroup === undefined) return true;
  if (invocation.getRemainingTimeInMillis() < reserveForSecondLookMs) return false;
  const ageMs = delivery.clock.now() - sentAtMs;
  const isLedgerAwaited = ageMs < maxLedgerPatienceMs;
  const look = { timeoutMs: secondLookTimeoutMs, isLedgerAwaited };
  const uses = await usesBehind(alarm, logGroup, look, delivery);
  const untold = await tellUses(uses, sentAtMs, invocation, delivery);
  if (untold > 0 || uses?.hasMore) return false;
  if (uses?.isWhole === true) return true;
  // What could not be read, in whole or in part, may hold a use that nobody told.
  if (ageMs <= logPatienceMs) return false;
  const { log, config, clock } = delivery;
  log({
    level: 'ERROR',
    message: 'trail',
    reason: 'The log could not be read to the end for an hour.',
    ...embeddedMetrics(config.metricsNamespace, clock.now(), {
      TrailUnread: { value: 1, unit: 'Count' },
    }),
  });
  return true;
}

async function firstLook(
  alarm: AlarmTransition,
  delivery: DeliveryDeps,
): Promise<Uses | undefined> {
  const logGroup = logGroupOf(alarm, delivery);
  const look = { timeoutMs: firstLookTimeoutMs, isLedgerAwaited: true };
  return logGroup === undefined ? undefined : usesBehind(alarm, logGroup, look, delivery);
}

function toFindings({ missed, ...uses }: Uses): AlarmFindings {
  return { ...uses, missed: missed.length };
}

/** Undefined: there is nothing to look into, or no reason to. */
function logGroupOf(
  { state }: AlarmTransition,
  { config, isLocal }: DeliveryDeps,
): string | undefined {
  return state === 'ALARM' && !isLocal ? config.trailLogGroup : undefined;
}

/** Undefined: the look-up failed. Then the alarm says what it always says. */
async function usesBehind(
  alarm: AlarmTransition,
  logGroup: string,
  { timeoutMs, isLedgerAwaited }: Look,
  delivery: DeliveryDeps,
): Promise<Uses | undefined> {
  try {
    return await inTime(lookFor(alarm, logGroup, isLedgerAwaited, delivery), timeoutMs);
  } catch (error) {
    delivery.log({
      level: 'ERROR',
      message: 'trail',
      reason: error instanceof Error ? error.name : 'unknown error',
    });
    return undefined;
  }
}

async function lookFor(
  { occurredAt, evaluatedMs }: AlarmTransition,
  logGroup: string,
  isLedgerAwaited: boolean,
  { config, ledger, clock }: DeliveryDeps,
): Promise<Uses> {
  const startedAt = clock.now();
  // Loaded only here: an alarm without a log to look into does not pay for it.
  const { findTrailRecords } = await import('./trail-records.ts');
  const found = await findTrailRecords(logGroup, occurredAt?.getTime() ?? startedAt, evaluatedMs);
  const ids = new Set<string>();
  const missed: RootActivity[] = [];
  let { isWhole } = found;
  let isSure = true;
  let hasMore = false;
  let told = 0;
  let waiting = 0;
  let leftOut = 0;
  await inParallel(ledgerConcurrency, found.records, async (record) => {
    // Without a ledger nothing is asked nor written down, and nobody could say where the next look is to go on.
    hasMore ||= isSure && missed.length >= maxMissed;
    if (hasMore || (isSure && clock.now() - startedAt > maxLedgerReadingMs)) {
      isWhole = false;
      return;
    }
    const detail = jsonOrText(record);
    const use = readCloudTrailEvent({ source: 'aws.cloudtrail', detail });
    // Two trails may write into one log group: what both recorded is one use.
    if (ids.has(use.id)) return;
    ids.add(use.id);
    // The metric counts reads whatever the rules are told to leave out: the fast path did not miss those.
    if (use.kind === 'use' && config.reads === 'off' && !isRootUse(detail, 'off')) {
      leftOut += 1;
      return;
    }
    const fate = isSure
      ? await statusInLedger(use, { ledger }).catch((error: unknown) => {
          if (isLedgerAwaited) throw error;
          isSure = false;
        })
      : undefined;
    if (fate === 'told') told += 1;
    else if (fate === 'waiting') waiting += 1;
    else missed.push(use);
  });
  return { told, waiting, missed, leftOut, isWhole, isSure, hasMore };
}

/** How many could not be told. */
async function tellUses(
  uses: Uses | undefined,
  foundAtMs: number,
  invocation: Invocation,
  delivery: DeliveryDeps,
): Promise<number> {
  if (uses === undefined) return 0;
  const remark = uses.isSure ? (words: Words) => words.missedByFastPath : undefined;
  return (await deliverMissed(uses.missed, foundAtMs, invocation, delivery, remark)).size;
}

async function inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('', 'TimeoutError')), timeoutMs);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
