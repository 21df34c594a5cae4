import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { openClient } from '../aws-client.js';
import { describeAwsFailure } from '../aws-failure.js';
import { printable } from '../printable.js';
import { fix, ok } from './status-row.js';

/** @typedef {import('@aws-sdk/client-cloudtrail').GetEventSelectorsCommandOutput} Selectors */

/**
 * Whether some trail logs management events, reads and writes, in all regions now: without one, EventBridge gets nothing.
 *
 * @param {string} region
 * @returns {Promise<import('./status-row.js').Row[]>}
 */
export async function trailRows(region) {
  const { trailList = [] } = await openClient(CloudTrailClient, region).send(
    new DescribeTrailsCommand({ includeShadowTrails: true }),
  );
  const faults = [];
  for (const { Name = '', TrailARN, HomeRegion, IsMultiRegionTrail } of trailList) {
    // A trail of another region is known there, and elsewhere by its ARN alone.
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

/**
 * @param {CloudTrailClient} client
 * @param {string} trail
 * @param {boolean} isMultiRegion
 * @returns {Promise<string | undefined>}
 */
async function faultOf(client, trail, isMultiRegion) {
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
 *
 * @param {Pick<Selectors, 'EventSelectors' | 'AdvancedEventSelectors'>} selectors
 */
export function seesManagementEvents({ EventSelectors = [], AdvancedEventSelectors = [] }) {
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
