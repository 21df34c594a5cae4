import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import { openClient } from './aws-client.ts';

/**
 * Regions that are switched on in the account and do not forward: a use of root there is not seen.
 *
 * @throws what the SDK throws
 */
export async function uncoveredRegions(
  home: string,
  covered: readonly string[],
): Promise<string[]> {
  const pages = paginateListRegions(
    { client: openClient(AccountClient, home) },
    { RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] },
  );
  const enabled: string[] = [];
  for await (const { Regions = [] } of pages) {
    enabled.push(...Regions.flatMap(({ RegionName }) => RegionName ?? []));
  }
  return enabled.filter((region) => !covered.includes(region));
}
