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
 * What became of a use that was found by another way than the fast path: it was told, it is waiting in the outbox, the
 * fast path missed it, or it is overdue: it was seen, but no queue may hold it any more. A use that was seen waits in the
 * outbox and is delivered from there, unless it was seen only because it was missed.
 *
 * Rejects as the ledger does: then the status is not known.
 */
export async function statusInLedger(
  { id }: Pick<RootActivity, 'id'>,
  { ledger }: Pick<DeliveryDeps, 'ledger'>,
): Promise<'told' | 'waiting' | 'missed' | 'overdue'> {
  const state = await ledger.find(id);
  if (state === 'told') return state;
  if (state === undefined || (await ledger.find(missedId(id))) !== undefined) return 'missed';
  return state === 'seen' ? 'waiting' : 'overdue';
}

/**
 * Delivers uses that the fast path missed, as themselves. They are in no queue: until they are delivered, the caller
 * must find them again. A ledger that does not answer is waited for until {@link maxLedgerPatienceMs} after they were
 * found.
 *
 * @param foundAtMs when they were found, in milliseconds since 1970.
 * @param remark how they were found.
 * @returns the ids of the uses that are not delivered.
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
    // The note comes first: once the use is claimed, it looks as if the fast path had brought it.
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
  const batch = await deliverBatch(entries, invocation, delivery, { remark });
  const kept = new Set(batch.kept);
  for (const { id } of noted) if (!kept.has(id)) untold.delete(id);
  return untold;
}

/** The id of the note in the ledger that the fast path missed a use. */
function missedId(id: string): string {
  return `missed-${id}`;
}
