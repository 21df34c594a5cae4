import type { Message } from './message.ts';
import { plainText } from './plain-text.ts';

/** A message that asks nobody for anything, with nothing but its headline. */
export function quiet(headline: string): Message {
  return {
    severity: 'low',
    isDrill: false,
    isQuiet: true,
    tag: '',
    headline: plainText(headline),
    summary: [],
    advice: undefined,
    links: [],
    facts: [],
    details: [],
  };
}
