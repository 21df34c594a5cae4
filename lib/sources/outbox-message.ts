import type { OwnDeployment } from '../guard/own-deployment.ts';
import { jsonOrText } from '../json.ts';
import type { RootActivity } from '../root-activity.ts';
import { readEventBridgeEvent } from './eventbridge-event.ts';
import { readNotification } from './notification.ts';

/**
 * Reads the body of a message in the outbox: an EventBridge event from a rule, or a notification from SNS.
 * Never throws: a body that is not JSON comes back as unreadable.
 *
 * @param deployment as {@link readCloudTrailEvent} takes it.
 * @param uniqueId makes an id for a notification that has nothing to tell it from another.
 */
export function readOutboxMessage(
  body: string,
  uniqueId: () => string,
  deployment?: OwnDeployment,
): RootActivity {
  const message = jsonOrText(body);
  return isNotification(message)
    ? readNotification(message, uniqueId)
    : readEventBridgeEvent(message, deployment);
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
