import { withoutSchemes } from './inert-schemes.ts';

/**
 * Makes text from outside harmless in a chat room. What an attacker wrote stays readable, but no mention, link,
 * markup, forged line or invisible character survives.
 *
 * Every room gets the same text. Slack wants `&`, `<` and `>` escaped in mrkdwn and not elsewhere
 * ("Formatting text for app surfaces"). Dooray does not document its escaping, and its mentions look like
 * `[@name](dooray://…)`. Full-width forms of these characters read the same and mean nothing to either.
 *
 * @param maxLength in code points. Longer text is cut and ends with an ellipsis.
 */
export function neutralizeText(text: string, maxLength: number): string {
  // Cut first, so that no megabyte goes through the expressions below.
  const bounded = text.slice(0, maxLength * 8);
  const plain = bounded
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(invisible, ' ')
    .replaceAll(stackedMarks, '$1')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll(special, fullWidth)
    .replaceAll('://', '：／／');
  // Last, because a cut can turn text into a domain.
  const short = cut(plain, maxLength, bounded.length < text.length);
  return withoutSchemes(short.replaceAll(domainDot, withoutDomain));
}

/** Control characters, separators, bidi marks, zero-width characters, variation selectors, tags, blank fillers. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}]/gu;

/** No script needs more than two combining marks on one letter. */
const stackedMarks = /(\p{M}{2})\p{M}+/gu;

const special = /[<>[\](){}@#*_~`&|\\]/gu;

/** Unicode's block "Halfwidth and Fullwidth Forms" repeats ASCII at this distance. */
function fullWidth(character: string): string {
  return String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0);
}

/**
 * Chat clients make links of bare domains, even of `💩.la`, and browsers take the dots of other scripts for dots (RFC
 * 3490, 3.1; UTS 46). Only AWS owns `service.amazonaws.com`, so that stays, but anybody may own a path below it.
 */
const domainDot =
  /(?<![\p{L}\p{N}.-])([a-z0-9-]+\.amazonaws\.com)(?=$|[\s,;）])|(?<=\S)(?:\.(?=\p{L})|[。．｡﹒︒](?=\S))/gu;

/** The dot becomes U+2024, which looks the same and cannot be part of a domain. */
function withoutDomain(_: string, awsService: string | undefined): string {
  return awsService ?? '․';
}

/** The form of a service's name in CloudTrail: in `eventSource`, `invokedBy` and often `sourceIPAddress`. */
export const awsServiceName = /^[a-z0-9-]+\.amazonaws\.com$/;

function cut(text: string, maxLength: number, isCutAlready: boolean): string {
  const points = Array.from(text);
  if (points.length <= maxLength && !isCutAlready) return text;
  return `${points.slice(0, maxLength - 1).join('')}…`;
}
