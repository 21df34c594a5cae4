import type { UseFacts } from '../root-activity.ts';
import { accessLevelOf } from './access-level.ts';
import { apiNameOf } from './api-name.ts';
import { classByEffect } from './class-by-effect.ts';
import type { EventClass } from './classes.ts';
import { namedEventOf } from './named-event.ts';
import { rootCredentialClassOf } from './root-credential-class.ts';
import { signInClassOf } from './sign-in-class.ts';

/** Names of events that are not in the table but say that they delete. This can only make an event worse. */
const nameOfDeletion = /^(?:Batch)?(?:Delete|Terminate|Purge|Destroy|Deregister)(?=[A-Z]|$)/;

/** Names that say that a call takes permissions away, or ends what gives them. */
const nameOfRemoval =
  /^(?:Batch)?(?:Delete|Remove|Revoke|Detach|Disassociate|Dissociate|Deauthorize|Retire|Reject|Cancel|Abort|Disable|Deregister)(?=[A-Z]|$)/;

/** The class of a use in AWS: by the event's name, and in a few cases also by its outcome or by what it affects. */
export function classify(use: UseFacts): EventClass {
  if (use.sender?.fault !== undefined) return 'forged';
  // Who is not root is told only for what it did to root-alert. Of root, what is not sure is better told as what it is.
  if (use.ownPart !== undefined && (use.isByOther || use.ownPart.isSure)) return 'ownPart';
  if (use.finding !== undefined) return 'signInAnomaly';
  if (use.eventSource === 'signin.amazonaws.com') {
    const signIn = signInClassOf(use);
    if (signIn !== undefined) return signIn;
  }
  if (use.isAboutRootItself) {
    const ownCredential = rootCredentialClassOf(use.eventName);
    if (ownCredential !== undefined) return ownCredential;
  }
  const named = namedEventOf(use.eventSource, use.eventName, use.aspect)?.eventClass;
  return classByEffect(use, named) ?? classOfUnnamed(use);
}

/**
 * The class of an event without a name in the table: by the level of access that AWS publishes for it, so that a new
 * service is judged right without us. Whether it is a read is what the record says, never its name.
 */
function classOfUnnamed({ eventSource, eventName, isReadOnly }: UseFacts): EventClass {
  const api = apiNameOf(eventName);
  const level = accessLevelOf(eventSource, api);
  if (level === 'tagging' && !isReadOnly) return 'tagging';
  if (level === 'permissions' && !isReadOnly) {
    return nameOfRemoval.test(api) ? 'permissionsRemoved' : 'permissions';
  }
  if (nameOfDeletion.test(api)) return 'deletion';
  return isReadOnly ? 'read' : 'action';
}
