import { createHash } from 'node:crypto';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { type Telling, tell } from '../delivery/tell-once.ts';
import { createLedgerBreaker } from '../ledger/ledger-breaker.ts';
import { composeContain } from '../messages/compose-contain.ts';
import { withWords } from '../messages/load-words.ts';
import type { RoutedUse } from '../rooms/route.ts';
import { noticePostingEndsAt } from '../time-budget.ts';
import {
  type ContainAnswer,
  type ContainNotice,
  type LastNotice,
  readLastNotice,
} from './contain-notice.ts';

/** The command invokes us at once, and its clock may be a little wrong. What is older may be an old notice, sent again. */
const maxAgeMs = 10 * 60_000;

/**
 * Tells the rooms of the account, once, that `npm run contain` attached a policy or took it off. Never rejects: the command
 * says what became of it, and tells again when it is run again.
 */
export async function tellContain(
  notice: ContainNotice,
  invocation: Invocation,
  delivery: DeliveryDeps,
  stage: string,
): Promise<ContainAnswer> {
  const { clock, config, ledger } = delivery;
  const nowMs = clock.now();
  if (Math.abs(nowMs - notice.atMs) > maxAgeMs) return { contain: { told: 'no', reason: tooOld } };
  const { deed } = notice;
  const name = `contain-${hashOf(notice)}`;
  const breaker = createLedgerBreaker();
  const last = await breaker.failOpen(async () => readLastNotice(await ledger.state(name)));
  // Run again, the command finds the policy as it left it, and tells the same with another time.
  const isSame = last?.deed === deed;
  const atMs = isSame ? last.atMs : notice.atMs;
  const telling: Telling = {
    id: `${name}-${deed}-${atMs}`,
    about: { uses: [routed(notice)] },
    messageIn: async (locale) =>
      composeContain(notice, stage, await withWords({ ...config, locale })),
    goesOnWithoutLedger: true,
  };
  const endsAtMs = noticePostingEndsAt(nowMs, nowMs + invocation.getRemainingTimeInMillis());
  const { told, reason } = await tell(telling, endsAtMs, delivery);
  if (!isSame && (told === 'now' || told === 'no')) {
    const next: LastNotice = { deed, atMs };
    await breaker.failOpen(() => ledger.keepState(name, JSON.stringify(next)));
  }
  return { contain: { told, ...(reason !== undefined && { reason }) } };
}

const tooOld =
  'The notice is not of the last ten minutes: either the clock of your machine is wrong, or somebody sends an old one again.';

/** What is denied, and by which policy: AWS gives no id twice. */
function hashOf({ policyId, accountId, sessionArn }: ContainNotice): string {
  const content = JSON.stringify([policyId, accountId, sessionArn]);
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

/** It goes where the uses of that account's root went that made somebody do it. */
function routed({ accountId }: ContainNotice): RoutedUse {
  return { severity: 'critical', accounts: [accountId], cloud: 'aws', isDrill: false };
}
