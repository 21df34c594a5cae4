import type { Locale } from '../../lib/config.ts';
import { allWordsEn } from '../../lib/messages/all-words-en.ts';
import { allWordsKo } from '../../lib/messages/all-words-ko.ts';
import type { WordsByCloud } from '../../lib/messages/words-by-cloud.ts';

/** The words of each language, loaded at once: a function loads those of its own. */
export const wordsIn: Readonly<Record<Locale, WordsByCloud>> = { ko: allWordsKo, en: allWordsEn };
