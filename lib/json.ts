import { inspect } from 'node:util';

/** A text that is different for different content. JSON where that is possible. Never throws. */
export function asText(content: unknown): string {
  try {
    return JSON.stringify(content) ?? 'undefined';
  } catch {
    // Nested deeper than the stack allows. The outer part is enough to tell contents apart.
    return inspect(content, { depth: 20, maxStringLength: 1_000 });
  }
}

/** The value of JSON text; text that is no JSON is returned as it is. Never throws. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The value of JSON text, if that is an object or a list. Never throws. */
export function jsonObject(text: string | undefined): object | undefined {
  const value = jsonOrText(text ?? '');
  return typeof value === 'object' && value !== null ? value : undefined;
}
