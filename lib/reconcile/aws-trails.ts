import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import { isGoodTrail, seesManagementEvents, type TrailSnapshot } from './trails.ts';

/** An account has at most five trails in a region (CloudTrail User Guide, "Quotas"), besides those of its organization. */
const maxTrails = 20;

/**
 * Looks at the trails that reach a region, until one is good. A trail that cannot be looked at keeps its error, and
 * does not hide the others.
 *
 * @param accountId of the account that is looked at.
 * @param clientIn gives a client for a region.
 * @returns the trails that were looked at. Rejects when they cannot be listed.
 */
export async function readTrails(
  region: string,
  accountId: string,
  clientIn: (region: string) => CloudTrailClient,
): Promise<readonly TrailSnapshot[]> {
  const { trailList = [] } = await clientIn(region).send(
    new DescribeTrailsCommand({ includeShadowTrails: true }),
  );
  const isOwn = ({ TrailARN }: Trail) => TrailARN?.split(':')[4] === accountId;
  // Of a trail of the organization less is shown, so our own come first.
  const ordered = [...trailList].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
  const trails: TrailSnapshot[] = [];
  for (const trail of ordered.slice(0, maxTrails)) {
    // A trail's own region knows it by name; other regions only by its ARN.
    const client = clientIn(trail.HomeRegion ?? region);
    trails.push(await readTrail(client, trail, isOwn(trail)));
    if (trails.some(isGoodTrail)) break;
  }
  return trails;
}

/**
 * A member account may ask whether its organization's trail logs, and not what it logs
 * (github.com/cloud-custodian/cloud-custodian/pull/6394).
 */
async function readTrail(
  client: CloudTrailClient,
  { Name = '', TrailARN, IsMultiRegionTrail }: Trail,
  isOwn: boolean,
): Promise<TrailSnapshot> {
  const trail = { name: Name, isOwn, isMultiRegion: IsMultiRegionTrail === true };
  const unknown = { isLogging: undefined, isWhole: undefined };
  const id = TrailARN ?? Name;
  if (!trail.isMultiRegion) return { ...trail, ...unknown };
  let isLogging: boolean | undefined;
  try {
    const status = await client.send(new GetTrailStatusCommand({ Name: id }));
    isLogging = status.IsLogging === true;
    if (!isLogging) return { ...trail, ...unknown, isLogging };
    const selectors = await client.send(new GetEventSelectorsCommand({ TrailName: id }));
    return { ...trail, isLogging, isWhole: seesManagementEvents(selectors) };
  } catch (error) {
    return { ...trail, ...unknown, isLogging, error };
  }
}
