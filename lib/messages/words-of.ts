import type { Locale } from '../config.ts';
import type { RootActivity } from '../root-activity.ts';
import type { NcloudWords } from './ncloud-words.ts';
import type { Words } from './words.ts';
import { en } from './words-en.ts';
import { ko } from './words-ko.ts';
import { ncloudEn } from './words-ncloud-en.ts';
import { ncloudKo } from './words-ncloud-ko.ts';

/** The words for an activity: each cloud has its own names for the same things. */
export function wordsOf(activity: RootActivity | undefined, locale: Locale): Words {
  const isNcloud = activity !== undefined && 'cloud' in activity && activity.cloud === 'ncloud';
  return isNcloud ? ncloudWordsByLocale[locale] : wordsByLocale[locale];
}

export const wordsByLocale: Readonly<Record<Locale, Words>> = { ko, en };

export const ncloudWordsByLocale: Readonly<Record<Locale, NcloudWords>> = {
  ko: ncloudKo,
  en: ncloudEn,
};
