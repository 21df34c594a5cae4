import { jsonOrText } from './json-or-text.ts';

/** What JSON text says, if that is an object or a list. */
export function jsonObject(text: string | undefined): object | undefined {
  const value = jsonOrText(text ?? '');
  return typeof value === 'object' && value !== null ? value : undefined;
}
