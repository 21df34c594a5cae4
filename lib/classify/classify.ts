import type { UseFacts } from '../root-activity.ts';
import type { EventClass, SignIn } from './classes.ts';
import { classOfEvent } from './event-names.ts';
import { ncloudClassOf } from './ncloud-class.ts';

/** Names of events that are not in the table but say that they delete. This can only make an event worse. */
const nameOfDeletion = /^(?:Batch)?(?:Delete|Terminate|Purge|Destroy|Deregister)(?=[A-Z]|$)/;

/** AWS's own policies that give all rights, or the means to take them ("AWS managed policies for job functions"). */
const administratorPolicy = /:policy\/(?:AdministratorAccess|IAMFullAccess)$/;

/** The class of a use: by the event's name, and in a few cases also by its outcome or by what it affects. */
export function classify(use: UseFacts): EventClass {
  if (use.cloud === 'ncloud') {
    const known = ncloudClassOf(use);
    return known === 'signIn' ? signInOf(use) : known;
  }
  if (use.eventSource === 'signin.amazonaws.com' && use.eventName === 'ConsoleLogin') {
    return signInOf(use);
  }
  const named = classOfEvent.get(`${use.eventSource} ${use.eventName}`);
  if (
    named === 'identity' &&
    /^Attach/.test(use.eventName) &&
    affectsPolicy(use, administratorPolicy)
  )
    return 'adminGranted';
  if (named !== undefined) return named;
  if (nameOfDeletion.test(use.eventName)) return 'deletion';
  return use.isReadOnly ? 'read' : 'action';
}

function affectsPolicy({ affected }: UseFacts, pattern: RegExp): boolean {
  return affected.some(({ kind, value }) => kind === 'policy' && pattern.test(value));
}

function signInOf({ outcome, hasMfa }: UseFacts): SignIn {
  if (outcome === 'failure') return 'signInFailed';
  if (outcome === 'unknown') return 'signInUnclear';
  if (hasMfa === undefined) return 'signInMfaUnknown';
  return hasMfa ? 'signInWithMfa' : 'signInWithoutMfa';
}
