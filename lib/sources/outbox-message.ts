import { jsonOrText } from '../json.ts';
import type { RootActivity } from '../root-activity.ts';
import { readAlarmNotification } from './alarm-notification.ts';
import { readCloudTrailEvent } from './cloudtrail-event.ts';

/**
 * Reads the body of a message of the outbox: an EventBridge event, put there by a rule, or what SNS
 * makes of a notification. Never throws: a body that is no JSON comes back as unreadable.
 *
 * @param uniqueId for a notification that nothing tells from another.
 */
export function readOutboxMessage(body: string, uniqueId: () => string): RootActivity {
  const message = jsonOrText(body);
  return isNotification(message)
    ? readAlarmNotification(message, uniqueId)
    : readCloudTrailEvent(message);
}

function isNotification(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'Type' in message &&
    message.Type === 'Notification' &&
    'Message' in message
  );
}
