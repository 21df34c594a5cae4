import type { UseFacts } from '../root-activity.ts';
import { isActingService } from './acting-service.ts';
import type { Actor, EventClass } from './classes.ts';

/** Who used root. */
export function actorOf({ identity }: UseFacts, eventClass: EventClass): Actor {
  // A caller of AssumeRoot only asks for a root session and has none yet, so nothing makes it milder.
  if (eventClass === 'assumeRoot') return 'direct';
  // Whoever it was and for whomever: what is changed is what watches them.
  if (eventClass === 'ownPart' || eventClass === 'forged') return 'direct';
  if (identity.isAssumedRoot) return 'centralizedSession';
  if (isActingService(identity.invokedBy)) return 'service';
  return identity.type === 'FederatedUser' ? 'federatedSession' : 'direct';
}
