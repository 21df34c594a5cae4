import type { S3Client } from '@aws-sdk/client-s3';
import type { EvidenceFault } from '../../lib/evidence/evidence-fault.ts';
import type { EvidenceBucketPlace } from '../evidence-bucket.ts';
import { bucketFaults } from '../verify-evidence/bucket-faults.ts';
import { type Anchor, checkChain } from '../verify-evidence/check-chain.ts';
import { readVersions } from '../verify-evidence/read-versions.ts';
import { type EvidenceObject, readEvidenceObject } from './evidence-object.ts';
import type { Month } from './month.ts';

type Of<Kind extends EvidenceObject['kind']> = Extract<EvidenceObject, { readonly kind: Kind }>;
export type EvidenceUse = Of<'use' | 'drill'>;

/** What the evidence says of a month. */
export interface Evidence {
  /** Of all months. */
  readonly objects: number;
  /** To be kept elsewhere: the next check can be held against it. */
  readonly last: Anchor | undefined;
  readonly faults: readonly EvidenceFault[];
  /** Since when what is told is kept. Undefined: nobody knows. */
  readonly beginsAtMs: number | undefined;
  /** From objects whose chain holds, with their numbers. */
  readonly uses: readonly { readonly number: number; readonly use: EvidenceUse }[];
  readonly answers: readonly Of<'answer'>[];
  readonly windows: readonly Of<'planned'>[];
}

/**
 * Reads the whole bucket, since a chain holds from its first object, and keeps what concerns a month. Where the chain does not hold,
 * nothing is taken from the objects: what they say may be another's.
 *
 * @param onPage called with how many objects were read so far.
 * @throws any error of the SDK, but for a bucket that is gone: that is a fault
 */
export async function readEvidence(
  client: S3Client,
  { name, changedAtMs }: EvidenceBucketPlace,
  month: Month,
  onPage: (read: number) => void,
): Promise<Evidence> {
  const uses: { number: number; use: EvidenceUse }[] = [];
  const answers: Of<'answer'>[] = [];
  const windows: Of<'planned'>[] = [];
  let beginsAtMs = changedAtMs;
  const isIn = (ms: number) => ms >= month.startMs && ms < month.endMs;
  const take = (number: number, object: EvidenceObject): void => {
    switch (object.kind) {
      case 'answer':
        // One that came after the month may be about its uses.
        if (object.answer.atMs >= month.startMs) answers.push(object);
        return;
      case 'planned':
        if (isIn(object.window.openedAtMs)) windows.push(object);
        return;
      default:
        if (isIn(object.occurredAt ?? object.toldAt ?? 0)) uses.push({ number, use: object });
        if (object.toldAt !== undefined)
          beginsAtMs = Math.min(beginsAtMs ?? object.toldAt, object.toldAt);
    }
  };
  try {
    const ofBucket = await bucketFaults(client, name);
    const { objects, last, faults } = await checkChain(
      readVersions(client, name, onPage),
      [],
      ({ number, text, isSound }) => {
        const object = isSound ? readEvidenceObject(text) : undefined;
        if (object !== undefined) take(number, object);
      },
    );
    return { objects, last, faults: [...ofBucket, ...faults], beginsAtMs, uses, answers, windows };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'NoSuchBucket')) throw error;
    const faults = [{ kind: 'bucketGone' as const }];
    return { objects: 0, last: undefined, faults, beginsAtMs, uses, answers, windows };
  }
}
