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

/** What JSON text says; text that is no JSON stays what it is. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What JSON text says, if that is an object or a list. */
export function jsonObject(text: string | undefined): object | undefined {
  const value = jsonOrText(text ?? '');
  return typeof value === 'object' && value !== null ? value : undefined;
}
