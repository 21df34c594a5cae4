import { inEitherForm } from './common-text.ts';

/**
 * Text in which no domain is left that a client could make a link of.
 */
export function inertDomains(text: string): string {
  return text.replaceAll(
    domainDot(text),
    (_: string, awsService: string | undefined) => awsService ?? '․',
  );
}

/**
 * Chat clients make links of bare domains, even of `💩.la`, and browsers take the dots of other scripts for dots (RFC
 * 3490, 3.1; UTS 46). Only AWS owns `service.amazonaws.com`, so that stays, but anybody may own a path below it. The dot
 * becomes U+2024, which looks the same and cannot be part of a domain.
 */
const domainDot = inEitherForm(
  ({ words, letters }, unicode) =>
    new RegExp(
      String.raw`(?<![${words}.-])([a-z0-9-]+\.amazonaws\.com)(?=$|[\s,;)）])|(?<=\S)(?:\.(?=[${letters}])|[。．｡﹒︒](?=\S))`,
      `g${unicode}`,
    ),
);
