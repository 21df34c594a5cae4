import type { Locale } from '../config.ts';
import type { WordsByCloud } from './words-by-cloud.ts';

/** Loads the words of one language. Those of the other are 50 kB, which a cold start would read for nothing. */
export async function loadWords(locale: Locale): Promise<WordsByCloud> {
  switch (locale) {
    case 'ko':
      return (await import('./all-words-ko.ts')).allWordsKo;
    case 'en':
      return (await import('./all-words-en.ts')).allWordsEn;
  }
}

/** Adds the words of the configured language to the configuration. */
export async function withWords<Settings extends { readonly locale: Locale }>(
  settings: Settings,
): Promise<Settings & { readonly words: WordsByCloud }> {
  return { ...settings, words: await loadWords(settings.locale) };
}
