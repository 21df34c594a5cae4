import { targetAccountOf } from '../classify/target-account.ts';
import type { RootActivity } from '../root-activity.ts';

/** What often comes before a theft of root, and anybody else than root can do. */
export const precursors = ['refusedSignIn', 'recovery', 'newPassword', 'loginProfile'] as const;
export type Precursor = (typeof precursors)[number];

/** What there was of one kind within an hour of each other. Times are milliseconds since 1970. */
export interface PrecursorCount {
  readonly uses: number;
  readonly sinceMs: number;
  readonly lastAtMs: number;
}

export type Precursors = Readonly<Partial<Record<Precursor, PrecursorCount>>>;

/** So long after the latest of its kind, another is counted with it. */
export const precursorGapMs = 60 * 60_000;

/** So long before a use, what came before it still may have led to it. */
const recentMs = 24 * 60 * 60_000;

/** Those that may have led to an incident whose first use was told at a time. A password for root may be that use. */
export function recentPrecursors(counts: Precursors, toldAtMs: number): Precursors {
  return Object.fromEntries(
    Object.entries(counts).filter(
      ([kind, { lastAtMs, sinceMs }]) =>
        lastAtMs > toldAtMs - recentMs && (sinceMs <= toldAtMs || kind === 'loginProfile'),
    ),
  );
}

/** What an activity is the precursor of, by the account whose root it is about. Undefined: it is none, or a drill. */
export function precursorOf(
  activity: RootActivity,
): { readonly account: string; readonly kind: Precursor } | undefined {
  if (activity.kind !== 'use' || activity.isDrill || activity.sender?.fault !== undefined) {
    return undefined;
  }
  const kind = kindOf(activity);
  const account = kind === 'newPassword' ? targetAccountOf(activity) : activity.accountId;
  return kind === undefined || account === undefined ? undefined : { account, kind };
}

function kindOf({
  verdict,
  outcome,
  eventName,
  assumeRoot,
}: Extract<RootActivity, { kind: 'use' }>): Precursor | undefined {
  if (verdict.eventClass === 'signInFailed') return 'refusedSignIn';
  if (outcome === 'failure') return undefined;
  if (verdict.eventClass === 'passwordRecovery') return 'recovery';
  // The task policies of AssumeRoot (AWS IAM User Guide, "Perform a privileged task on a member account").
  if (assumeRoot?.taskPolicyArn?.endsWith('/IAMCreateRootUserPassword')) return 'newPassword';
  return eventName === 'CreateLoginProfile' ? 'loginProfile' : undefined;
}
