import { createHash } from 'node:crypto';

/** An id of fixed length for a text that no id tells from others: the same text, the same id. */
export function hashId(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('hex')}`;
}
