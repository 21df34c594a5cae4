import type { Locale } from '../config.ts';
import { errorMessage, errorName } from '../error-text.ts';
import { createLedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { Message } from '../messages/message.ts';
import { OperationalError } from '../operational-error.ts';
import type { About } from '../rooms/about.ts';
import { describeFailures, type RoomReport } from '../rooms/post-to-rooms.ts';
import { leaseFor } from '../time-budget.ts';
import { type AlertEntry, alertLog } from './alert-line.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { keepThreads, threadsOf } from './incident-threads.ts';

/** Something that is told besides the uses: an answer, an escalation, a follow-up. */
export interface Telling {
  /** Told again, it has the same: `incident-7F3K2M9QXA-answer-…`. */
  readonly id: string;
  readonly about: Omit<About, 'id' | 'messageIn'>;
  readonly messageIn: (locale: Locale) => Promise<Message>;
  /** Nobody asks again by himself: while the ledger does not answer, better twice than never. Absent: it waits for the ledger. */
  readonly goesOnWithoutLedger?: true;
  /** The account that it is a drill of. */
  readonly drillOf?: string;
}

/** What became of it. */
export interface TellingOutcome {
  /** `elsewhere`: another invocation is telling it. `no`: some room has it not; ask again later. */
  readonly told: 'now' | 'before' | 'elsewhere' | 'no';
  /** Why not. It holds no text from outside but what the rooms themselves said. */
  readonly reason?: string;
  /** Of the rooms that were posted to. */
  readonly reports: readonly RoomReport[];
}

/**
 * Tells something as {@link tell} does.
 *
 * @returns `told`: every room has it, now or earlier. `untold`: some room has not, or another invocation is telling it; ask again
 * later.
 */
export async function tellOnce(
  telling: Telling,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<'told' | 'untold'> {
  return isTold(await tell(telling, endsAtMs, delivery)) ? 'told' : 'untold';
}

/** Every room has it. */
export function isTold({ told }: Pick<TellingOutcome, 'told'>): boolean {
  return told === 'now' || told === 'before';
}

/**
 * Tells something to every room that it is for, and to none twice. Never rejects, and writes a line into the log.
 *
 * @param endsAtMs when posting ends, in clock time.
 */
export async function tell(
  { id, about, messageIn, goesOnWithoutLedger, drillOf }: Telling,
  endsAtMs: number,
  { ledger, postToRooms, config, clock, log }: DeliveryDeps,
): Promise<TellingOutcome> {
  const line: Pick<AlertEntry, 'id' | 'account' | 'isDrill' | 'isTelling'> = {
    id,
    isTelling: true,
    ...(drillOf !== undefined && { account: drillOf, isDrill: true }),
  };
  const breaker = createLedgerBreaker();
  const leaseMs = leaseFor(Math.max(1_000, endsAtMs - clock.now()));
  const claim = await breaker.failOpen(() => ledger.claim(id, leaseMs));
  if (claim?.state === 'told') return { told: 'before', reports: [] };
  if (claim?.state === 'claimedElsewhere') return { told: 'elsewhere', reports: [] };
  if (claim === undefined && goesOnWithoutLedger !== true) {
    return { told: 'no', reason: 'The ledger does not answer.', reports: [] };
  }
  try {
    const threads = await threadsOf(about.incidentId, breaker, { ledger });
    const message = await messageIn(config.locale);
    const { reports, accepted, faults } = await postToRooms(message, claim?.told ?? [], endsAtMs, {
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
        ...line,
        severity,
        outcome: isDone ? 'told' : 'failed',
        rooms: reports,
        ...(reason !== undefined && { reason }),
      }),
    );
    return isDone ? { told: 'now', reports } : { told: 'no', reason, reports };
  } catch (error) {
    log(alertLog({ ...line, outcome: 'failed', reason: errorMessage(error) }));
    const reason = error instanceof OperationalError ? error.message : errorName(error);
    return { told: 'no', reason, reports: [] };
  }
}
