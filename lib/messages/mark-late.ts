import type { Message } from './message.ts';
import type { WordSettings } from './message-context.ts';
import { plainText } from './plain-text.ts';

/** Adds to the start of a message's summary that it is late, and how late. */
export function markLate(
  message: Message,
  lateSeconds: number,
  { words: { aws: words } }: Pick<WordSettings, 'words'>,
): Message {
  const late = plainText(`${words.late} (${words.duration(lateSeconds)})`);
  return { ...message, summary: [late, ...message.summary] };
}
