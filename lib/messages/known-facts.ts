import type { Fact } from './message.ts';

/** The facts that have a value. A fact that must not be missing needs a value such as "unknown". */
export function knownFacts(
  lines: readonly (readonly [label: string, value: string | undefined])[],
): Fact[] {
  return lines.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}
