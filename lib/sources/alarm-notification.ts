import * as v from 'valibot';
import type { AlarmTransition } from '../root-activity.ts';

/** A field that is missing or odd never stops the rest. */
const text = v.fallback(v.optional(v.pipe(v.string(), v.trim(), v.minLength(1))), undefined);

const notification = v.object({
  MessageId: text,
  Subject: text,
  Message: text,
  TopicArn: text,
  Timestamp: text,
});

const alarm = v.object({
  AlarmName: text,
  AlarmDescription: text,
  AWSAccountId: text,
  AlarmArn: text,
  NewStateValue: text,
  NewStateReason: text,
  StateChangeTime: text,
  AlarmRule: text,
  QueryString: text,
  Trigger: v.fallback(v.optional(v.object({ Namespace: text, MetricName: text })), undefined),
});

/**
 * Reads what SNS delivers of a CloudWatch alarm: metric, composite, log and contributor alarms, a test
 * publish, or plain text. Never throws; what says nothing of a state is taken for ALARM.
 *
 * Shapes: CloudWatch User Guide, "Notifying users on alarm changes".
 *
 * @param sns the `Sns` part of a Lambda record, or the body of a queue's message.
 * @param uniqueId for a notification that nothing tells from another: it is never de-duplicated.
 */
export function readAlarmNotification(sns: unknown, uniqueId: () => string): AlarmTransition {
  const outer = v.parse(v.fallback(notification, {}), sns);
  const body = parseJson(outer.Message);
  const it = v.parse(v.fallback(alarm, {}), body);
  const arn = (it.AlarmArn ?? outer.TopicArn ?? '').split(':');
  const name = it.AlarmName ?? outer.Subject ?? 'unknown';
  const changedAt = it.StateChangeTime ?? outer.MessageId;
  return {
    kind: 'alarm',
    id:
      changedAt === undefined
        ? `alarm-${uniqueId()}`
        : `alarm-${it.AlarmArn ?? name}-${it.NewStateValue ?? ''}-${changedAt}`,
    isDrill: false,
    alarmName: name,
    state: it.NewStateValue ?? 'ALARM',
    reason: it.NewStateReason ?? (body === undefined ? outer.Message : undefined),
    description: it.AlarmDescription,
    condition:
      it.AlarmRule ??
      it.QueryString ??
      (it.Trigger && [it.Trigger.Namespace, it.Trigger.MetricName].filter(Boolean).join(' / ')),
    eventId: undefined,
    accountId: it.AWSAccountId ?? arn[4],
    region: arn[3] || undefined,
    sourceIp: undefined,
    occurredAt: readTime(it.StateChangeTime) ?? readTime(outer.Timestamp),
  };
}

/** Undefined: it is no JSON object. */
function parseJson(message: string | undefined): object | undefined {
  try {
    const body: unknown = JSON.parse(message ?? '');
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

/** CloudWatch writes the offset as `+0000`. */
function readTime(value: string | undefined): Date | undefined {
  const date = new Date((value ?? '').replace(/\+(\d\d)(\d\d)$/, '+$1:$2'));
  return Number.isNaN(date.getTime()) ? undefined : date;
}
