import type { Config } from '../config.ts';
import type { PlannedUse } from '../planned/planned-use.ts';
import { boundText } from './bound-text.ts';
import { localTime } from './format-time.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import { plainText } from './plain-text.ts';
import { plannedWords } from './words-planned.ts';

const maxArnLength = 200;
const maxWhyLength = 200;

/**
 * Says at the start of a message that what it tells was done in a time for planned work, and by whom and why that was opened. It
 * calls nobody, if it was to be expected.
 *
 * @param toldAt when the message is sent; undefined: not known.
 */
export function markPlanned(
  message: Message,
  { window, isExpected }: PlannedUse,
  { locale, timeZone }: Pick<Config, 'locale' | 'timeZone'>,
  toldAt: Date | undefined,
): Message {
  const words = plannedWords[locale];
  const start = window.isByRoot
    ? words.inWindowOfRoot
    : words[isExpected ? 'expected' : 'unexpected'];
  const end = localTime(new Date(window.untilMs), timeZone, toldAt);
  const by = boundText(window.by, maxArnLength);
  const text = words.mark(end, by, boundText(window.why, maxWhyLength));
  return {
    ...message,
    ...(isExpected && { isPlanned: true }),
    summary: [plainText(start), ...message.summary],
    facts: [...knownFacts([[words.label.planned, text]]), ...message.facts],
  };
}
