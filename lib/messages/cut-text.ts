/**
 * At most `maxLength` UTF-16 units, the strictest way to count that a room could have. Cut text ends
 * with an ellipsis, and never in half a character.
 */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
