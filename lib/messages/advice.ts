import { isAboutRoot } from '../classify/about-root.ts';
import { type EventClass, isRootItself } from '../classify/classes.ts';
import { mayBeCentralized } from '../classify/root-task.ts';
import type { AlarmTransition, RootActivity, RootUse } from '../root-activity.ts';
import { inEitherForm } from './common-text.ts';
import type { Advice } from './message.ts';
import { ownPartAdvice } from './own-part-text.ts';
import { ourText } from './plain-text.ts';
import type { Words } from './words.ts';

/** What to do now about one activity, or about the worst of a digest. */
export function adviceOn(activity: RootActivity | undefined, words: Words): Advice | undefined {
  return activity && adviceOf(adviceFor(activity, words), words);
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
