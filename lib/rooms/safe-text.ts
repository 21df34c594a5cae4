import { inEitherForm } from '../messages/common-text.ts';
import { inertLinks } from '../messages/inert-links.ts';
import { fullWidth } from '../messages/neutralize-text.ts';

/**
 * Text that no chat takes for anything but text. What makes a link, a mention, an emphasis, a tag or an entity in any of them
 * becomes its full-width twin, which reads the same, or loses what clients make links of. An underscore within a word, as in
 * `Instruments_Create`, stays, and so do round brackets, which mean nothing without square ones.
 *
 * @param isOurs nothing of it is from outside: a file name stays, though it looks like a domain.
 */
export function safeText(text: string, isOurs = false): string {
  const unmarked = text.replaceAll(marks(text), fullWidth);
  const plain = unmarked
    .replaceAll(atWordStart(unmarked), fullWidth)
    .replace(atLineStart, fullWidth);
  return isOurs ? plain : inertLinks(plain);
}

const marks = inEitherForm(
  ({ words }, unicode) =>
    new RegExp(`[<>[\\]{}*~\`@|\\\\$^]|(?<![${words}])_|_(?![${words}])|&(?=#?\\w)`, `g${unicode}`),
);

/** A hashtag, a channel, a command. */
const atWordStart = inEitherForm(
  ({ words, punctuation }, unicode) =>
    new RegExp(`(?<![${words}${punctuation}])[#!/](?=[${words}])`, `g${unicode}`),
);

/** What makes a heading, a list or a rule of the whole line. */
const atLineStart = /^[#+=-]/;
