/**
 * Makes text from outside harmless in a chat room: what an attacker wrote stays readable, but no
 * mention, link, markup, forged line or invisible character survives.
 *
 * Both rooms get the same text. Slack wants `&`, `<` and `>` escaped in mrkdwn and not elsewhere
 * ("Formatting text for app surfaces"); Dooray's escaping is undocumented, and its mentions look
 * like `[@name](dooray://…)`. Full-width twins read the same and mean nothing to either.
 *
 * @param maxLength in code points; longer text is cut and ends with an ellipsis.
 */
export function neutralizeText(text: string, maxLength: number): string {
  // Cut first: a megabyte must not pass through the expressions below.
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
  // Last, since a cut can make a domain of what was none.
  return cut(plain, maxLength, bounded.length < text.length).replaceAll(domainDot, withoutDomain);
}

/** Controls, separators, bidi marks, zero-width characters, variation selectors, tags, blank fillers. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}]/gu;

/** More than two marks on one letter is not writing. */
const stackedMarks = /(\p{M}{2})\p{M}+/gu;

const special = /[<>[\](){}@#*_~`&|\\]/gu;

/** The block "Halfwidth and Fullwidth Forms" repeats ASCII at this distance. */
function fullWidth(character: string): string {
  return String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0);
}

/**
 * Chat clients link a bare domain, `💩.la` included. Nobody but AWS owns `service.amazonaws.com`, but
 * anybody may own a path below it.
 */
const domainDot =
  /(?<![\p{L}\p{N}.-])([a-z0-9-]+\.amazonaws\.com)(?=$|[\s,;）])|(?<=\S)\.(?=\p{L})/gu;

/** The dot becomes U+2024, which looks the same and is in no domain. */
function withoutDomain(_: string, awsService: string | undefined): string {
  return awsService ?? '․';
}

/** How CloudTrail names an AWS service, in `eventSource`, `invokedBy` and often `sourceIPAddress`. */
export const awsServiceName = /^[a-z0-9-]+\.amazonaws\.com$/;

function cut(text: string, maxLength: number, isCutAlready: boolean): string {
  const points = Array.from(text);
  if (points.length <= maxLength && !isCutAlready) return text;
  return `${points.slice(0, maxLength - 1).join('')}…`;
}
