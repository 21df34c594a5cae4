import type { UseFacts } from '../root-activity.ts';
import type { EventClass } from './classes.ts';
import type { Deed } from './deed.ts';
import { namedEventOf } from './named-event.ts';

/**
 * What a use did. Undefined: the words are those of its class, or name the service and the event.
 *
 * @param eventClass as `classify` judged the use. It is not that of the event's name where the request says more.
 */
export function deedOf(use: UseFacts, eventClass: EventClass): Deed | undefined {
  if (use.cloud !== 'aws') return undefined;
  if (eventClass === 'adminGranted') return grantOf(use);
  const named = namedEventOf(use.eventSource, use.eventName, use.aspect);
  // The table has no class of its own for some events, and their request may give them one.
  // A call about root itself has the words of its name too, and so has one that its request gives another class.
  const isThatOfName =
    named?.eventClass === eventClass ||
    named?.eventClass === 'action' ||
    eventClass === 'rootCredentialCreated' ||
    eventClass === 'trust';
  return isThatOfName ? named?.deed : undefined;
}

/** Administrator rights, and who or what got them. */
function grantOf({ affected }: UseFacts): Deed {
  const receiver = (['user', 'role', 'group'] as const).find((kind) =>
    affected.some((item) => item.kind === kind),
  );
  if (receiver !== undefined) return ['grant', 'adminRights', receiver];
  return ['add', 'administratorAccess', 'policy'];
}
