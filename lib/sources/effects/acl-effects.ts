import type { Effect } from '../../classify/effect.ts';
import { textsAt } from '../affected/value-at.ts';
import { type Call, type FoundEffects, parametersOf } from './call.ts';

/** Canned ACLs that let in nobody outside the account ("Access control list (ACL) overview", S3 User Guide). */
const privateAcls = new Set([
  'private',
  'bucket-owner-read',
  'bucket-owner-full-control',
  'log-delivery-write',
  'aws-exec-read',
]);

/** Predefined groups of S3: everybody, and everybody who has an account of AWS. */
const openGroups = /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)/;

/** What an ACL of S3 opens or closes. */
export function aclEffects(call: Call): FoundEffects {
  if (!/^Put(?:Bucket|Object)Acl$|^CreateBucket$|^PutObject$/.test(call.eventName)) {
    return { effects: [], keys: [] };
  }
  const canned = textsAt(call.request, 'x-amz-acl');
  const granted = [
    ...textsAt(call.request, 'AccessControlPolicy.AccessControlList.Grant.Grantee.URI'),
    ...grantHeaders(call),
  ];
  const effects = [...canned.map(cannedEffect), ...granted.flatMap(grantEffect)];
  return { effects, keys: ['x-amz-acl', 'acl'] };
}

function cannedEffect(acl: string): Effect {
  const setting = `ACL = ${acl}`;
  return { kind: privateAcls.has(acl) ? 'closes' : 'opensToAll', setting };
}

function grantEffect(grantee: string): Effect[] {
  return openGroups.test(grantee) ? [{ kind: 'opensToAll' }] : [];
}

/** `x-amz-grant-read: uri="http://acs.amazonaws.com/groups/global/AllUsers"`. */
function grantHeaders(call: Call): string[] {
  return Object.keys(parametersOf(call))
    .filter((key) => /^x-amz-grant-/i.test(key))
    .flatMap((key) => textsAt(call.request, key));
}
