import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { EvidenceBucket } from './bucket.ts';
import { emptyChain, hashOf, keyOf, linked, numberOf, readLink } from './chain.ts';

/** The end of the chain. */
interface Head {
  readonly number: number;
  readonly hash: string;
  /** Of what its object is. */
  readonly id: string | undefined;
}

/** What a run did. */
export interface EvidenceRun {
  readonly written: number;
  /** What waits still. */
  readonly pending: number;
  /** Since when the oldest of it waits, in milliseconds since 1970. */
  readonly oldestAtMs: number | undefined;
}

/** The name of the state that holds the key of the last object: where to look for the end of the chain. */
const headState = 'evidence-head';

/** One run writes so many, each after the other: some thirty milliseconds each. */
const maxPerRun = 3_000;

/**
 * Writes what waits in the ledger into the bucket, each object with the hash of the one before. What the ledger keeps is removed
 * there only when S3 has it; a process that dies in between finds its last object at the end of the chain.
 *
 * @param untilMs when to stop, in clock time.
 * @throws as the ledger and S3 do. What was written is kept, and the next run goes on.
 */
export async function keepEvidence(
  ledger: Pick<Ledger, 'pendingEvidence' | 'evidence' | 'endEvidence' | 'state' | 'keepState'>,
  bucket: EvidenceBucket,
  untilMs: number,
  clock: Clock,
): Promise<EvidenceRun> {
  const { pending, isWhole } = await ledger.pendingEvidence(maxPerRun);
  if (pending.length === 0) return { written: 0, pending: 0, oldestAtMs: undefined };
  let head = await findHead(ledger, bucket);
  let written = 0;
  for (const { id } of pending) {
    if (clock.now() >= untilMs) break;
    // One by one: thousands of them may be large.
    const text = await ledger.evidence(id);
    // Written by a run that died before it could say so.
    if (text !== undefined && head.id !== id) head = await append(id, text, head, bucket);
    await ledger.endEvidence(id, head.number);
    written += 1;
  }
  await ledger.keepState(headState, keyOf(head.number));
  const left = pending.slice(written);
  return {
    written,
    pending: isWhole ? left.length : Math.max(1, left.length),
    oldestAtMs: left[0]?.sinceMs ?? (isWhole ? undefined : pending.at(-1)?.sinceMs),
  };
}

async function findHead(ledger: Pick<Ledger, 'state'>, bucket: EvidenceBucket): Promise<Head> {
  const known = (await ledger.state(headState)) ?? '';
  const number = numberOf(known) ?? 0;
  // Of a key that is none of ours, or was of an earlier bucket, all are listed.
  const near = number > 0 ? await bucket.lastKeyAfter(keyOf(number - 1)) : undefined;
  const last = near ?? (await bucket.lastKeyAfter(''));
  if (last === undefined) return { ...emptyChain, id: undefined };
  return headAt(last, await bucket.get(last));
}

function headAt(key: string, object: string): Head {
  const number = numberOf(key);
  if (number === undefined) throw new TypeError(`The bucket holds ${key}, which is no evidence.`);
  return { number, hash: hashOf(object), id: readLink(object)?.id };
}

/** Goes on behind whatever another run has written meanwhile. */
async function append(
  id: string,
  text: string,
  before: Head,
  bucket: EvidenceBucket,
): Promise<Head> {
  for (let head = before; ; ) {
    const key = keyOf(head.number + 1);
    const object = linked(text, head);
    if (await bucket.put(key, object)) {
      return { number: head.number + 1, hash: hashOf(object), id };
    }
    head = headAt(key, await bucket.get(key));
    if (head.id === id) return head;
  }
}
