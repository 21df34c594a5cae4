import type { RootUse } from '../root-activity.ts';
import type { Subject, Words } from './words.ts';

/** Who a sentence about a use is about. */
export function subjectOf(use: RootUse, words: Words): Subject {
  const account = words.rootOf[use.cloud];
  return { account, by: words.by[use.verdict.actor](account) };
}
