import { embeddedMetrics } from '../aws/embedded-metrics.ts';
import { maxLedgerPatienceMs } from '../delivery/claim-batch.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import type { AlarmTransition, RootActivity } from '../root-activity.ts';
import { reserveForSecondLookMs, secondLookTimeoutMs } from '../time-budget.ts';
import { deliverMissedUses } from './deliver-alarm.ts';
import { trailSearchFor, usesBehind, wideTrailSearchFor } from './uses-behind.ts';

/** How long a log that does not answer is asked again, counted from when the alarm was queued. */
const logPatienceMs = 60 * 60_000;

/**
 * The part of an invocation in which a batch with these activities may be delivered. If there is an alarm to look
 * behind, it ends early enough for the second look. Otherwise a room that is down would delay that look for as long as
 * it is down.
 */
export function untilSecondLook(
  activities: readonly RootActivity[],
  invocation: Invocation,
  delivery: DeliveryDeps,
): Invocation {
  const isToLook = activities.some(
    (activity) => activity.kind === 'alarm' && trailSearchFor(activity, delivery) !== undefined,
  );
  if (!isToLook) return invocation;
  const { invokedFunctionArn } = invocation;
  return {
    ...(invokedFunctionArn !== undefined && { invokedFunctionArn }),
    getRemainingTimeInMillis: () => invocation.getRemainingTimeInMillis() - reserveForSecondLookMs,
  };
}

/**
 * Looks once more for uses behind an alarm that nobody delivered, and delivers them. The uses themselves are in no
 * queue, but the alarm is: while its copy stays there, they are not lost.
 *
 * @param sentAtMs when the alarm was put into the queue, in milliseconds since 1970.
 * @returns whether the copy of the alarm may go: false while a use is not delivered, or may not be.
 */
export async function deliverUsesBehind(
  alarm: AlarmTransition,
  sentAtMs: number,
  invocation: Invocation,
  delivery: DeliveryDeps,
): Promise<boolean> {
  const search = wideTrailSearchFor(alarm, delivery);
  if (search === undefined) return true;
  if (invocation.getRemainingTimeInMillis() < reserveForSecondLookMs) return false;
  const ageMs = delivery.clock.now() - sentAtMs;
  const isLedgerAwaited = ageMs < maxLedgerPatienceMs;
  const look = { timeoutMs: secondLookTimeoutMs, isLedgerAwaited };
  const uses = await usesBehind(search, look, delivery);
  const untold = await deliverMissedUses(uses, sentAtMs, invocation, delivery);
  if (untold > 0 || uses?.hasMore) return false;
  if (uses?.isWhole === true) return true;
  // A part of the log that could not be read may hold a use that nobody delivered.
  if (ageMs <= logPatienceMs) return false;
  logUnreadTrail(delivery);
  return true;
}

function logUnreadTrail({ log, config, clock }: DeliveryDeps): void {
  log({
    level: 'ERROR',
    message: 'trail',
    reason: 'The log could not be read to the end for an hour.',
    ...embeddedMetrics(config.metricsNamespace, clock.now(), {
      TrailUnread: { value: 1, unit: 'Count' },
    }),
  });
}
