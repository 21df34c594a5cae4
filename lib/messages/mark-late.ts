import type { Message } from './message.ts';
import type { WordSettings } from './message-context.ts';

/** Adds to the start of a message's summary that it is late, and how late. */
export function markLate(
  message: Message,
  lateSeconds: number,
  { words: { aws: words } }: Pick<WordSettings, 'words'>,
): Message {
  const late = `${words.late} (${words.after(lateSeconds)})`;
  return { ...message, summary: [late, message.summary].filter(Boolean).join(' · ') };
}
