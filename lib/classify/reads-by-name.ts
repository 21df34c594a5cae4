import { apiNameOf } from './api-name.ts';
import { namedEventOf } from './named-event.ts';

/** Whether a name says that a call only reads, and no table has it as anything else. */
export function readsByName(eventSource: string | undefined, eventName: string): boolean {
  const named = namedEventOf(eventSource, eventName)?.eventClass;
  return /^(?:Batch)?(?:Get|List|Describe|Search|Lookup|Head)(?=[A-Z])/.test(apiNameOf(eventName))
    ? named === undefined || named === 'read'
    : false;
}
