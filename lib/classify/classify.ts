import type { UseFacts } from '../root-activity.ts';
import type { EventClass, SignIn } from './classes.ts';
import { classOfEvent } from './event-names.ts';
import { ncloudClassOf } from './ncloud-class.ts';

/** Services that nobody listed name what they destroy in the same way. It makes an event worse, never better. */
const nameOfDeletion = /^(?:Batch)?(?:Delete|Terminate|Purge|Destroy|Deregister)(?=[A-Z]|$)/;

/** AWS's own policies that give everything, or the means to take it ("AWS managed policies for job functions"). */
const givesEverything = /:policy\/(?:AdministratorAccess|IAMFullAccess)$/;

/** What kind of use it is: by the event's name, and in a few cases by how it went or what it concerns. */
export function classify(use: UseFacts): EventClass {
  if (use.cloud === 'ncloud') {
    const known = ncloudClassOf(use);
    return known === 'signIn' ? signInOf(use) : known;
  }
  if (use.eventSource === 'signin.amazonaws.com' && use.eventName === 'ConsoleLogin') {
    return signInOf(use);
  }
  const named = classOfEvent.get(`${use.eventSource} ${use.eventName}`);
  if (named === 'identity' && /^Attach/.test(use.eventName) && affectsPolicy(use, givesEverything))
    return 'adminGranted';
  if (named !== undefined) return named;
  if (nameOfDeletion.test(use.eventName)) return 'deletion';
  return use.isReadOnly ? 'read' : 'action';
}

function affectsPolicy({ affected }: UseFacts, which: RegExp): boolean {
  return affected.some(({ kind, value }) => kind === 'policy' && which.test(value));
}

function signInOf({ outcome, hasMfa }: UseFacts): SignIn {
  if (outcome === 'failure') return 'signInFailed';
  if (outcome === 'unknown') return 'signInUnclear';
  if (hasMfa === undefined) return 'signInMfaUnknown';
  return hasMfa ? 'signInWithMfa' : 'signInWithoutMfa';
}
