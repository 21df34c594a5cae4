import regions from '../../resources/regions.json' with { type: 'json' };
import { isOn } from '../checks/on-or-off.ts';
import { UserError } from '../user-error.ts';

/** The option of `sls deploy` with which regions may be left without a forwarder. */
export const acceptGaps = 'accept-gaps';

/** Where AWS records root sign-ins (CloudTrail User Guide, "AWS Management Console sign-in events"). */
export const signInRegions: readonly string[] = regions.rootSignIn;

/** The regions and accounts that send their uses of root to the home region. */
export interface Forwarding {
  /** Of this account, without home. */
  readonly regions: string[];
  /** Those of {@link regions} and home that are not enabled by default. */
  readonly optInRegions: string[];
  readonly organization: Organization | undefined;
}

export interface Organization {
  readonly id: string;
  readonly units: readonly string[];
  readonly callAs: string;
  /** Each account lets reconcile ask how its root can be used. */
  readonly hasPosture: boolean;
}

/** Parameters as serverless.yml has them: text, unless somebody wrote something else under `params:`. */
export interface ForwardingParameters {
  /** The region that is deployed to. */
  readonly home: string;
  /** Separated by commas. None: all that are enabled by default. */
  readonly forwardRegions: unknown;
  readonly organizationId: unknown;
  /** Separated by commas. */
  readonly organizationalUnits: unknown;
  readonly organizationCallAs: unknown;
  /** Whether the accounts of the organization are asked how their root can be used: `on` or `off`. */
  readonly memberPosture?: unknown;
}

/**
 * Reads the parameters that say what a deployment covers.
 *
 * @throws {UserError} naming the parameter and what was expected
 */
export function readForwarding({
  home,
  forwardRegions,
  organizationId,
  organizationalUnits,
  organizationCallAs,
  memberPosture,
}: ForwardingParameters): Forwarding {
  if (!isKnown(home)) {
    // GovCloud and China are refused too: EventBridge does not send to them from other regions.
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
      isOn('memberPosture', memberPosture),
    ),
  };
}

function isKnown(region: string) {
  return regions.enabledByDefault.includes(region) || regions.optIn.includes(region);
}

function readOrganization(id: string, units: string[], callAs: string, hasPosture: boolean) {
  if (!['', 'SELF', 'DELEGATED_ADMIN'].includes(callAs)) {
    throw new UserError('organizationCallAs: expected SELF or DELEGATED_ADMIN.');
  }
  if (id === '' && units.length === 0 && callAs === '') {
    if (!hasPosture) return undefined;
    throw new UserError('memberPosture: expected on only together with organizationId.');
  }
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
  return { id, units: [...new Set(units)], callAs: callAs || 'SELF', hasPosture };
}

function text(name: string, value: unknown) {
  if (typeof value !== 'string') throw new UserError(`${name}: expected text.`);
  return value.trim();
}

function list(name: string, value: unknown) {
  return text(name, value)
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/**
 * What a deployment with these regions never sees. Leaving a sign-in region out is allowed, but not in silence.
 *
 * @param regions that forward to it
 * @returns one line; undefined when root sign-ins are seen wherever they are recorded
 */
export function blindSpot(home: string, regions: string[]): string | undefined {
  const missing = signInRegions.filter((region) => region !== home && !regions.includes(region));
  if (missing.length === 0) return undefined;
  return `Root sign-ins recorded in ${missing.join(', ')} are not seen: forwardRegions leaves them out.`;
}
