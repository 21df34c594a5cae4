import { deliverBatch } from '../delivery/deliver-batch.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { countedUse } from '../delivery/use-marks.ts';
import { distinctById } from '../distinct-by-id.ts';
import { inParallel } from '../in-parallel.ts';
import { isToldSingly } from '../ledger/burst-budget.ts';
import { ledgerConcurrency } from '../ledger/ledger.ts';
import { createLedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { RootActivity } from '../root-activity.ts';
import { singlesEndAt } from '../time-budget.ts';

/** Polls come each minute, and a record shows up a little after its action: what is told sooner is not late. */
const defaultLateAfterMs = 3 * 60_000;
/** How long a process remembers what it told. Polls meet the same activities for a quarter of an hour. */
const memoryMs = 24 * 3_600_000;

/** Delivers what a poll found. Resolves with what could not be told. */
export type DeliverPolled = (
  found: readonly RootActivity[],
  invocation: Invocation,
) => Promise<RootActivity[]>;

/**
 * Delivers the activities that polls find. Most were found by the poll before already. What was told is skipped. What
 * is new is told by itself within the burst budget. What exceeds the budget, or was seen before and not told, is told
 * together, right behind them: so no use needs to be told first for its kind. Nothing waits in a queue: the next poll
 * finds again what stays untold.
 *
 * The process remembers what it told. So while the ledger does not answer, an alert is repeated only when the process
 * is replaced, and not with every poll.
 *
 * @param lateAfterMs what is told later than this after it happened is called late.
 */
export function createDeliverPolled(
  delivery: DeliveryDeps,
  lateAfterMs: number = defaultLateAfterMs,
): DeliverPolled {
  const { ledger, clock } = delivery;
  /** When this process told each activity, by its id. */
  const toldAtMs = new Map<string, number>();

  return async (found, invocation) => {
    const singlesUntilMs = singlesEndAt(clock.now(), invocation.getRemainingTimeInMillis());
    for (const [id, atMs] of toldAtMs) if (clock.now() - atMs > memoryMs) toldAtMs.delete(id);
    const breaker = createLedgerBreaker();
    const fresh: RootActivity[] = [];
    const waiting: RootActivity[] = [];
    await inParallel(ledgerConcurrency, distinctById(found), async (activity) => {
      if (toldAtMs.has(activity.id)) return;
      const state = await breaker.failOpen(() => ledger.find(activity.id));
      if (state === 'told') toldAtMs.set(activity.id, clock.now());
      else (state === undefined ? fresh : waiting).push(activity);
    });

    const untold: RootActivity[] = [];
    const deliver = async (activities: readonly RootActivity[]): Promise<void> => {
      if (activities.length === 0) return;
      const entries = activities.map((activity) => ({
        messageId: activity.id,
        sentAtMs: activity.occurredAt?.getTime() ?? clock.now(),
        activity,
      }));
      const options = { lateAfterMs, ledgerPatienceMs: 0 };
      const { kept } = await deliverBatch(entries, invocation, delivery, options);
      for (const activity of activities) {
        if (kept.includes(activity.id)) untold.push(activity);
        else toldAtMs.set(activity.id, clock.now());
      }
    };

    let singles = 0;
    let isBudgetSpent = false;
    for (const activity of fresh.sort(byTime)) {
      isBudgetSpent ||= clock.now() >= singlesUntilMs;
      if (!isBudgetSpent) {
        singles += 1;
        const counted = await breaker.failOpen(() =>
          ledger.countUse(countedUse(activity)?.counter ?? 'unknown', false),
        );
        isBudgetSpent = !isToldSingly(counted ?? { uses: singles, actions: singles }, false);
      }
      if (isBudgetSpent) waiting.push(activity);
      else await deliver([activity]);
    }
    await deliver(waiting);
    return untold;
  };
}

function byTime(one: RootActivity, other: RootActivity): number {
  return (one.occurredAt?.getTime() ?? 0) - (other.occurredAt?.getTime() ?? 0);
}
