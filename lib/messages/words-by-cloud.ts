import type { RootActivity } from '../root-activity.ts';
import type { NcloudWords } from './ncloud-words.ts';
import type { Words } from './words.ts';

/** The words of one language: each cloud has its own names for the same things. */
export interface WordsByCloud {
  readonly aws: Words;
  readonly ncloud: NcloudWords;
}

/** The words for an activity. */
export function wordsOf(activity: RootActivity | undefined, words: WordsByCloud): Words {
  const isNcloud = activity !== undefined && 'cloud' in activity && activity.cloud === 'ncloud';
  return isNcloud ? words.ncloud : words.aws;
}
