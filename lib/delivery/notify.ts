import { SecretError } from '../aws/secret-error.ts';
import { severityOfActivity } from '../classify/severity.ts';
import { countriesOf } from '../country/countries-of.ts';
import { isToldSingly } from '../ledger/burst-budget.ts';
import type { UseCount } from '../ledger/ledger.ts';
import { createLedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { AlarmFindings } from '../messages/alarm-findings.ts';
import { compose } from '../messages/compose.ts';
import type { AccountNames } from '../messages/message-context.ts';
import { DeliveryError, describeFailures } from '../rooms/post-to-rooms.ts';
import type { RootActivity } from '../root-activity.ts';
import { alertPostingEndsAt, leaseFor } from '../time-budget.ts';
import { type AlertEntry, alertLine } from './alert-line.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { Invocation } from './invocation.ts';

/**
 * Tells every room of an activity, at once and by itself. Resolves when each of them accepted, now
 * or earlier, or when the activity is left to the digest on purpose. Alarms are never left.
 *
 * @throws {DeliveryError} or {@link SecretError} when a room was not told: let the invocation fail,
 * and the outbox tells it.
 */
export async function notify(
  activity: RootActivity,
  invocation: Invocation,
  { config, ledger, postToRooms, clock, isLocal, log }: DeliveryDeps,
  findings?: AlarmFindings,
): Promise<void> {
  const remainingMs = invocation.getRemainingTimeInMillis();
  const deadlineMs = alertPostingEndsAt(clock.now(), remainingMs);
  const breaker = createLedgerBreaker();
  const report = (entry: Pick<AlertEntry, 'outcome'> & Partial<AlertEntry>): void =>
    log(
      alertLine(
        {
          id: activity.id,
          ...(activity.accountId !== undefined && { account: activity.accountId }),
          ledgerFaults: breaker.faults,
          ...entry,
        },
        config.metricsNamespace,
        clock.now(),
      ),
    );

  const claiming = breaker.failOpen(() => ledger.claim(activity.id, leaseFor(remainingMs)));
  const lookingUp = countriesOf([activity], config);
  const claim = await claiming;
  if (claim?.state === 'told') return report({ outcome: 'duplicate' });
  if (claim?.state === 'claimedElsewhere') {
    const reason = 'Another invocation is telling it.';
    report({ outcome: 'failed', reason });
    throw new DeliveryError(reason);
  }

  const isRead = activity.kind === 'use' && activity.isReadOnly;
  const count =
    claim &&
    activity.kind !== 'alarm' &&
    (await breaker.failOpen(() => ledger.countUse(counterOf(activity), isRead)));
  if (count && !isToldSingly(count, isRead)) {
    return report({ outcome: 'leftToDigest', severity: severityOfActivity(activity) });
  }

  const context = {
    accountNames: namesWith(config.accountNames, activity, count || undefined),
    countries: await lookingUp,
    // A sample from a file happened whenever it was written.
    toldAt: isLocal ? undefined : new Date(clock.now()),
    findings,
  };
  const message = compose(activity, config, context);
  const { severity } = message;
  const { reports, accepted, faults } = await postToRooms(
    message,
    claim?.told ?? [],
    deadlineMs,
  ).catch((error: unknown) => {
    report({
      outcome: 'failed',
      severity,
      reason: error instanceof Error ? error.message : 'unknown error',
      isSecretEmpty: error instanceof SecretError && error.isEmpty,
    });
    throw error;
  });

  const why = describeFailures(reports, faults);
  const acceptedAt = clock.now();
  if (accepted.length > 0 || why === undefined) {
    await breaker.failOpen(() => ledger.recordTold(activity.id, accepted, why === undefined));
  }
  if (why !== undefined) {
    report({ outcome: 'failed', severity, rooms: reports, reason: why });
    throw new DeliveryError(why);
  }
  report({
    outcome: 'told',
    severity,
    rooms: reports,
    ...(activity.occurredAt && { latencyMs: acceptedAt - activity.occurredAt.getTime() }),
  });
}

function namesWith(
  configured: AccountNames,
  { accountId }: RootActivity,
  count: UseCount | undefined,
): AccountNames {
  if (accountId === undefined || count?.accountName === undefined) return configured;
  return new Map([[accountId, count.accountName], ...configured]);
}

/** Rehearsals must not eat the budget of the real thing. */
function counterOf({ accountId, isDrill }: RootActivity): string {
  return `${isDrill ? 'drill-' : ''}${accountId ?? 'unknown'}`;
}
