import type { UseFacts } from '../root-activity.ts';
import { agentIn, isActingService } from './acting-service.ts';
import type { Actor, EventClass } from './classes.ts';

/** Who used root. */
export function actorOf(use: UseFacts, eventClass: EventClass): Actor {
  const { identity } = use;
  // A caller of AssumeRoot only asks for a root session and has none yet, so nothing makes it milder.
  if (eventClass === 'assumeRoot') return 'direct';
  // Whoever it was and for whomever: what is changed is what watches them.
  if (eventClass === 'ownPart' || eventClass === 'forged') return 'direct';
  if (identity.isAssumedRoot) return 'centralizedSession';
  if (isServiceActing(use)) return 'service';
  if (identity.type === 'FederatedUser') return 'federatedSession';
  return agentOf(use) === undefined ? 'direct' : 'agent';
}

/** Whether an AWS service made the call for root by itself. */
export function isServiceActing({ identity, isFromConsole, sourceIp }: UseFacts): boolean {
  return isActingService(identity.invokedBy, { isFromConsole, sourceIp });
}

/**
 * The MCP server of AWS by which an AI agent used root: the one that made the call, or the one whose tool the agent
 * called. Undefined: no agent did.
 */
export function agentOf({ identity, eventSource }: UseFacts): string | undefined {
  return agentIn(identity.invokedBy) ?? agentIn(eventSource);
}
