import type { UseFacts } from '../root-activity.ts';

/** Calls that may give administrator rights by a policy that the request carries. */
const carriesPolicy =
  /^(?:Put(?:User|Group|Role)Policy|CreatePolicy|CreatePolicyVersion|PutInlinePolicyToPermissionSet)$/;

/**
 * Whether a call may have given administrator rights and its record does not show it. AWS leaves out parameters over
 * 100 kB, and IAM does not count the spaces of a policy, so a thief could pad one until it disappears from the record.
 */
export function mayHideAdministrator({ eventName, omitted }: UseFacts): boolean {
  return omitted.includes('request') && carriesPolicy.test(eventName);
}
