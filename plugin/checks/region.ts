import regions from '../../resources/regions.json' with { type: 'json' };
import { UserError } from '../user-error.ts';

const known: readonly string[] = [...regions.enabledByDefault, ...regions.optIn];

/** Regions of GovCloud, China and the like are not in the file: the framework knows them. */
const ofOtherPartitions = /^(?:us-(?:gov|iso[a-z]?)|cn)-[a-z]+-\d$/;

/**
 * Checks the home region, on which the framework writes all the names that it knows.
 *
 * @throws {UserError}
 */
export function checkRegionName(region: string): void {
  if (known.includes(region) || ofOtherPartitions.test(region)) return;
  const given = region.length > 40 ? 'this' : JSON.stringify(region);
  throw new UserError(
    `--region: expected the name of a region, such as ap-northeast-2; ${given} is none that is known here.`,
  );
}
