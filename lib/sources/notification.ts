import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import type { RootActivity } from '../root-activity.ts';
import { isAlarmEvent, readAlarmEvent } from './alarm-event.ts';
import { readAlarmNotification } from './alarm-notification.ts';
import { readEventBridgeEvent } from './eventbridge-event.ts';
import { anyObject, text } from './field.ts';
import { isRootUse } from './is-root-use.ts';
import { isSignInAnomaly } from './sign-in-anomaly.ts';

const notification = v.object({ Message: text });

/**
 * Reads what SNS delivers by the alarm's topic: an alarm of CloudWatch, or an event that a rule of EventBridge sends there,
 * as AWS's articles build it (AWS re:Post, "How do I create an EventBridge rule that notifies me when my root user account
 * was used?"). A use of root is read as itself, with the id that it has by every other way. Never throws: any other text
 * comes back as a notice.
 *
 * @param sns as {@link readAlarmNotification} takes it.
 */
export function readNotification(sns: unknown, uniqueId: () => string): RootActivity {
  const { Message = '' } = v.parse(v.fallback(notification, {}), sns);
  const message = jsonOrText(Message);
  if (!v.is(anyObject, message) || !isEvent(message)) return readAlarmNotification(sns, uniqueId);
  if (isAlarmEvent(message)) return readAlarmEvent(message, sns, uniqueId);
  return isSignInAnomaly(message) || isRootUse(message['detail'], 'digest')
    ? readEventBridgeEvent(message)
    : readAlarmNotification(sns, uniqueId);
}

/** Only AWS can send events whose source begins with `aws.`. Those of a drill say that they are one. */
function isEvent(message: Readonly<Record<string, unknown>>): boolean {
  const { source, detail } = message;
  const isKnownSource = typeof source === 'string' && /^(?:aws|root-alert\.drill)\./.test(source);
  return isKnownSource && typeof detail === 'object' && detail !== null;
}
