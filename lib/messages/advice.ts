import { isAboutRoot } from '../classify/about-root.ts';
import { type EventClass, isRootItself } from '../classify/classes.ts';
import { deedOf } from '../classify/deed-of.ts';
import { mayBeCentralized } from '../classify/root-task.ts';
import type { AlarmTransition, RootActivity, RootUse } from '../root-activity.ts';
import { inEitherForm } from './common-text.ts';
import type { Advice } from './message.ts';
import { objectName } from './object-name.ts';
import { ownPartAdvice } from './own-part-text.ts';
import { ourText, plainText } from './plain-text.ts';
import type { Thing } from './sentence-parts.ts';
import type { Words } from './words.ts';

/** What to do now about one activity, or about the worst of a digest. */
export function adviceOn(activity: RootActivity | undefined, words: Words): Advice | undefined {
  if (activity === undefined) return undefined;
  const made = activity.kind === 'use' ? madeBy(activity) : undefined;
  return made === undefined
    ? adviceOf(adviceFor(activity, words), words)
    : { label: words.label.adviceNow, steps: [plainText(words.adviceOnMade(made))] };
}

/**
 * The user, role, group or policy that root made, by its name: "undo it" would leave open what there is to delete. Undefined: the
 * advice of its class fits.
 */
function madeBy(use: RootUse): Thing | undefined {
  const { actor, eventClass } = use.verdict;
  if (use.cloud !== 'aws' || use.isDrill || use.outcome === 'failure') return undefined;
  if (eventClass !== 'identity' || !isRootItself(actor) || mayBeCentralized(use)) return undefined;
  const [verb, noun] = deedOf(use, eventClass) ?? [];
  const name = verb === 'create' && noun !== undefined ? objectName(use, noun) : undefined;
  return name && noun && { noun, ...name };
}

/** Each sentence is a step. */
export function adviceOf(text: string, words: Words): Advice {
  const steps = text.split(betweenSentences(text)).map(ourText);
  return { label: words.label.adviceNow, steps };
}

const betweenSentences = inEitherForm(
  ({ lowerCase }, unicode) => new RegExp(`(?<=[.!?]) +(?=[^${lowerCase}])`, unicode),
);

function adviceFor(activity: RootActivity, words: Words): string {
  if (activity.kind === 'use' && activity.verdict.eventClass === 'forged') {
    return words.guard.advice.forged;
  }
  if (activity.isDrill) return words.advice.drill;
  if (activity.kind === 'alarm') return words.advice[adviceOfAlarm(activity)];
  if (activity.kind !== 'use') return words.advice[activity.kind];
  const { actor, eventClass, direction } = activity.verdict;
  if (eventClass === 'ownPart' || eventClass === 'forged') return ownPartAdvice(activity, words);
  if (!isRootItself(actor)) return words.advice[actor];
  if (mayBeCentralized(activity)) return words.advice.mayBeCentralized;
  const isRefusedToRoot = activity.outcome === 'failure' && !needsNoRoot.includes(eventClass);
  if (isRefusedToRoot) return words.advice[adviceOfFailure(activity)];
  return words.advice[direction === 'safer' ? 'safer' : eventClass];
}

function adviceOfFailure({ verdict }: RootUse): 'refused' | 'failed' | 'dryRun' {
  const kind = verdict.failure?.kind;
  if (kind === 'denied') return 'refused';
  return kind === 'dryRun' ? 'dryRun' : 'failed';
}

/** What is not about root gets no advice about root. */
function adviceOfAlarm(
  alarm: AlarmTransition,
): 'alarm' | 'alarmOver' | 'alarmWithoutData' | 'otherAlarm' | 'notice' {
  if (!isAboutRoot(alarm)) return alarm.isNotice ? 'notice' : 'otherAlarm';
  if (alarm.state === 'OK') return 'alarmOver';
  return alarm.state === 'INSUFFICIENT_DATA' ? 'alarmWithoutData' : 'alarm';
}

/**
 * A caller does not have to be root to guess a password, to ask for a new one, or to ask for a root session. So the
 * advice on a call that was refused to root would be wrong for these.
 */
const needsNoRoot: readonly EventClass[] = [
  'signInFailed',
  'signInPastPassword',
  'externalIdpFailed',
  'passwordRecovery',
  'assumeRoot',
];
