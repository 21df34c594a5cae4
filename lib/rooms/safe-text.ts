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
  const plain = text
    .replaceAll(marks, fullWidth)
    .replaceAll(atWordStart, fullWidth)
    .replace(atLineStart, fullWidth);
  return isOurs ? plain : inertLinks(plain);
}

const marks = /[<>[\]{}*~`@|\\$^]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w)/gu;

/** A hashtag, a channel, a command. */
const atWordStart = /(?<![\p{L}\p{N}\p{P}])[#!/](?=[\p{L}\p{N}])/gu;

/** What makes a heading, a list or a rule of the whole line. */
const atLineStart = /^[#+=-]/;
