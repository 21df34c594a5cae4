import type { Severity } from '../classify/classes.ts';
import type { Words } from './words.ts';

/** The line that carries the verdict. A rehearsal says so in its first word. */
export function headline(
  isDrill: boolean,
  severity: Severity,
  sentence: string,
  words: Words,
): string {
  const line = `[${words.severity[severity]}] ${sentence}`;
  return isDrill ? `${words.drill} · ${line}` : line;
}
