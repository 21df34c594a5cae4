import { cutText } from './cut-text.ts';
import type { Words } from './words.ts';

/** How much of a list is shown before the rest is only counted. */
export interface ListLimit {
  /** How many different values are named. */
  readonly kinds: number;
  /** Of the whole text, in UTF-16 units. */
  readonly length: number;
}

/** Kept free for the count of what is not named. */
const restLength = 40;

/**
 * `GetObject 40건, ListBuckets 3건 외 2종 7건`: the commonest first, and the counts add up to all values.
 *
 * @param rankOf a value with a lower rank stands before others, however often they occur.
 */
export function counted(
  values: readonly string[],
  { kinds, length }: ListLimit,
  words: Words,
  rankOf: (value: string) => number = () => 0,
): string {
  const counts = new Map<string, number>();
  const ranks = new Map<string, number>();
  for (const value of values) {
    const name = cutText(value || words.unknown, length - restLength);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    ranks.set(name, Math.min(ranks.get(name) ?? Number.POSITIVE_INFINITY, rankOf(value)));
  }
  const rank = (name: string) => ranks.get(name) ?? 0;
  const ranked = [...counts].sort(([a, ofA], [b, ofB]) => rank(a) - rank(b) || ofB - ofA);
  const named: string[] = [];
  let restKinds = ranked.length;
  let restCount = values.length;
  let lengthLeft = length - restLength;
  for (const [name, count] of ranked.slice(0, kinds)) {
    const text = `${name} ${words.times(count)}`;
    lengthLeft -= text.length + 2;
    if (lengthLeft < 0) break;
    named.push(text);
    restKinds -= 1;
    restCount -= count;
  }
  const list = named.join(', ');
  return restKinds > 0 ? words.andOthers(list, restKinds, restCount) : list;
}
