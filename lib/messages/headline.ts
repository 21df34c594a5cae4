import type { Severity } from '../classify/classes.ts';
import type { Words } from './words.ts';

/** The line that says how bad it is and what happened. That of a drill begins with the word for a drill. */
export function headline(
  isDrill: boolean,
  severity: Severity,
  sentence: string,
  words: Words,
): string {
  const line = `[${words.severity[severity]}] ${sentence}`;
  return isDrill ? `${words.drill} · ${line}` : line;
}
