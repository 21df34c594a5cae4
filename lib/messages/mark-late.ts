import type { Config } from '../config.ts';
import type { Message } from './message.ts';
import { plainText } from './plain-text.ts';
import { wordsByLocale } from './words-of.ts';

/** Adds to the start of a message's summary that it is late, and how late. */
export function markLate(
  message: Message,
  lateSeconds: number,
  { locale }: Pick<Config, 'locale'>,
): Message {
  const words = wordsByLocale[locale];
  const late = plainText(`${words.late} (${words.duration(lateSeconds)})`);
  return { ...message, summary: [late, ...message.summary] };
}
