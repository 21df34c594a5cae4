import type { Severity } from '../classify/classes.ts';
import type { Message } from './message.ts';
import { plainText } from './plain-text.ts';
import { withNote } from './with-note.ts';
import type { Words } from './words.ts';

/** The part of a message that says how bad it is and what happened. That of a drill has the word for a drill
 * where others say how bad they are, and says last how bad it would be: nobody may read it as the real thing. */
export function headline(
  isDrill: boolean,
  severity: Severity,
  sentence: string,
  words: Words,
): Pick<Message, 'severity' | 'isDrill' | 'isQuiet' | 'tag' | 'headline'> {
  return {
    severity,
    isDrill,
    isQuiet: false,
    tag: `[${isDrill ? words.drill : words.severity[severity]}]`,
    headline: plainText(isDrill ? withNote(sentence, words.wouldBe(severity)) : sentence),
  };
}
