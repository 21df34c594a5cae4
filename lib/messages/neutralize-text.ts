import { boundText } from './bound-text.ts';
import { inertLinks } from './inert-links.ts';

/**
 * Makes text from outside harmless wherever it is shown: in mails, logs, notifications. What an attacker wrote stays readable,
 * but no mention, link, markup, forged line or invisible character survives. Full-width forms of the characters that some
 * program takes for markup read the same and mean nothing to any.
 *
 * @param maxLength in code points. Longer text is cut and ends with an ellipsis.
 */
export function neutralizeText(text: string, maxLength: number): string {
  return inertLinks(boundText(text, maxLength).replaceAll(special, fullWidth));
}

const special = /[<>[\](){}@#*_~`&|\\]/gu;

/** The full-width form of an ASCII character: Unicode's block "Halfwidth and Fullwidth Forms" repeats ASCII at this distance. */
export function fullWidth(character: string): string {
  return String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0);
}
