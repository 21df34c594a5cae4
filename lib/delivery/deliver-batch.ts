import { countriesOf } from '../country/countries-of.ts';
import { createLedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { AlarmFindings } from '../messages/alarm-findings.ts';
import type { Words } from '../messages/words.ts';
import type { AlarmTransition } from '../root-activity.ts';
import { batchPostingEndsAt, isTimeForAccountNames } from '../time-budget.ts';
import { knownAccountNames, learnAccountNames } from './account-names.ts';
import { addEvidence } from './add-evidence.ts';
import { batchLine } from './batch-line.ts';
import { claimBatch, maxLedgerPatienceMs } from './claim-batch.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { Invocation } from './invocation.ts';
import type { OutboxEntry, Timer } from './outbox-entry.ts';
import { planBatch } from './plan-batch.ts';
import { windowsFor } from './planned-marks.ts';
import { postGroups } from './post-groups.ts';

/** What became of a batch. */
export interface BatchResult {
  /**
   * The ids of the messages that must stay in the queue, because a room did not accept them, the time is up, or another
   * invocation is delivering them.
   */
  readonly kept: readonly string[];
  /** The ids of the messages of what was told and recorded, and has no evidence yet. */
  readonly withoutEvidence: readonly string[];
  /** What some room has, now or earlier, and times the steps of an incident. Some of it may be kept. */
  readonly timers: readonly Timer[];
}

/** What differs between those who deliver a batch: the outbox, a poll, the look-back. */
export interface BatchOptions {
  /** A sentence to add to each message. */
  readonly remark?: ((words: Words) => string) | undefined;
  /** What the trail's log says of an alarm. Called just before the alarm is posted, if there is time. */
  readonly findingsOf?: (alarm: AlarmTransition) => Promise<AlarmFindings | undefined>;
  /** An action that is posted by itself, and sooner than this after it happened, is not called late. */
  readonly lateAfterMs?: number;
  /** How long to wait for a ledger that does not answer before delivering without it. */
  readonly ledgerPatienceMs?: number;
}

/**
 * Delivers what the outbox still holds and nobody delivered: in digests, or as an alert where there is one activity
 * alone. An activity that was delivered already is done.
 *
 */
export async function deliverBatch(
  entries: readonly OutboxEntry[],
  invocation: Invocation,
  delivery: DeliveryDeps,
  { remark, findingsOf, lateAfterMs, ledgerPatienceMs = maxLedgerPatienceMs }: BatchOptions = {},
): Promise<BatchResult> {
  const { config, clock, log } = delivery;
  const startedAtMs = clock.now();
  const remainingMs = invocation.getRemainingTimeInMillis();
  const breaker = createLedgerBreaker();

  const activities = entries.map(({ activity }) => activity);
  const reading = windowsFor(activities, breaker, delivery);
  const batch = await claimBatch(entries, remainingMs, ledgerPatienceMs, breaker, delivery);
  const endsAtMs = batchPostingEndsAt(startedAtMs, remainingMs, clock.now() - startedAtMs);
  const windows = await reading;

  const claimed = batch.claimed.map(({ activity }) => activity);
  const [accountNames, countries] = await Promise.all([
    knownAccountNames(activities, delivery),
    countriesOf(claimed, config),
  ]);
  const wording = { accountNames, countries, remark, windows, findingsOf, lateAfterMs };
  const posted = await postGroups(planBatch(batch.claimed), endsAtMs, wording, breaker, delivery);

  const keptParts = [...batch.kept, ...posted.kept];
  const keptEntries = keptParts.flatMap((it) => it.entries);
  log(
    batchLine(
      {
        received: entries.length,
        told: posted.told,
        digests: posted.digests,
        kept: keptEntries.length,
        oldestUntoldMs: Math.max(0, ...keptEntries.map(({ sentAtMs }) => clock.now() - sentAtMs)),
        reasons: [...new Set(keptParts.map(({ reason }) => reason))],
        isSecretEmpty: posted.isSecretEmpty,
        ledgerFaults: [...new Set(breaker.faults)],
      },
      config.metricsNamespace,
      clock.now(),
    ),
  );
  if (isTimeForAccountNames(clock.now(), endsAtMs)) {
    const ownAccountId = invocation.invokedFunctionArn?.split(':')[4];
    await learnAccountNames(activities, accountNames, ownAccountId, delivery);
  }
  const kept = keptEntries.map(({ messageId }) => messageId);
  const told = entries.filter(({ messageId }) => !kept.includes(messageId));
  const withoutEvidence = config.hasEvidence
    ? await addEvidence(told, batch.toldBefore, wording, endsAtMs, delivery)
    : [];
  return {
    kept,
    withoutEvidence,
    timers: [...batch.timers, ...posted.timers],
  };
}
