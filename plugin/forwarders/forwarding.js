import { readFileSync } from 'node:fs';
import { UserError } from '../user-error.js';

/**
 * `rootSignIn`: where AWS records root sign-ins (CloudTrail User Guide, "AWS Management Console sign-in events").
 *
 * @type {{ enabledByDefault: string[], optIn: string[], rootSignIn: string[] }}
 */
const regions = JSON.parse(
  readFileSync(new URL('../../resources/regions.json', import.meta.url), 'utf8'),
);

/** Where AWS records root sign-ins. */
export const { rootSignIn: signInRegions } = regions;

/**
 * Which regions and accounts send their uses of root to the home region.
 *
 * @typedef {object} Forwarding
 * @property {string[]} regions of this account, without home
 * @property {string[]} optInRegions those of them, and of home, that are not enabled by default
 * @property {{ id: string, units: string[], callAs: string } | undefined} organization
 */

/**
 * Reads the parameters that say what a deployment covers.
 *
 * @param {object} parameters as serverless.yml has them: text, unless somebody wrote otherwise under `params:`
 * @param {string} parameters.home the region that is deployed to
 * @param {unknown} parameters.forwardRegions comma-separated; nothing: all that are enabled by default
 * @param {unknown} parameters.organizationId
 * @param {unknown} parameters.organizationalUnits comma-separated
 * @param {unknown} parameters.organizationCallAs
 * @returns {Forwarding}
 * @throws {UserError} naming the parameter and what was expected
 */
export function readForwarding({
  home,
  forwardRegions,
  organizationId,
  organizationalUnits,
  organizationCallAs,
}) {
  if (!isKnown(home)) {
    // GovCloud and China too: EventBridge does not send to them from other regions.
    throw new UserError(`region: expected the name of an AWS region; ${home} is none we know.`);
  }
  const named = list('forwardRegions', forwardRegions);
  for (const region of named) {
    if (region === home) {
      throw new UserError(
        `forwardRegions: expected regions other than the home region ${home}, which needs no forwarder.`,
      );
    }
    if (!isKnown(region)) {
      throw new UserError(
        `forwardRegions: expected names of AWS regions; ${region} is none we know.`,
      );
    }
  }
  const all = named.length > 0 ? [...new Set(named)] : regions.enabledByDefault;
  const forwarding = all.filter((region) => region !== home);
  return {
    regions: forwarding,
    optInRegions: [home, ...forwarding].filter((region) => regions.optIn.includes(region)),
    organization: readOrganization(
      text('organizationId', organizationId),
      list('organizationalUnits', organizationalUnits),
      text('organizationCallAs', organizationCallAs),
    ),
  };
}

/** @param {string} region */
function isKnown(region) {
  return regions.enabledByDefault.includes(region) || regions.optIn.includes(region);
}

/**
 * @param {string} id
 * @param {string[]} units
 * @param {string} callAs
 */
function readOrganization(id, units, callAs) {
  if (!['', 'SELF', 'DELEGATED_ADMIN'].includes(callAs)) {
    throw new UserError('organizationCallAs: expected SELF or DELEGATED_ADMIN.');
  }
  if (id === '' && units.length === 0 && callAs === '') return undefined;
  if (!/^o-[a-z0-9]{10,32}$/.test(id)) {
    throw new UserError(
      'organizationId: expected the id of an organization, such as o-a1b2c3d4e5.',
    );
  }
  if (units.length === 0) {
    throw new UserError(
      'organizationalUnits: expected the ids of organizational units, or of the root, to go with organizationId.',
    );
  }
  for (const unit of units) {
    if (!/^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/.test(unit)) {
      throw new UserError(
        `organizationalUnits: expected ids such as ou-ab12-11112222 or r-ab12; ${unit} is none.`,
      );
    }
  }
  return { id, units: [...new Set(units)], callAs: callAs || 'SELF' };
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function text(name, value) {
  if (typeof value !== 'string') throw new UserError(`${name}: expected text.`);
  return value.trim();
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function list(name, value) {
  return text(name, value)
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/**
 * What a deployment with these regions never sees. Leaving a sign-in region out is allowed, but not in silence.
 *
 * @param {string} home
 * @param {string[]} regions that forward to it
 * @returns {string | undefined} one line; undefined when root sign-ins are seen wherever they are recorded
 */
export function blindSpot(home, regions) {
  const missing = signInRegions.filter((region) => region !== home && !regions.includes(region));
  if (missing.length === 0) return undefined;
  return `Root sign-ins recorded in ${missing.join(', ')} are not seen: forwardRegions leaves them out.`;
}
