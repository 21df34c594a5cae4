import { groupBy } from '../group-by.ts';
import { inParallel } from '../in-parallel.ts';
import { type Claim, ledgerConcurrency } from '../ledger/ledger.ts';
import type { LedgerBreaker } from '../ledger/ledger-breaker.ts';
import { claimingEndsAt, leaseFor } from '../time-budget.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { ClaimedActivity, KeptEntries, OutboxEntry, Timer } from './outbox-entry.ts';
import { resolveRootSession } from './root-sessions.ts';

/**
 * How long to wait for a ledger that does not answer, counted from when an activity was queued. Most of the outbox was
 * delivered at once, and only the ledger knows. After this time, an alert that comes twice is better than none.
 */
export const maxLedgerPatienceMs = 15 * 60_000;

/**
 * Claims the activities of a batch in the ledger, each once however many copies the batch holds. What was delivered
 * already is in neither of the first two lists.
 *
 * @param remainingMs of the invocation, now.
 * @param ledgerPatienceMs as {@link maxLedgerPatienceMs}, for this batch.
 */
export async function claimBatch(
  entries: readonly OutboxEntry[],
  remainingMs: number,
  ledgerPatienceMs: number,
  breaker: LedgerBreaker,
  { ledger, clock }: Pick<DeliveryDeps, 'ledger' | 'clock'>,
): Promise<{
  readonly claimed: readonly ClaimedActivity[];
  readonly kept: KeptEntries[];
  readonly timers: readonly Timer[];
  /** Ids of the activities that the ledger says were told. */
  readonly toldBefore: ReadonlySet<string>;
}> {
  const claimed: ClaimedActivity[] = [];
  const kept: KeptEntries[] = [];
  const timers: Timer[] = [];
  const toldBefore = new Set<string>();
  const leaseMs = leaseFor(remainingMs);
  const endsAtMs = claimingEndsAt(clock.now(), remainingMs);
  const copiesOfEach = groupBy(entries, ({ activity }) => activity.id);
  await inParallel(ledgerConcurrency, copiesOfEach, async (copies) => {
    const [first] = copies;
    if (first === undefined) return;
    const keep = (reason: string): void => {
      kept.push({ reason, entries: copies });
    };
    if (clock.now() > endsAtMs) {
      keep('The ledger is slow.');
      return;
    }
    const claim = await breaker.failOpen(() =>
      ledger.claim(first.activity.id, leaseMs, first.body),
    );
    if (claim?.state === 'told') {
      toldBefore.add(first.activity.id);
      if (claim.timerOf !== undefined) timers.push({ incidentId: claim.timerOf, entries: copies });
      return;
    }
    const reason = reasonToKeep(claim, clock.now() - first.sentAtMs, ledgerPatienceMs);
    if (reason !== undefined) return keep(reason);
    const activity = await resolveRootSession(first.activity, breaker, { ledger });
    claimed.push({ activity, told: toldIn(claim), entries: copies });
  });
  return { claimed, kept, timers, toldBefore };
}

/** @param claim undefined: the ledger did not answer. */
function reasonToKeep(
  claim: Claim | undefined,
  ageMs: number,
  ledgerPatienceMs: number,
): string | undefined {
  if (claim?.state === 'claimedElsewhere') return 'Another invocation is telling it.';
  if (claim === undefined && ageMs < ledgerPatienceMs) return 'The ledger does not answer.';
  return undefined;
}

function toldIn(claim: Claim | undefined): readonly string[] {
  return claim?.state === 'claimed' ? claim.told : [];
}
