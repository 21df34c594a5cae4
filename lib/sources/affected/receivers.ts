import type { Call } from '../effects/call.ts';
import { allowedPrincipals, policiesIn } from '../policy-document.ts';
import { textsAt } from './value-at.ts';

/** Where records name with whom something is shared. */
const receivers: readonly string[] = [
  'createVolumePermission.add.items.userId',
  'createVolumePermission.add.items.group',
  'launchPermission.add.items.userId',
  'launchPermission.add.items.group',
  'launchPermission.add.items.organizationArn',
  'launchPermission.add.items.organizationalUnitArn',
  'loadPermission.add.items.userId',
  'loadPermission.add.items.group',
  'valuesToAdd',
  'accountIdsToAdd',
  'accountWithRestoreAccess',
  'aWSAccountIds',
  'aWSAccountId',
  'x-amz-acl',
  'AccessControlPolicy.AccessControlList.Grant.Grantee.URI',
  'AccessControlPolicy.AccessControlList.Grant.Grantee.ID',
  'principal',
  'principals',
  'granteePrincipal',
  'principalArn',
  'principalId',
];

/** Where records name with whom something is shared no more. */
const removed: readonly string[] = [
  'createVolumePermission.remove.items.userId',
  'createVolumePermission.remove.items.group',
  'launchPermission.remove.items.userId',
  'launchPermission.remove.items.group',
  'launchPermission.remove.items.organizationArn',
  'loadPermission.remove.items.userId',
  'loadPermission.remove.items.group',
  'valuesToRemove',
  'accountIdsToRemove',
];

/** Where requests name to whom records, events or objects go, by service. */
const carriersOf: Readonly<Record<string, readonly string[]>> = {
  logs: ['destinationArn'],
  events: ['targets.arn'],
  s3: [
    'ReplicationConfiguration.Rule.Destination.Account',
    'ReplicationConfiguration.Rule.Destination.Bucket',
    'BucketLoggingStatus.LoggingEnabled.TargetBucket',
  ],
};

/** ACLs that share with nobody: they are settings, and no receivers. */
const privateAcls = ['private', 'bucket-owner-full-control', 'bucket-owner-read'];

/**
 * Who gains access by a call: everybody first, then other accounts. Three others in front must not hide them.
 *
 * @param accountId of the account that the call was made in.
 */
export function receiversIn({ request }: Call, accountId: string | undefined): string[] {
  const values = [
    ...receivers.flatMap((path) => textsAt(request, path)).map(withoutGroupAddress),
    ...policiesIn(request).flatMap(allowedPrincipals),
  ].filter((value) => !privateAcls.includes(value));
  return gravestFirst(values, accountId);
}

/** To whom a call has logs, events or copies of objects sent. */
export function recipientsIn({ service, request }: Call, accountId: string | undefined): string[] {
  // A service may be named `constructor`: whoever sends an event names it.
  const paths = Object.hasOwn(carriersOf, service ?? '') ? (carriersOf[service ?? ''] ?? []) : [];
  const values = paths.flatMap((path) => textsAt(request, path));
  return gravestFirst(values, accountId);
}

function gravestFirst(values: readonly string[], accountId: string | undefined): string[] {
  const rank = (value: string) =>
    Number(isEverybody(value)) * 2 + Number(isStranger(value, accountId));
  return values.toSorted((a, b) => rank(b) - rank(a));
}

function isStranger(value: string, accountId: string | undefined): boolean {
  const [number] = value.match(/(?<!\d)\d{12}(?!\d)/) ?? [];
  return number !== undefined && number !== accountId;
}

export function formerReceiversIn(request: unknown): string[] {
  return removed.flatMap((path) => textsAt(request, path));
}

/** As policies, EC2, RDS and ACLs write "everybody". */
function isEverybody(receiver: string): boolean {
  return ['*', 'all', 'AllUsers', 'AuthenticatedUsers'].includes(receiver);
}

/** `AllUsers`, where an ACL has the address of that group (S3, "Amazon S3 predefined groups"). */
function withoutGroupAddress(receiver: string): string {
  return receiver.replace(/^https?:\/\/acs\.amazonaws\.com\/groups\/(?:global|s3)\//, '');
}
