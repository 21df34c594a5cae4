/**
 * Cuts text to `maxLength` UTF-16 units, which is the strictest way in which a room could count. Cut text ends with an
 * ellipsis and never in the middle of a character.
 */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
