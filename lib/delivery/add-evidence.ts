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
 * @param untilMs when to stop, in clock time.
 * @returns the ids of the messages that must stay in the queue, since the ledger has no evidence of them yet.
 */
export async function addEvidence(
  entries: readonly OutboxEntry[],
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
  await inParallel(ledgerConcurrency, copiesOfEach, async (copies) => {
    const [first] = copies;
    if (first === undefined) return;
    const { activity, received } = first;
    try {
      if (clock.now() >= untilMs) throw new DOMException('', 'TimeoutError');
      const row = await ledger.toldRow(activity.id);
      // Told while the ledger was down: the row says nothing, and the evidence says that.
      const told = row ?? { seenAtMs: undefined, toldAtMs: undefined, rooms: [] };
      const message = compose(activity, words, context);
      await ledger.addEvidence(activity.id, evidenceText(activity, received, message, told));
    } catch (error) {
      faults.add(errorName(error));
      kept.push(...copies.map(({ messageId }) => messageId));
    }
  });
  if (faults.size > 0) {
    log({ level: 'ERROR', message: 'evidence', kept: kept.length, reasons: [...faults] });
  }
  return kept;
}
