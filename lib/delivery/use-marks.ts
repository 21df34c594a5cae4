import { type EventClass, isSignIn } from '../classify/classes.ts';
import { countsAsRead } from '../classify/counts-as-read.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import type { UseMarks } from '../ledger/burst-budget.ts';
import { isOnlyGuessing } from '../messages/guessing.ts';
import type { RootActivity, RootUse } from '../root-activity.ts';

/** A use as the ledger counts it. */
export interface CountedUse {
  /** Whose budget it spends. */
  readonly counter: string;
  readonly isReadOnly: boolean;
  /** Undefined for a drill. */
  readonly marks: UseMarks | undefined;
}

/** What anybody can cause who knows the e-mail address of root, or who has credentials of another kind. */
const classesOfStrangers: readonly EventClass[] = [
  'signInFailed',
  'signInMfaCheck',
  'passwordRecovery',
];

/**
 * How a use is counted. Drills, forged events, what others than root did to root-alert, and what needs no root credentials
 * have counters of their own: they must not use up the budget of what root does. Undefined: an alarm is not counted.
 */
export function countedUse(activity: RootActivity): CountedUse | undefined {
  if (activity.kind === 'alarm') return undefined;
  const account = activity.accountId ?? 'unknown';
  const isReadOnly = countsAsRead(activity);
  if (activity.kind === 'use' && activity.sender?.fault !== undefined) {
    return { counter: `forged-${account}`, isReadOnly, marks: undefined };
  }
  if (activity.isDrill) return { counter: `drill-${account}`, isReadOnly, marks: undefined };
  const needsRoot = activity.kind !== 'use' || !isPossibleForStranger(activity);
  if (activity.kind === 'use' && activity.isByOther) {
    return { counter: `guard-${account}`, isReadOnly, marks: marksOf(activity, false) };
  }
  const marks = marksOf(activity, needsRoot);
  return { counter: counterOf(account, marks), isReadOnly, marks };
}

function counterOf(account: string, { needsRoot, isGuess }: UseMarks): string {
  if (needsRoot) return account;
  return isGuess ? `guess-${account}` : `stranger-${account}`;
}

function marksOf(activity: Exclude<RootActivity, { kind: 'alarm' }>, needsRoot: boolean): UseMarks {
  const { severity } = verdictOf(activity);
  const isGrave = severity === 'critical' || severity === 'high';
  const isUse = activity.kind === 'use';
  // An AWS service that acts for root has its own name for an address, and no session.
  const isOfPerson = needsRoot && !(isUse && activity.verdict.actor === 'service');
  return {
    severity,
    isSignIn: isUse && didSignIn(activity),
    isGuess: isOnlyGuessing([activity]),
    needsRoot,
    kind: isGrave || !needsRoot ? kindOf(activity) : undefined,
    source: isOfPerson ? activity.sourceIp : undefined,
    session: isOfPerson && isUse ? sessionOf(activity) : undefined,
  };
}

function isPossibleForStranger({ verdict, assumeRoot }: RootUse): boolean {
  // A caller of AssumeRoot has credentials of the management account, and not yet those of root.
  return classesOfStrangers.includes(verdict.eventClass) || assumeRoot !== undefined;
}

function didSignIn({ verdict, outcome }: RootUse): boolean {
  const { eventClass } = verdict;
  return isSignIn(eventClass) && eventClass !== 'signInMfaCheck' && outcome !== 'failure';
}

/**
 * What was done, whether it was refused, whether it opens or closes something, and for `AssumeRoot` whose root was asked for.
 * Of what is no emergency if the right one does it, such as a deployment, also who did it: somebody else's is another kind.
 */
function kindOf(activity: Exclude<RootActivity, { kind: 'alarm' }>): string {
  const isUse = activity.kind === 'use';
  return JSON.stringify([
    activity.kind,
    isUse ? activity.eventSource : undefined,
    activity.eventName,
    ...(isUse ? [activity.outcome, activity.verdict.effect, activity.verdict.direction] : []),
    targetAccountOf(activity),
    ...(isUse && activity.isByOther && activity.verdict.severity !== 'critical'
      ? [activity.identity.arn]
      : []),
  ]);
}

/**
 * What tells one session of root from another: its sign-in, where the record names it, or else its access key, which is
 * root's own outside of a session.
 */
export function sessionOf({ identity }: RootUse): string | undefined {
  return identity.signInSessionArn ?? identity.accessKeyId;
}

/** What {@link sessionOf} names. The keys of sessions begin with ASIA (IAM User Guide, "IAM identifiers"). */
export function spanOf(use: RootUse): 'session' | 'accessKey' {
  return sessionOf(use)?.startsWith('AKIA') ? 'accessKey' : 'session';
}
