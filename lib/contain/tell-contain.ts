import type { Locale } from '../config.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { errorName } from '../error-text.ts';
import { createLedgerBreaker } from '../ledger/ledger-breaker.ts';
import { composeContain } from '../messages/compose-contain.ts';
import { withWords } from '../messages/load-words.ts';
import type { Message } from '../messages/message.ts';
import { OperationalError } from '../operational-error.ts';
import { describeFailures } from '../rooms/post-to-rooms.ts';
import type { RoutedUse } from '../rooms/route.ts';
import { leaseFor, noticePostingEndsAt } from '../time-budget.ts';
import type { ContainAnswer, ContainNotice } from './contain-notice.ts';

/**
 * Tells the rooms of the account, once, that `npm run contain` attached a policy or took it off. Never rejects: the command
 * says what became of it, and tells again when it is run again.
 */
export async function tellContain(
  notice: ContainNotice,
  invocation: Invocation,
  { config, clock, ledger, postToRooms, log }: DeliveryDeps,
  stage: string,
): Promise<ContainAnswer> {
  const id = `contain-${notice.policyId}-${notice.deed}`;
  const breaker = createLedgerBreaker();
  const remainingMs = invocation.getRemainingTimeInMillis();
  const claim = await breaker.failOpen(() => ledger.claim(id, leaseFor(remainingMs)));
  if (claim?.state === 'told') return { contain: { told: 'before' } };
  if (claim?.state === 'claimedElsewhere') return { contain: { told: 'elsewhere' } };

  const messageIn = async (locale: Locale): Promise<Message> =>
    composeContain(notice, stage, await withWords({ ...config, locale }));
  const nowMs = clock.now();
  const endsAtMs = noticePostingEndsAt(nowMs, nowMs + remainingMs);
  const post = async (): Promise<string | undefined> => {
    const about = { id, uses: [routed(notice)], messageIn };
    const told = claim?.told ?? [];
    const message = await messageIn(config.locale);
    const { reports, accepted, faults } = await postToRooms(message, told, endsAtMs, about);
    const failure = describeFailures(reports, faults);
    await breaker.failOpen(() => ledger.recordTold(id, accepted, failure === undefined));
    return failure;
  };
  const reason = await post().catch((error: unknown) =>
    error instanceof OperationalError ? error.message : errorName(error),
  );
  log({ level: reason === undefined ? 'INFO' : 'ERROR', message: 'contain', id, reason });
  return { contain: reason === undefined ? { told: 'now' } : { told: 'no', reason } };
}

/** It goes where the uses of that account's root went that made somebody do it. */
function routed({ accountId }: ContainNotice): RoutedUse {
  return { severity: 'critical', accounts: [accountId], cloud: 'aws', isDrill: false };
}
