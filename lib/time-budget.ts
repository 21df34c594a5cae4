import { maxCallMs } from './ledger/ledger.ts';

/**
 * How an invocation divides its time. Lambda kills an invocation at its timeout, so each step ends early enough for
 * the steps that must follow it. All times are milliseconds; moments are milliseconds since 1970.
 */

// Recording what was delivered.

/**
 * Reserved at the end of the invocation for recording the delivery: if the process dies between post and record, the
 * alert is posted twice. A post may end a little late, and the log line takes time too.
 */
export const reserveForRecordingMs = maxCallMs + 1_000;

/** An invocation holds an activity for as long as it can run, and no longer than this. */
const maxLeaseMs = 45_000;

/** How long an invocation holds what it claims in the ledger. */
export function leaseFor(remainingMs: number): number {
  return Math.min(maxLeaseMs, remainingMs);
}

/** When posting one alert ends. A short invocation keeps no more than a quarter of its time for recording. */
export function alertPostingEndsAt(nowMs: number, remainingMs: number): number {
  return nowMs + remainingMs - Math.min(reserveForRecordingMs, remainingMs / 4);
}

// A batch of the outbox.

/** Share of the invocation after which nothing more is claimed: recording takes as long as claiming did. */
const claimingShareOfInvocation = 1 / 3;

/** The same for the lease, which ends first in a long invocation. */
const claimingShareOfLease = 2 / 3;

/** Reserved between the last record in the ledger and the end of the invocation. */
const reserveAfterRecordingMs = 2_500;

/** With less time than this left, no further digest is begun. */
const minDigestMs = 4_000;

/**
 * Time limit for one digest while others are queued. After it, rooms that failed get one attempt per remaining digest,
 * so that one dead room or one bad message cannot hold up the rest.
 */
const maxTurnMs = 12_000;

/** Account names, and the uses behind an alarm, are looked up only if there is time for the slowest answer. */
const reserveForLookUpMs = 6_000;

/** When claiming a batch ends. */
export function claimingEndsAt(startedAtMs: number, remainingMs: number): number {
  const ofInvocationMs = remainingMs * claimingShareOfInvocation;
  const ofLeaseMs = leaseFor(remainingMs) * claimingShareOfLease;
  return startedAtMs + Math.min(ofInvocationMs, ofLeaseMs);
}

/**
 * When posting a batch ends.
 *
 * @param remainingMs of the invocation, at `startedAtMs`.
 * @param claimingMs how long claiming took: recording takes as long.
 */
export function batchPostingEndsAt(
  startedAtMs: number,
  remainingMs: number,
  claimingMs: number,
): number {
  // After the first lease ends, another invocation may deliver a copy.
  const leaseMs = leaseFor(remainingMs) - reserveForRecordingMs;
  const reserveMs = Math.max(claimingMs + reserveAfterRecordingMs, reserveForRecordingMs);
  return startedAtMs + Math.min(leaseMs, remainingMs - reserveMs);
}

/** When posting one digest ends. */
export function turnEndsAt(nowMs: number, postingEndsAtMs: number, isLast: boolean): number {
  return isLast ? postingEndsAtMs : Math.min(postingEndsAtMs, nowMs + maxTurnMs);
}

export function isTimeForDigest(nowMs: number, postingEndsAtMs: number): boolean {
  return postingEndsAtMs - nowMs >= minDigestMs;
}

/** Whether the uses behind an alarm can be looked up before the alarm is posted. */
export function isTimeForFindings(nowMs: number, postingEndsAtMs: number): boolean {
  return postingEndsAtMs - nowMs > reserveForLookUpMs + minDigestMs;
}

/** Whether account names can be looked up after everything is posted. */
export function isTimeForAccountNames(nowMs: number, postingEndsAtMs: number): boolean {
  return postingEndsAtMs - nowMs > reserveForLookUpMs;
}

/** Time limit for the event history: a follow-up is told without it. */
const maxSignInLookUpMs = 6_000;

/** When looking for sign-ins ends: half of the time that is left is for posting, at least. */
export function signInLookUpEndsAt(nowMs: number, postingEndsAtMs: number): number {
  return nowMs + Math.max(0, Math.min(maxSignInLookUpMs, (postingEndsAtMs - nowMs) / 2));
}

// The uses behind an alarm.

/** Time limit for the trail's log. What it gave by then is still to be looked up in the ledger. */
export const trailTimeoutMs = 3_500;

/** After this, no further row of the ledger is read: those that were asked for still get the time of one call. */
export const maxLedgerReadingMs = 4_500;

/** Time limit for log and ledger before an alarm is posted, whatever they do: the alarm does not wait longer. */
export const firstLookTimeoutMs = 5_500;

/** Time limit behind an alarm that was posted: log and ledger each get the time that their calls may take. */
export const secondLookTimeoutMs = 9_000;

/** With less time than this left, there is no second look: it could not deliver what it finds. */
export const reserveForSecondLookMs = reserveForRecordingMs + secondLookTimeoutMs + 6_000;

// Polling Naver Cloud.

/** Reserved for delivering what a poll read. */
const reserveForPolledMs = 12_000;

/**
 * Share of the invocation after which the remaining alerts are delivered together. If the process is killed while it
 * waits for a slow ledger or room, its in-memory record is lost, and the next poll repeats the same alerts without
 * making progress.
 */
const shareForSingles = 1 / 3;

/** What an action of Cloud Functions may use: 60 seconds is its default, less a little for its start. */
export const actionMs = 50_000;

/** Reserved in an action for delivering what it read. */
const reserveForPolledInActionMs = 15_000;

/** When reading Naver Cloud's activities ends. */
export function pollReadingEndsAt(nowMs: number, remainingMs: number): number {
  return nowMs + remainingMs - reserveForRecordingMs - reserveForPolledMs;
}

/** When a poll stops delivering alerts one by one. */
export function singlesEndAt(nowMs: number, remainingMs: number): number {
  return nowMs + remainingMs * shareForSingles;
}

/** When an action stops reading Naver Cloud's activities. */
export function actionReadingEndsAt(actionEndsAtMs: number): number {
  return actionEndsAtMs - reserveForPolledInActionMs;
}

// Reconciling with CloudTrail's event history.

/** Time limit for what one run delivers: no longer than the ledger holds a claim. */
export const maxReconcileDeliveryMs = maxLeaseMs;

/** Reserved after the look-back for delivery, the coverage check and the heartbeat. */
const reserveAfterLookBackMs = maxReconcileDeliveryMs + 45_000;

/** Time limit for one look at a part of the deployment, whatever its SDK does: looks run beside the look-back. */
export const maxLookMs = 60_000;

/** Time limit for telling the room that mails reach nobody. */
const maxNoticeMs = 10_000;

/** When posting that notice ends. */
export function noticePostingEndsAt(nowMs: number, invocationEndsAtMs: number): number {
  return Math.min(nowMs + maxNoticeMs, invocationEndsAtMs - reserveForRecordingMs);
}

/** When looking back over the event history ends. */
export function lookBackEndsAt(invocationEndsAtMs: number): number {
  return invocationEndsAtMs - reserveAfterLookBackMs;
}

/** What is left for delivering the uses that a look-back found. */
export function remainingForMissed(nowMs: number, invocationEndsAtMs: number): number {
  return Math.min(maxReconcileDeliveryMs, invocationEndsAtMs - nowMs);
}

/** When posting the heartbeat ends. */
export function heartbeatPostingEndsAt(nowMs: number, invocationEndsAtMs: number): number {
  return Math.min(nowMs + maxReconcileDeliveryMs, invocationEndsAtMs) - reserveForRecordingMs;
}
