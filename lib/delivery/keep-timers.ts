import type { SQSRecord } from 'aws-lambda';
import type { HideMessage } from '../aws/hide-message.ts';
import { errorName } from '../error-text.ts';
import { groupBy } from '../group-by.ts';
import { inParallel } from '../in-parallel.ts';
import { readIncidentRecord } from '../incident/incident-record.ts';
import type { IncidentRow } from '../ledger/ledger.ts';
import { createLedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { describeIncident } from './join-incident.ts';
import type { OutboxEntry, Timer } from './outbox-entry.ts';
import { runSteps } from './run-steps.ts';
import { timerWaitSeconds } from './timer-wait.ts';

/** Most of their steps are asked of the ledger alone, and none waits for another's room. */
const maxAtOnce = 8;

/** The visibility timeout of the outbox. */
const againMs = 390_000;

/** SQS gives up a message after 480 times. A copy of what was told must not lie with what was not: then reconcile goes on. */
const maxReceives = 300;

interface Batch {
  readonly records: readonly SQSRecord[];
  /** The ids of messages that stay in the queue because some room has not what they hold. */
  readonly untold: ReadonlySet<string>;
}

/**
 * Takes the steps of incidents whose copies are in a batch, and hides each copy until the next step is due. Never rejects.
 *
 * @param batch what is untold comes back after the time that the queue has for all.
 * @param endsAtMs when posting ends, in clock time.
 * @returns the ids of the messages that must stay in the queue.
 */
export async function keepTimers(
  timers: readonly Timer[],
  { records, untold }: Batch,
  endsAtMs: number,
  hideMessage: HideMessage,
  delivery: DeliveryDeps,
): Promise<string[]> {
  if (timers.length === 0) return [];
  const { clock, log } = delivery;
  const recordOf = new Map(records.map((record) => [record.messageId, record]));
  // The queue is of the account that this runs in.
  const ownAccountId = records[0]?.eventSourceARN?.split(':')[4];
  const kept: string[] = [];

  const hide = async ({ messageId, sentAtMs }: OutboxEntry, nextAtMs: number): Promise<void> => {
    const record = recordOf.get(messageId);
    if (record === undefined) return;
    const { eventSourceARN: queueArn, receiptHandle } = record;
    const seconds = timerWaitSeconds(nextAtMs, sentAtMs, clock.now());
    try {
      await hideMessage({ queueArn, receiptHandle }, seconds);
    } catch (error) {
      // It comes back after the time that the queue has for all.
      log({ level: 'WARN', message: 'timer', messageId, reason: errorName(error) });
    }
  };

  const ofEach = groupBy(timers, ({ incidentId }) => incidentId);
  await inParallel(maxAtOnce, ofEach, async (own) => {
    const [first] = own;
    if (first === undefined) return;
    const { incidentId } = first;
    const entries = own.flatMap((timer) => timer.entries);
    const row = await describeAgain(incidentId, entries, delivery);
    const steps = await runSteps(incidentId, endsAtMs, delivery, { row, ownAccountId });
    if (steps.state === 'done') return;
    const waiting = entries.filter(
      ({ messageId }) => !untold.has(messageId) && !isWornOut(recordOf.get(messageId)),
    );
    kept.push(...waiting.map(({ messageId }) => messageId));
    const { state, nextAtMs } = steps;
    // What failed is asked for again after the time that the queue has for all, unless something else is due before.
    if (nextAtMs === undefined || (state === 'untold' && nextAtMs > clock.now() + againMs)) return;
    await Promise.all(waiting.map((entry) => hide(entry, nextAtMs)));
  });
  return kept;
}

/**
 * What an incident is about may not have been kept when its use was told. Here is the use, once more.
 *
 * @returns the row of the incident as it is now. Undefined: it is not known, or is another by now.
 */
async function describeAgain(
  incidentId: string,
  entries: readonly OutboxEntry[],
  delivery: DeliveryDeps,
): Promise<IncidentRow | undefined> {
  const { ledger, clock } = delivery;
  const breaker = createLedgerBreaker();
  const row = await breaker.failOpen(() => ledger.incident(incidentId));
  if (breaker.faults.length > 0) return undefined;
  const first = readIncidentRecord(row?.first);
  const missing = { first: row?.first === undefined, critical: row?.critical === undefined };
  let isDescribed = false;
  for (const { activity, body } of entries) {
    const incident = {
      id: incidentId,
      counter: '',
      timers: new Set([activity.id]),
      planned: new Set(first?.isPlanned === true ? [first.id] : []),
      criticalId: undefined,
      threads: new Map(),
    };
    const nowMs = clock.now();
    const isNew = await describeIncident(
      activity,
      incident,
      nowMs,
      body,
      breaker,
      delivery,
      missing,
    );
    isDescribed ||= isNew;
  }
  return isDescribed ? undefined : row;
}

function isWornOut(record: SQSRecord | undefined): boolean {
  return Number(record?.attributes?.ApproximateReceiveCount ?? 0) >= maxReceives;
}
