import type { Fact } from './message.ts';

/** Facts, without those that have nothing to say. */
export function knownFacts(
  lines: readonly (readonly [label: string, value: string | undefined])[],
): Fact[] {
  return lines.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}
