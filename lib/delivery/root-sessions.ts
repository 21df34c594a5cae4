import { judge } from '../classify/judge.ts';
import { mayBeCentralized } from '../classify/root-task.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import { errorName } from '../error-text.ts';
import type { LedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { RootActivity } from '../root-activity.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/** A temporary key, as STS issues it. Only this goes into a row's key. */
const temporaryKeyId = /^ASIA[A-Z0-9]{12,124}$/;
/** Of a task policy's ARN in characters. */
const maxPolicyLength = 200;

/**
 * The activity as a use in a centralized root session, if the ledger remembers that its key was given out by
 * `sts:AssumeRoot` for this account. AWS's own sample of such a record does not say so. If the ledger does not answer or
 * does not know the key, it stays a use by root itself.
 */
export async function resolveRootSession(
  activity: RootActivity,
  breaker: LedgerBreaker,
  { ledger }: Pick<DeliveryDeps, 'ledger'>,
): Promise<RootActivity> {
  if (activity.kind !== 'use' || activity.isDrill || !mayBeCentralized(activity)) return activity;
  const { accessKeyId = '' } = activity.identity;
  if (!temporaryKeyId.test(accessKeyId)) return activity;
  const session = await breaker.failOpen(() => ledger.rootSession(accessKeyId));
  if (session === undefined || session.accountId !== activity.accountId) return activity;
  const identity = { ...activity.identity, isAssumedRoot: true, taskPolicy: session.taskPolicy };
  const facts = { ...activity, identity };
  return { ...facts, verdict: judge(facts) };
}

/**
 * Remembers the session that an `sts:AssumeRoot` gave out. A drill is not remembered: anybody who may put events on the bus
 * can make one, and could pass off the use of root as such a session.
 *
 * Never rejects. A session that is not remembered is told as root itself.
 */
export async function rememberRootSession(
  activity: RootActivity,
  { ledger, log }: Pick<DeliveryDeps, 'ledger' | 'log'>,
): Promise<void> {
  if (activity.kind !== 'use' || activity.isDrill || activity.outcome !== 'success') return;
  const { issuedRootKeyId, assumeRoot, verdict } = activity;
  const accountId = targetAccountOf(activity);
  if (verdict.eventClass !== 'assumeRoot' || issuedRootKeyId === undefined) return;
  // The session is always for another account than the caller's.
  if (accountId === undefined || accountId === activity.accountId) return;
  if (!temporaryKeyId.test(issuedRootKeyId)) return;
  const taskPolicy = assumeRoot?.taskPolicyArn?.slice(0, maxPolicyLength);
  try {
    await ledger.rememberRootSession(issuedRootKeyId, { accountId, taskPolicy });
  } catch (error) {
    log({ level: 'ERROR', message: 'rootSession', reason: errorName(error) });
  }
}
