import { inEitherForm } from '../../messages/common-text.ts';
import { inertLinks } from '../../messages/inert-links.ts';
import { fullWidth } from '../../messages/neutralize-text.ts';

/**
 * Text that Dooray shows as it is. Its guides say nothing of escaping, and public code sends it Markdown: `**bold**`,
 * `[title](address)`, and mentions, `[@name](dooray://…)`. So what makes one of these becomes its full-width twin, which reads the
 * same. Square brackets mean something only where `(`, `[` or `:` follows: `[2.0 (03/11/26)]` stays. Round and curly brackets,
 * `@`, `#`, `&`, `|` and `\` mean nothing in the middle of a line then, and stay as they were typed (docs/rooms.md says what is
 * proven).
 */
export function dooraySafe(text: string, isOurs = false): string {
  const unmarked = text.replaceAll(marks(text), fullWidth).replace(atLineStart, fullWidth);
  const plain = mayLink.test(text) ? unmarked.replaceAll(/[[\]]/g, fullWidth) : unmarked;
  return isOurs ? plain : inertLinks(plain);
}

/** Underscores within a word, as in `Instruments_Create` or `aws___call_aws`, are none. */
const marks = inEitherForm(
  ({ words }, unicode) =>
    new RegExp(`[<>*~\`]|(?<![${words}_])_+|_+(?![${words}_])`, `g${unicode}`),
);

/** A link, an image, a reference or what it refers to (CommonMark 0.31, 6.3 and 4.7), with a blank between for lenient readers. */
const mayLink = /\]\s*[[(:]/;

/** What makes a heading, a quote, a list, a table or a rule of the whole line. */
const atLineStart = /^(?:[#+|=-]|\[(?=[ xX]\]|\^))/;
