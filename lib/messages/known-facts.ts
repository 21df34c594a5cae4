import type { Fact } from './message.ts';
import { plainText } from './plain-text.ts';

type Line = readonly [
  label: string,
  value: string | undefined,
  brief?: string | null | undefined,
  style?: 'code',
];

/** The facts that have a value. A fact that must not be missing needs a value such as "unknown". */
export function knownFacts(lines: readonly Line[]): Fact[] {
  return lines.flatMap(([label, value, brief, style]) =>
    value
      ? [
          {
            label,
            value: plainText(value),
            ...(style && { isCode: true }),
            ...(brief !== undefined && { brief: brief === null ? null : plainText(brief) }),
          },
        ]
      : [],
  );
}
