import type { WordsByCloud } from './words-by-cloud.ts';
import { en } from './words-en.ts';
import { ncloudEn } from './words-ncloud-en.ts';

/** What an alert may say. A file of its own beside the bundle: see `loadWords`. */
export const allWordsEn: WordsByCloud = { aws: en, ncloud: ncloudEn };
