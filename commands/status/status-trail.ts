import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { readTrails } from '../../lib/reconcile/aws-trails.ts';
import {
  isGoodTrail,
  type TrailFault,
  type TrailSnapshot,
  trailFault,
} from '../../lib/reconcile/trails.ts';
import { openClient } from '../aws-client.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import { printable } from '../printable.ts';
import type { Stack } from '../stack.ts';
import { fix, note, ok, type Row } from './status-row.ts';

const sentences: Readonly<Record<TrailFault, string>> = {
  trailOneRegion: 'is of one region only',
  trailNotLogging: 'is not logging',
  trailLeavesOut: 'leaves reads or writes out',
};

/** Whether a trail logs management events, reads and writes, in all regions. Without one, EventBridge gets nothing. */
export async function trailRows({ accountId }: Stack, region: string): Promise<Row[]> {
  const trails = await readTrails(region, accountId, (of) => openClient(CloudTrailClient, of));
  const good = trails.find(isGoodTrail);
  if (good !== undefined) return [goodRow(good)];
  const faults = trails.map((trail) => `${printable(trail.name)} ${sentenceOn(trail)}`);
  return [
    fix(
      'trail',
      faults.length === 0 ? 'there is none' : faults.join('; '),
      'Without a trail that logs all management events in all regions, nothing is seen: docs/coverage.md, "What has to be there first"',
    ),
  ];
}

function goodRow({ name, isWhole, isLogging }: TrailSnapshot): Row {
  if (isWhole === true) {
    return ok('trail', `${printable(name)}: logs reads and writes, in all regions`);
  }
  return note(
    'trail',
    `${printable(name)}: of the organization${isLogging === true ? ', logging' : ''}; the rest is not shown to this account`,
    'Look in the management account whether it logs management events, reads and writes.',
  );
}

function sentenceOn(trail: TrailSnapshot): string {
  const fault = trailFault(trail);
  if (fault !== undefined) return sentences[fault];
  const sentence = describeAwsFailure(trail.error);
  if (sentence === undefined) throw trail.error;
  return `could not be looked at: ${sentence}`;
}
