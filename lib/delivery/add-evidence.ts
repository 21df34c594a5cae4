import { errorName } from '../error-text.ts';
import { evidenceText } from '../evidence/evidence-text.ts';
import { groupBy } from '../group-by.ts';
import { inParallel } from '../in-parallel.ts';
import { ledgerConcurrency } from '../ledger/ledger.ts';
import { compose } from '../messages/compose.ts';
import { withWords } from '../messages/load-words.ts';
import type { MessageContext } from '../messages/message-context.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/**
 * Puts what was told into the ledger, from where the function `evidence` writes it into the bucket.
 *
 * @param entries of activities that were told, now or earlier. An alarm is none of them: the uses behind it are.
 * @param toldBefore ids of those of which the ledger said so.
 * @param untilMs when to stop, in clock time.
 * @returns the ids of the messages that must stay in the queue, since the ledger has no evidence of them yet. One of which the ledger
 * does not know that it was told is not among them: it would be told again.
 */
export async function addEvidence(
  entries: readonly OutboxEntry[],
  toldBefore: ReadonlySet<string>,
  context: MessageContext,
  untilMs: number,
  { config, ledger, clock, log }: Pick<DeliveryDeps, 'config' | 'ledger' | 'clock' | 'log'>,
): Promise<string[]> {
  const copiesOfEach = groupBy(
    entries.filter(({ activity }) => activity.kind !== 'alarm'),
    ({ activity }) => activity.id,
  );
  const words = await withWords(config);
  const kept: string[] = [];
  const faults = new Set<string>();
  let lost = 0;
  await inParallel(ledgerConcurrency, copiesOfEach, async (copies) => {
    const [first] = copies;
    if (first === undefined) return;
    const { activity, received } = first;
    let isRecorded = toldBefore.has(activity.id);
    try {
      if (clock.now() >= untilMs) throw new DOMException('', 'TimeoutError');
      const row = await ledger.toldRow(activity.id);
      isRecorded ||= row?.toldAtMs !== undefined;
      // Told while the ledger was down: the row says nothing, and the evidence says that.
      const told = row ?? { seenAtMs: undefined, toldAtMs: undefined, rooms: [] };
      const message = compose(activity, words, context);
      await ledger.addEvidence(activity.id, evidenceText(activity, received, message, told));
    } catch (error) {
      faults.add(errorName(error));
      if (isRecorded) kept.push(...copies.map(({ messageId }) => messageId));
      else lost += 1;
    }
  });
  if (faults.size > 0) {
    log({ level: 'ERROR', message: 'evidence', kept: kept.length, lost, reasons: [...faults] });
  }
  return kept;
}
