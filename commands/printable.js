const maxCharacters = 200;

/**
 * Text that services and other people's accounts answered, without what could steer the terminal, on one line, and
 * not without end.
 *
 * @param {string} text
 */
export function printable(text) {
  const characters = [...text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]+/gu, ' ').trim()];
  return characters.length <= maxCharacters
    ? characters.join('')
    : `${characters.slice(0, maxCharacters).join('')}…`;
}
