import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import { openClient } from './aws-client.js';

/**
 * Regions that are switched on in the account and were not asked to forward: root can be used there unseen.
 *
 * @param {string} home
 * @param {readonly string[]} covered
 * @returns {Promise<string[]>}
 * @throws what the SDK throws
 */
export async function uncoveredRegions(home, covered) {
  const pages = paginateListRegions(
    { client: openClient(AccountClient, home) },
    { RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] },
  );
  /** @type {string[]} */
  const enabled = [];
  for await (const { Regions = [] } of pages) {
    enabled.push(...Regions.flatMap(({ RegionName }) => RegionName ?? []));
  }
  return enabled.filter((region) => !covered.includes(region));
}
