import { inertDomains } from './inert-domains.ts';
import { withoutSchemes } from './inert-schemes.ts';

/** Text in which no client finds a link: no domain, no scheme, no slashes behind one. It reads the same. */
export function inertLinks(text: string): string {
  return withoutSchemes(inertDomains(text).replaceAll('://', '：／／'));
}
