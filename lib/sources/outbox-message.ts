import type { RootActivity } from '../root-activity.ts';
import { readCloudTrailEvent } from './cloudtrail-event.ts';

/**
 * Reads the body of a message of the outbox: an EventBridge event, put there by the rule. Never
 * throws: a body that is no JSON comes back as unreadable.
 */
export function readOutboxMessage(body: string): RootActivity {
  return readCloudTrailEvent(parse(body));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
