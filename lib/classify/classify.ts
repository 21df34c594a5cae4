import type { UseFacts } from '../root-activity.ts';
import { classByEffect } from './class-by-effect.ts';
import type { EventClass } from './classes.ts';
import { classOfEvent } from './event-names.ts';
import { ncloudClassOf } from './ncloud-class.ts';
import { rootCredentialClassOf } from './root-credential-class.ts';
import { consoleLogInOf, signInClassOf } from './sign-in-class.ts';

/** Names of events that are not in the table but say that they delete. This can only make an event worse. */
const nameOfDeletion = /^(?:Batch)?(?:Delete|Terminate|Purge|Destroy|Deregister)(?=[A-Z]|$)/;

/** The class of a use: by the event's name, and in a few cases also by its outcome or by what it affects. */
export function classify(use: UseFacts): EventClass {
  if (use.sender?.fault !== undefined) return 'forged';
  // Who is not root is told only for what it did to root-alert. Of root, what is not sure is better told as what it is.
  if (use.ownPart !== undefined && (use.isByOther || use.ownPart.isSure)) return 'ownPart';
  if (use.cloud === 'ncloud') {
    const known = ncloudClassOf(use);
    return known === 'signIn' ? consoleLogInOf(use) : known;
  }
  if (use.finding !== undefined) return 'signInAnomaly';
  if (use.eventSource === 'signin.amazonaws.com') {
    const signIn = signInClassOf(use);
    if (signIn !== undefined) return signIn;
  }
  if (use.isAboutRootItself) {
    const ownCredential = rootCredentialClassOf(use.eventName);
    if (ownCredential !== undefined) return ownCredential;
  }
  const named = classOfEvent.get(`${use.eventSource} ${use.eventName}`);
  const known = classByEffect(use, named);
  if (known !== undefined) return known;
  if (nameOfDeletion.test(use.eventName)) return 'deletion';
  return use.isReadOnly ? 'read' : 'action';
}
