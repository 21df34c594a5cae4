import { agentOf } from '../classify/actor.ts';
import { type EventClass, isSignIn } from '../classify/classes.ts';
import { deedOf } from '../classify/deed-of.ts';
import { taskOfPolicy } from '../classify/root-task.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import type { RootUse } from '../root-activity.ts';
import { callSentence, deedSentence } from './deed-sentence.ts';
import { withDetail } from './effect-text.ts';
import { accountText, serviceText } from './identifier-text.ts';
import { ownPartSentence } from './own-part-text.ts';
import { placeOf } from './place.ts';
import type { Outcome, Subject } from './sentence-parts.ts';
import type { Words } from './words.ts';

/**
 * What a use did, in one sentence without a full stop: in the words of its class where these say all of it, else
 * in those of its event, else by the names of service and event.
 */
export function whatHappened(use: RootUse, words: Words): string {
  const { eventClass } = use.verdict;
  if (eventClass === 'ownPart') return ownPartSentence(use, words);
  if (eventClass === 'forged') return words.guard.forged[use.sender?.fault ?? 'otherSource'];
  return withDetail(sentenceOf(use, eventClass, words), use, words);
}

function sentenceOf(
  use: RootUse,
  eventClass: Exclude<EventClass, 'ownPart' | 'forged'>,
  words: Words,
): string {
  const subject = subjectOf(use, words);
  if (isSignIn(eventClass)) return words.signIn[eventClass](subject);
  const outcome: Outcome = use.outcome === 'failure' ? 'refused' : 'done';
  const ofClass = words.happened[eventClass];
  if (ofClass !== undefined) return ofClass[outcome](subject);
  const deed = deedOf(use, eventClass);
  return deed === undefined
    ? callSentence(use, subject, outcome, words)
    : deedSentence(use, deed, subject, outcome, words);
}

function subjectOf(use: RootUse, words: Words): Subject {
  const account = words.rootOf[use.cloud];
  const agent = agentOf(use);
  const delegate = use.identity.delegateAccountId;
  const task = taskOfPolicy(use.assumeRoot?.taskPolicyArn);
  return {
    account,
    by:
      delegate === undefined
        ? words.by[use.verdict.actor](account, agent && serviceText(agent))
        : words.byDelegate(account, accountText(delegate)),
    isRoot: delegate === undefined && use.verdict.actor === 'direct',
    failure: words.failure[use.verdict.failure?.kind ?? 'other'],
    place: placeOf(use),
    task: task && words.rootTask[task],
    target: targetAccountOf(use),
  };
}
