import { inEitherForm } from '../../messages/common-text.ts';
import { inertLinks } from '../../messages/inert-links.ts';
import { fullWidth } from '../../messages/neutralize-text.ts';

/**
 * Text that Dooray shows as it is. Its guides say nothing of escaping, and public code sends it Markdown: `**bold**`,
 * `[title](address)`, and mentions, `[@name](dooray://…)`. So what makes one of these becomes its full-width twin, which reads the
 * same. Round and curly brackets, `@`, `#`, `&`, `|` and `\` mean nothing in the middle of a line once square brackets are
 * gone, and stay as they were typed (docs/rooms.md says what is proven).
 */
export function dooraySafe(text: string, isOurs = false): string {
  const plain = text.replaceAll(marks(text), fullWidth).replace(atLineStart, fullWidth);
  return isOurs ? plain : inertLinks(plain);
}

/** An underscore within a word, as in `Instruments_Create`, is none. */
const marks = inEitherForm(
  ({ words }, unicode) =>
    new RegExp(`[<>[\\]*~\`]|(?<![${words}])_|_(?![${words}])`, `g${unicode}`),
);

/** What makes a heading, a quote, a list, a table or a rule of the whole line. */
const atLineStart = /^[#+|=-]/;
