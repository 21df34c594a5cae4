import { isCommon } from './common-text.ts';

/**
 * Text from outside on one line, with nothing invisible in it, and no longer than `maxLength` code points. It may still be
 * markup: each room takes care of its own.
 *
 * @param maxLength in code points. Longer text is cut and ends with an ellipsis.
 */
export function boundText(text: string, maxLength: number): string {
  // Cut first, so that no megabyte goes through the expressions below.
  const bounded = text.slice(0, maxLength * 8);
  const visible = isCommon(bounded) ? bounded : visibleIn(bounded);
  const plain = visible.replaceAll(/\s+/g, ' ').trim();
  return cut(plain, maxLength, bounded.length < text.length);
}

/** Not as literals, which V8 reads at each start: `inEitherForm` says what that costs. */
function visibleIn(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(new RegExp(invisible, 'gu'), ' ')
    .replaceAll(new RegExp(stackedMarks, 'gu'), '$1');
}

/** Control characters, separators, bidi marks, zero-width characters, variation selectors, tags, blank fillers. */
const invisible = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}]`;

/** No script needs more than two combining marks on one letter. */
const stackedMarks = String.raw`(\p{M}{2})\p{M}+`;

function cut(text: string, maxLength: number, isCutAlready: boolean): string {
  // A text has at least as many units of UTF-16 as code points, which take much longer to count.
  if (text.length <= maxLength && !isCutAlready) return text;
  const points = Array.from(text);
  if (points.length <= maxLength && !isCutAlready) return text;
  return `${points.slice(0, maxLength - 1).join('')}…`;
}
