import { boundText } from './bound-text.ts';

/**
 * One line of a message: bounded, with nothing invisible in it, and not escaped. Text from outside may be part of it, so a room
 * escapes all of it in its own way. It is no string, so that no room puts it into its JSON by mistake.
 */
export interface PlainText {
  readonly unescaped: string;
  /** Nothing in it is from outside, so that a file name or a command in it may stay as it is, though it looks like a domain. */
  readonly isOurs?: true;
}

/** In code points. No line of a message is longer. */
const maxLength = 1_200;

export function plainText(text: string): PlainText {
  return { unescaped: boundText(text, maxLength) };
}

/** For our own words: advice, and commands for operators. */
export function ourText(text: string): PlainText {
  return { ...plainText(text), isOurs: true };
}

/** A text in the form of a room: the only way to read it there. */
export function escapedWith<T>(
  { unescaped, isOurs }: PlainText,
  toRoom: (text: string, isOurs: boolean) => T,
): T {
  return toRoom(unescaped, isOurs === true);
}
