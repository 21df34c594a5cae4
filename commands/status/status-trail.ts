import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsCommandOutput,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { openClient } from '../aws-client.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import { printable } from '../printable.ts';
import { fix, ok, type Row } from './status-row.ts';

/** Whether a trail logs management events, reads and writes, in all regions. Without one, EventBridge gets nothing. */
export async function trailRows(region: string): Promise<Row[]> {
  const { trailList = [] } = await openClient(CloudTrailClient, region).send(
    new DescribeTrailsCommand({ includeShadowTrails: true }),
  );
  const faults: string[] = [];
  for (const { Name = '', TrailARN, HomeRegion, IsMultiRegionTrail } of trailList) {
    // A trail's own region knows it by name; other regions only by its ARN.
    const client = openClient(CloudTrailClient, HomeRegion ?? region);
    const fault = await faultOf(client, TrailARN ?? Name, IsMultiRegionTrail === true);
    if (fault === undefined) {
      return [ok('trail', `${printable(Name)}: logs reads and writes, in all regions`)];
    }
    faults.push(`${printable(Name)} ${fault}`);
  }
  return [
    fix(
      'trail',
      faults.length === 0 ? 'there is none' : faults.join('; '),
      'Without a trail that logs all management events in all regions, nothing is seen: docs/coverage.md, "What has to be there first"',
    ),
  ];
}

async function faultOf(
  client: CloudTrailClient,
  trail: string,
  isMultiRegion: boolean,
): Promise<string | undefined> {
  if (!isMultiRegion) return 'is of one region only';
  try {
    const { IsLogging } = await client.send(new GetTrailStatusCommand({ Name: trail }));
    if (IsLogging !== true) return 'is not logging';
    const selectors = await client.send(new GetEventSelectorsCommand({ TrailName: trail }));
    return seesManagementEvents(selectors) ? undefined : 'leaves reads or writes out';
  } catch (error) {
    const sentence = describeAwsFailure(error);
    if (sentence === undefined) throw error;
    return `could not be looked at: ${sentence}`;
  }
}

/**
 * Whether some selector takes all management events (CloudTrail API Reference, EventSelector, AdvancedEventSelector).
 */
export function seesManagementEvents({
  EventSelectors = [],
  AdvancedEventSelectors = [],
}: Pick<GetEventSelectorsCommandOutput, 'EventSelectors' | 'AdvancedEventSelectors'>) {
  return (
    EventSelectors.some(
      ({ IncludeManagementEvents, ReadWriteType }) =>
        IncludeManagementEvents !== false && (ReadWriteType ?? 'All') === 'All',
    ) ||
    AdvancedEventSelectors.some(
      ({ FieldSelectors = [] }) =>
        FieldSelectors.some(
          ({ Field, Equals = [] }) => Field === 'eventCategory' && Equals.includes('Management'),
        ) && !FieldSelectors.some(({ Field }) => Field === 'readOnly'),
    )
  );
}
