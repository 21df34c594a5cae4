import { hashOf, noneBefore, numberOf, readLink } from '../../lib/evidence/chain.ts';

/** One version of one object, or the mark that one was deleted. */
export interface StoredVersion {
  readonly key: string;
  readonly isDeleteMarker: boolean;
  /** Undefined for a delete marker. */
  readonly text: string | undefined;
}

/** An object that somebody noted earlier: its number and its hash. */
export interface Anchor {
  readonly number: number;
  readonly hash: string;
}

export interface ChainReport {
  readonly objects: number;
  readonly last: Anchor | undefined;
  /** Sentences. Empty: the chain is whole. */
  readonly faults: readonly string[];
}

/**
 * Follows the chain from its first object.
 *
 * @param versions every version of every object, in the order of their keys.
 * @param anchors that must be in it.
 */
export async function checkChain(
  versions: AsyncIterable<StoredVersion>,
  anchors: readonly Anchor[] = [],
): Promise<ChainReport> {
  const faults: string[] = [];
  const seenIds = new Map<string, string>();
  const open = new Map(anchors.map(({ number, hash }) => [number, hash]));
  let objects = 0;
  let last: Anchor = { number: 0, hash: noneBefore };
  for await (const { key, isDeleteMarker, text } of versions) {
    const number = numberOf(key);
    if (number === undefined) {
      faults.push(`${key} is none of ours.`);
      continue;
    }
    if (isDeleteMarker || text === undefined) {
      faults.push(`${key} was deleted: a marker hides it.`);
      continue;
    }
    if (number === last.number) {
      faults.push(`${key} was written more than once.`);
      continue;
    }
    if (number !== last.number + 1) {
      faults.push(`${missing(last.number + 1, number - 1)} missing.`);
    }
    const link = readLink(text);
    if (link === undefined) faults.push(`${key} cannot be read.`);
    else {
      if (link.number !== number) faults.push(`${key} says that it is number ${link.number}.`);
      if (number === last.number + 1 && link.previous !== last.hash) {
        faults.push(`${key} does not follow what is before it: that, or this, was replaced.`);
      }
      const twin = link.id === undefined ? undefined : seenIds.get(link.id);
      if (twin !== undefined) faults.push(`${key} is of the same use as ${twin}.`);
      if (link.id !== undefined) seenIds.set(link.id, key);
    }
    last = { number, hash: hashOf(text) };
    objects += 1;
    const expected = open.get(number);
    if (expected !== undefined && expected !== last.hash) {
      faults.push(`${key} has another hash than the one that was noted.`);
    }
    open.delete(number);
  }
  for (const number of open.keys()) faults.push(`Number ${number}, which was noted, is not there.`);
  return { objects, last: objects === 0 ? undefined : last, faults };
}

function missing(from: number, to: number): string {
  return from === to ? `Number ${from} is` : `Numbers ${from} to ${to} are`;
}
