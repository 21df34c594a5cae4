import { deliverBatch } from '../delivery/deliver-batch.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { inParallel } from '../in-parallel.ts';
import { isToldSingly } from '../ledger/burst-budget.ts';
import { ledgerConcurrency } from '../ledger/ledger.ts';
import { createLedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { RootActivity } from '../root-activity.ts';
import { singlesEndAt } from '../time-budget.ts';

/** A poll comes each minute, and the record a little after the deed: what is told sooner is not late. */
const usuallyLateAfterMs = 3 * 60_000;
/** A poll meets the same things for a quarter of an hour; nothing that was told is remembered longer. */
const memoryMs = 24 * 3_600_000;

/** Tells what a poll has found, and says what it could not tell. */
export type DeliverPolled = (
  found: readonly RootActivity[],
  invocation: Invocation,
) => Promise<RootActivity[]>;

/**
 * Tells the activities that a poll finds, which are mostly those that the poll before it found: what was
 * told is done, what is new is told by itself within the burst budget, and what is beyond it, or was left
 * untold before, is told together. Nothing waits in a queue: what stays untold is met by the next poll.
 *
 * What this process told is remembered here too, so that a ledger that does not answer makes each alert
 * come twice only when the process is replaced, and not with every poll.
 *
 * @param lateAfterMs what is told later than this after it happened is called late.
 */
export function createDeliverPolled(
  delivery: DeliveryDeps,
  lateAfterMs: number = usuallyLateAfterMs,
): DeliverPolled {
  const { ledger, clock } = delivery;
  const toldHere = new Map<string, number>();

  return async (found, invocation) => {
    const singlesUntilMs = singlesEndAt(clock.now(), invocation.getRemainingTimeInMillis());
    for (const [id, at] of toldHere) if (clock.now() - at > memoryMs) toldHere.delete(id);
    const breaker = createLedgerBreaker();
    const fresh: RootActivity[] = [];
    const waiting: RootActivity[] = [];
    await inParallel(ledgerConcurrency, distinct(found), async (activity) => {
      if (toldHere.has(activity.id)) return;
      const state = await breaker.failOpen(() => ledger.find(activity.id));
      if (state === 'told') toldHere.set(activity.id, clock.now());
      else (state === 'seen' ? waiting : fresh).push(activity);
    });

    const untold: RootActivity[] = [];
    const tell = async (activities: readonly RootActivity[]): Promise<void> => {
      if (activities.length === 0) return;
      const entries = activities.map((activity) => ({
        messageId: activity.id,
        sentAtMs: activity.occurredAt?.getTime() ?? clock.now(),
        activity,
      }));
      const options = { lateAfterMs, ledgerPatienceMs: 0 };
      const kept = await deliverBatch(entries, invocation, delivery, options);
      for (const activity of activities) {
        if (kept.includes(activity.id)) untold.push(activity);
        else toldHere.set(activity.id, clock.now());
      }
    };

    let singles = 0;
    let isBudgetSpent = false;
    for (const activity of fresh.sort(byTime)) {
      isBudgetSpent ||= clock.now() >= singlesUntilMs;
      if (!isBudgetSpent) {
        singles += 1;
        const counted = await breaker.failOpen(() =>
          ledger.countUse(activity.accountId ?? 'unknown', false),
        );
        isBudgetSpent = !isToldSingly(counted ?? { uses: singles, actions: singles }, false);
      }
      if (isBudgetSpent) waiting.push(activity);
      else await tell([activity]);
    }
    await tell(waiting);
    return untold;
  };
}

function distinct(activities: readonly RootActivity[]): RootActivity[] {
  return [...new Map(activities.map((activity) => [activity.id, activity])).values()];
}

function byTime(one: RootActivity, other: RootActivity): number {
  return (one.occurredAt?.getTime() ?? 0) - (other.occurredAt?.getTime() ?? 0);
}
