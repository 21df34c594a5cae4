import type { WordsByCloud } from './words-by-cloud.ts';
import { ko } from './words-ko.ts';
import { ncloudKo } from './words-ncloud-ko.ts';

/** What an alert may say. A file of its own beside the bundle: see `loadWords`. */
export const allWordsKo: WordsByCloud = { aws: ko, ncloud: ncloudKo };
