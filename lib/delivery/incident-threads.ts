import type { LedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { RoomReport } from '../rooms/post-to-rooms.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/** Where messages of an incident go below, by the name of the room. */
export type Threads = ReadonlyMap<string, string>;

const none: Threads = new Map();

/**
 * The threads of an incident, as far as its earlier messages opened some. None: it has none, or the ledger did not answer, and the
 * message goes by itself.
 */
export async function threadsOf(
  incidentId: string | undefined,
  breaker: LedgerBreaker,
  { ledger }: Pick<DeliveryDeps, 'ledger'>,
): Promise<Threads> {
  if (incidentId === undefined) return none;
  return (await breaker.failOpen(() => ledger.incident(incidentId)))?.threads ?? none;
}

/** Keeps the threads that a message opened. Called once it was recorded where it was told. */
export async function keepThreads(
  incidentId: string | undefined,
  reports: readonly RoomReport[],
  known: Threads,
  breaker: LedgerBreaker,
  { ledger }: Pick<DeliveryDeps, 'ledger'>,
): Promise<void> {
  if (incidentId === undefined) return;
  for (const { room, thread } of reports) {
    if (thread === undefined || known.has(room)) continue;
    await breaker.failOpen(() => ledger.keepThread(incidentId, room, thread));
  }
}
