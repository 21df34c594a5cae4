import { hashOf, noneBefore, numberOf, readLink } from '../../lib/evidence/chain.ts';
import type { EvidenceFault } from '../../lib/evidence/evidence-fault.ts';

/** One version of one object, or the mark that one was deleted. */
export interface StoredVersion {
  readonly key: string;
  readonly isDeleteMarker: boolean;
  /** Undefined for a delete marker, and for an object that is larger than any of ours. */
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
  /** Empty: the chain is whole. */
  readonly faults: readonly EvidenceFault[];
}

/** An object in its place. */
export interface ChainedObject {
  readonly number: number;
  readonly text: string;
  /** It follows the one before it, the one after it follows it, as far as those are there, and nobody wrote it twice. */
  readonly isSound: boolean;
}

/**
 * Follows the chain from its first object.
 *
 * @param versions every version of every object, in the order of their keys.
 * @param anchors that must be in it.
 * @param onObject called for each object, once it is known whether the chain holds there.
 */
export async function checkChain(
  versions: AsyncIterable<StoredVersion>,
  anchors: readonly Anchor[] = [],
  onObject: (object: ChainedObject) => void = () => undefined,
): Promise<ChainReport> {
  const faults: EvidenceFault[] = [];
  const seenIds = new Map<string, string>();
  const open = new Map(anchors.map(({ number, hash }) => [number, hash]));
  let objects = 0;
  let last: Anchor = { number: 0, hash: noneBefore };
  // Whether an object was replaced is known by the one after it.
  let held: ChainedObject | undefined;
  const release = (isFollowed: boolean): void => {
    if (held !== undefined) onObject({ ...held, isSound: held.isSound && isFollowed });
    held = undefined;
  };
  for await (const { key, isDeleteMarker, text } of versions) {
    const number = numberOf(key);
    if (number === undefined) {
      faults.push({ kind: 'foreign', key });
      continue;
    }
    if (isDeleteMarker || text === undefined) {
      faults.push({ kind: isDeleteMarker ? 'hidden' : 'tooLarge', key });
      continue;
    }
    if (number === last.number) {
      faults.push({ kind: 'again', key });
      if (held !== undefined) held = { ...held, isSound: false };
      continue;
    }
    const isNext = number === last.number + 1;
    if (!isNext) faults.push({ kind: 'missing', from: last.number + 1, to: number - 1 });
    const link = readLink(text);
    const follows = !isNext || link?.previous === last.hash;
    const twin = link?.id === undefined ? undefined : seenIds.get(link.id);
    if (link === undefined) faults.push({ kind: 'unreadable', key });
    else {
      if (link.number !== number) faults.push({ kind: 'otherNumber', key, number: link.number });
      if (!follows) faults.push({ kind: 'replaced', key });
      if (twin !== undefined) faults.push({ kind: 'twin', key, twin });
      if (link.id !== undefined) seenIds.set(link.id, key);
    }
    release(follows);
    held = { number, text, isSound: follows && link?.number === number && twin === undefined };
    last = { number, hash: hashOf(text) };
    objects += 1;
    const expected = open.get(number);
    if (expected !== undefined && expected !== last.hash) faults.push({ kind: 'otherHash', key });
    open.delete(number);
  }
  release(true);
  for (const number of open.keys()) faults.push({ kind: 'notedGone', number });
  return { objects, last: objects === 0 ? undefined : last, faults };
}
