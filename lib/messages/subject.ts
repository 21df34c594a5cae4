import { actorOf } from '../classify/classify.ts';
import type { RootUse } from '../root-activity.ts';
import type { Subject, Words } from './words.ts';

/** Who a sentence about a use is about. */
export function subjectOf(use: RootUse, say: Words): Subject {
  const account = say.rootOf[use.cloud];
  return { account, by: say.by[actorOf(use)](account) };
}
