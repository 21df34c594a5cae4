import { inParallel } from '../in-parallel.ts';
import { ledgerConcurrency } from '../ledger/ledger.ts';
import { createLedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { Words } from '../messages/words.ts';
import type { RootActivity } from '../root-activity.ts';
import { maxLedgerPatienceMs } from './claim-batch.ts';
import { deliverBatch } from './deliver-batch.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { Invocation } from './invocation.ts';

/**
 * What became of a use that was found by another way than the fast path: told, waiting in the outbox, or
 * missed. What was seen waits in the outbox and is told from there, unless somebody saw it only because
 * it was missed.
 *
 * Rejects as the ledger does: then nobody knows.
 */
export async function statusInLedger(
  { id }: Pick<RootActivity, 'id'>,
  { ledger }: Pick<DeliveryDeps, 'ledger'>,
): Promise<'told' | 'waiting' | 'missed'> {
  const state = await ledger.find(id);
  if (state === 'told') return state;
  return state === 'seen' && (await ledger.find(missedId(id))) === undefined ? 'waiting' : 'missed';
}

/**
 * Tells uses that the fast path missed, as themselves. They lie in no queue: whoever found them must find
 * them again, as long as they are not told. A ledger that does not answer is waited for only so long after
 * they were found.
 *
 * @param foundAtMs when they came to light, in milliseconds since 1970.
 * @param remark how they did.
 * @returns the ids of those that are not told.
 */
export async function deliverMissed(
  missed: readonly RootActivity[],
  foundAtMs: number,
  invocation: Invocation,
  delivery: DeliveryDeps,
  remark?: (words: Words) => string,
): Promise<ReadonlySet<string>> {
  const breaker = createLedgerBreaker();
  const untold = new Set(missed.map(({ id }) => id));
  const noted: RootActivity[] = [];
  await inParallel(ledgerConcurrency, missed, async (use) => {
    // First of all: once it is claimed, it looks as if it had come by the fast path.
    const note = await breaker.failOpen(() => delivery.ledger.claim(missedId(use.id), 1));
    const isPatienceOver = delivery.clock.now() - foundAtMs >= maxLedgerPatienceMs;
    if (note !== undefined || isPatienceOver) noted.push(use);
  });
  if (noted.length === 0) return untold;

  const entries = noted.map((activity) => ({
    messageId: activity.id,
    sentAtMs: foundAtMs,
    activity,
  }));
  const kept = new Set(await deliverBatch(entries, invocation, delivery, { remark }));
  for (const { id } of noted) if (!kept.has(id)) untold.delete(id);
  return untold;
}

/** The row of the ledger which says that the fast path missed a use. */
function missedId(id: string): string {
  return `missed-${id}`;
}
