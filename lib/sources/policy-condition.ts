/**
 * Keys that tie a request to an account, a network or a principal. S3 User Guide, "The meaning of public", has most of
 * them; the others are global keys of the same kind (IAM User Guide, "AWS global condition context keys").
 */
const restrictingKeys = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalservicename',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceip',
  'aws:vpcsourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'aws:username',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  'elasticfilesystem:accesspointarn',
]);

/** Operators that ask for a value. With `…IfExists` or `ForAllValues:` a request without the key passes. */
const restrictingOperator =
  /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;

/**
 * What keeps strangers out in a condition of a policy: `aws:PrincipalOrgID = o-a1b2c3d4e5`. A condition that cannot be
 * read keeps nobody out.
 */
export function restrictionsOf(condition: unknown): string[] {
  return entriesOf(condition)
    .filter(([operator]) => restrictingOperator.test(operator))
    .flatMap(([, keys]) => entriesOf(keys))
    .filter(([key, values]) => restrictsBy(key.toLowerCase(), values))
    .map(([key, values]) => `${key} = ${[values].flat().map(String).slice(0, 3).join(', ')}`);
}

/** One value that lets everybody in is enough, since the values of a key are alternatives. */
function restrictsBy(key: string, value: unknown): boolean {
  const values = (Array.isArray(value) ? value : [value]).map(String);
  if (!restrictingKeys.has(key) || values.length === 0) return false;
  return values.every(key.endsWith('sourceip') ? isNarrowNetwork : isParticular);
}

/** A wildcard is fine where an account, an organization or a network is named besides it. */
function isParticular(value: string): boolean {
  if (!/[*?]/.test(value)) return value.trim() !== '';
  return /(?<!\d)\d{12}(?!\d)|\bo-[a-z0-9]{10,32}\b|arn:aws[a-z-]*:s3:::[^*?]+/.test(value);
}

/** S3 counts a network broader than /8, or than /32 of IPv6, as everybody ("The meaning of public"). */
export function isNarrowNetwork(network: string): boolean {
  const [, prefix] = network.match(/\/(\d{1,3})$/) ?? [];
  if (prefix === undefined) return /^[\da-fA-F.:]+$/.test(network);
  return Number(prefix) >= (network.includes(':') ? 32 : 8);
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
