import type { Link } from './message.ts';

/** The links that there are. */
export function linksOf(...links: readonly (Link | undefined)[]): Link[] {
  return links.filter((link) => link !== undefined);
}
