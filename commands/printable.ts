const maxCharacters = 200;

/** Text from services and other people's accounts, on one line, of limited length, and without control characters. */
export function printable(text: string): string {
  const characters = [...text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]+/gu, ' ').trim()];
  return characters.length <= maxCharacters
    ? characters.join('')
    : `${characters.slice(0, maxCharacters).join('')}…`;
}
