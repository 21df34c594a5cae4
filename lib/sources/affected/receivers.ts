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
  'x-amz-acl',
  'AccessControlPolicy.AccessControlList.Grant.Grantee.URI',
  'AccessControlPolicy.AccessControlList.Grant.Grantee.ID',
  'principal',
  'principals',
  'granteePrincipal',
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

/** ACLs that share with nobody: they are settings, and no receivers. */
const privateAcls = ['private', 'bucket-owner-full-control', 'bucket-owner-read'];

/** Who gains access by a call, everybody first: three others in front must not hide it. */
export function receiversIn(request: unknown): string[] {
  const values = [
    ...receivers.flatMap((path) => textsAt(request, path)).map(withoutGroupAddress),
    ...policiesIn(request).flatMap(allowedPrincipals),
  ].filter((value) => !privateAcls.includes(value));
  return values.sort((a, b) => Number(isEverybody(b)) - Number(isEverybody(a)));
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
