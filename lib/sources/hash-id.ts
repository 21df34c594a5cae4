import { createHash } from 'node:crypto';

/** An id of fixed length made from a text, for something without an id of its own. The same text gives the same id. */
export function hashId(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('hex')}`;
}
