import type { Severity } from '../classify/classes.ts';
import type { Message } from './message.ts';
import { plainText } from './plain-text.ts';
import type { Words } from './words.ts';

/** The part of a message that says how bad it is and what happened. That of a drill begins with the word for a drill. */
export function headline(
  isDrill: boolean,
  severity: Severity,
  sentence: string,
  words: Words,
): Pick<Message, 'severity' | 'isDrill' | 'isQuiet' | 'tag' | 'headline'> {
  const tag = `[${words.severity[severity]}]`;
  return {
    severity,
    isDrill,
    isQuiet: false,
    tag: isDrill ? `${words.drill} · ${tag}` : tag,
    headline: plainText(sentence),
  };
}
