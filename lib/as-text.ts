import { inspect } from 'node:util';

/** What a parsed thing says, as a text that tells it from others. Never throws. */
export function asText(content: unknown): string {
  try {
    return JSON.stringify(content) ?? 'undefined';
  } catch {
    // Nested deeper than the stack: its outer part tells it from others well enough.
    return inspect(content, { depth: 20, maxStringLength: 1_000 });
  }
}
