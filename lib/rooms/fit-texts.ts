import { cutText } from '../messages/cut-text.ts';

/**
 * Texts that are `maxLength` long at most, all together, in UTF-16 units. Where they are too long, the longest are cut, so that
 * none is lost and the short ones stay whole.
 */
export function fitTexts(texts: readonly string[], maxLength: number): string[] {
  let share = maxLength;
  let left = maxLength;
  const ascending = texts.map(({ length }) => length).toSorted((a, b) => a - b);
  for (const [index, length] of ascending.entries()) {
    share = Math.floor(left / (ascending.length - index));
    if (length > share) break;
    share = maxLength;
    left -= length;
  }
  return texts.map((text) => cutText(text, share));
}
