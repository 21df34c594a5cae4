import type { Locale } from '../config.ts';
import { errorMessage } from '../error-text.ts';
import { createLedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { Message } from '../messages/message.ts';
import type { About } from '../rooms/about.ts';
import { describeFailures } from '../rooms/post-to-rooms.ts';
import { leaseFor } from '../time-budget.ts';
import { alertLog } from './alert-line.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { keepThreads, threadsOf } from './incident-threads.ts';

/** Something that is told besides the uses: an answer, an escalation, a follow-up. */
export interface Telling {
  /** Told again, it has the same: `incident-7F3K2M9QXA-answer-…`. */
  readonly id: string;
  readonly about: Omit<About, 'id' | 'messageIn'>;
  readonly messageIn: (locale: Locale) => Promise<Message>;
}

/**
 * Tells something to every room that it is for, and to none twice. Never rejects, and writes a line into the log.
 *
 * @param endsAtMs when posting ends, in clock time.
 * @returns `told`: every room has it, now or earlier. `untold`: some room has not, or another invocation is telling it; ask again
 * later.
 */
export async function tellOnce(
  { id, about, messageIn }: Telling,
  endsAtMs: number,
  { ledger, postToRooms, config, clock, log }: DeliveryDeps,
): Promise<'told' | 'untold'> {
  const breaker = createLedgerBreaker();
  const startedAtMs = clock.now();
  const leaseMs = leaseFor(Math.max(1_000, endsAtMs - startedAtMs));
  const claim = await breaker.failOpen(() => ledger.claim(id, leaseMs));
  if (claim?.state === 'told') return 'told';
  // Who times this asks again, so that it can wait for the ledger: better than what comes every few minutes.
  if (claim?.state !== 'claimed') return 'untold';
  try {
    const threads = await threadsOf(about.incidentId, breaker, { ledger });
    const message = await messageIn(config.locale);
    const { reports, accepted, faults } = await postToRooms(message, claim.told, endsAtMs, {
      ...about,
      threads,
      id,
      messageIn,
    });
    const reason = describeFailures(reports, faults);
    const isDone = reason === undefined;
    await breaker.failOpen(() => ledger.recordTold(id, accepted, isDone));
    await keepThreads(about.incidentId, reports, threads, breaker, { ledger });
    const { severity } = message;
    log(
      alertLog({
        id,
        severity,
        outcome: isDone ? 'told' : 'failed',
        rooms: reports,
        ...(reason !== undefined && { reason }),
      }),
    );
    return isDone ? 'told' : 'untold';
  } catch (error) {
    log(alertLog({ id, outcome: 'failed', reason: errorMessage(error) }));
    return 'untold';
  }
}
