import { isSignIn } from '../classify/classes.ts';
import type { RootUse } from '../root-activity.ts';
import type { Subject, Words } from './words.ts';

/** What a use did, in one sentence without a full stop. */
export function whatHappened(use: RootUse, words: Words): string {
  const { eventClass } = use.verdict;
  const sentence = isSignIn(eventClass)
    ? words.signIn[eventClass]
    : words.happened[eventClass][use.outcome === 'failure' ? 'refused' : 'done'];
  return sentence(subjectOf(use, words));
}

function subjectOf({ cloud, verdict }: RootUse, words: Words): Subject {
  const account = words.rootOf[cloud];
  return { account, by: words.by[verdict.actor](account) };
}
