import * as v from 'valibot';
import type { AlarmTransition } from '../root-activity.ts';
import { readAlarmNotification } from './alarm-notification.ts';
import { anyObject, text } from './field.ts';

const event = v.object({
  id: text,
  account: text,
  time: text,
  resources: v.fallback(v.optional(v.array(text)), undefined),
});

const change = v.object({
  alarmName: text,
  state: v.fallback(
    v.optional(v.object({ value: text, reason: text, timestamp: text })),
    undefined,
  ),
  configuration: v.fallback(v.optional(v.object({ description: text })), undefined),
});

export function isAlarmEvent(message: Readonly<Record<string, unknown>>): boolean {
  return message['detail-type'] === 'CloudWatch Alarm State Change';
}

/**
 * Reads EventBridge's event about an alarm that changed its state (CloudWatch User Guide, "Alarm events and EventBridge")
 * as the notification that CloudWatch itself sends: with the same id, so that it is told once where both arrive.
 *
 * @param notification of SNS, around the event: what the event does not say comes from there.
 */
export function readAlarmEvent(
  message: Readonly<Record<string, unknown>>,
  notification: unknown,
  uniqueId: () => string,
): AlarmTransition {
  const outer = v.parse(event, message);
  const detail = v.parse(v.fallback(change, {}), message['detail']);
  const Message = JSON.stringify({
    AlarmName: detail.alarmName ?? '',
    AlarmArn: outer.resources?.[0],
    AlarmDescription: detail.configuration?.description,
    AWSAccountId: outer.account,
    NewStateValue: detail.state?.value,
    NewStateReason: detail.state?.reason,
    StateChangeTime: detail.state?.timestamp ?? outer.time,
  });
  const rest = v.is(anyObject, notification) ? notification : {};
  return readAlarmNotification({ ...rest, Message }, uniqueId);
}
