import * as v from 'valibot';
import { jsonObject } from '../json.ts';
import type { AlarmTransition } from '../root-activity.ts';
import { text } from './field.ts';
import { hashId } from './hash-id.ts';
import { readTime } from './read-time.ts';

const count = v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))), undefined);

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
  AlarmContributorId: text,
  AlarmContributorAttributes: v.fallback(v.optional(v.record(v.string(), v.string())), undefined),
  Trigger: v.fallback(
    v.optional(
      v.object({ Namespace: text, MetricName: text, Period: count, EvaluationPeriods: count }),
    ),
    undefined,
  ),
});

/** CloudWatch has no other states than these and ALARM. An unknown state counts as ALARM, to be on the safe side. */
const otherStates = ['OK', 'INSUFFICIENT_DATA'];

/** A drill gives this reason for the state that it sets. CloudWatch gives reasons of its own. */
const drillReason = /^root-alert\.drill(?: ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b|\b)/;

/** A ledger key has at most 2,048 bytes, and a character takes up to four. */
const maxIdLength = 500;

/**
 * Reads what SNS delivers about a CloudWatch alarm: metric, composite, log and contributor alarms, a test
 * publish, or any other text. Never throws. A notification without a state counts as ALARM. One that is not
 * about an alarm has its whole text as the reason.
 *
 * Shapes: CloudWatch User Guide, "Notifying users on alarm changes".
 *
 * @param sns the `Sns` part of a Lambda record, or the body of a queue's message.
 * @param uniqueId makes an id for a notification that has nothing to tell it from another: it is never de-duplicated.
 */
export function readAlarmNotification(sns: unknown, uniqueId: () => string): AlarmTransition {
  const outer = v.parse(v.fallback(notification, {}), sns);
  const it = v.parse(v.fallback(alarm, {}), jsonObject(outer.Message));
  const arn = (it.AlarmArn ?? outer.TopicArn ?? '').split(':');
  const isAlarm = it.AlarmName !== undefined;
  const drill = drillReason.exec(it.NewStateReason ?? '');
  return {
    kind: 'alarm',
    // What says nothing at all, or speaks of a state, may be an alarm.
    isNotice:
      !isAlarm && it.NewStateValue === undefined && (outer.Message ?? outer.Subject) !== undefined,
    id: drill?.[1] === undefined ? identify(it, outer, uniqueId) : `drill-${drill[1]}`,
    isDrill: drill !== null,
    alarmName: it.AlarmName ?? outer.Subject,
    state: otherStates.find((state) => state === it.NewStateValue) ?? 'ALARM',
    reason: it.NewStateReason ?? (isAlarm ? undefined : outer.Message),
    description: it.AlarmDescription,
    condition: conditionOf(it),
    evaluatedMs: evaluatedMsOf(it),
    eventId: undefined,
    accountId: it.AWSAccountId ?? (arn[4] || undefined),
    // An alarm is in the region of its topic. Anything else has no region, so that no link is made for it.
    region: isAlarm ? arn[3] || undefined : undefined,
    sourceIp: undefined,
    occurredAt:
      readTime(withColonInOffset(it.StateChangeTime)) ??
      readTime(withColonInOffset(outer.Timestamp)),
  };
}

/** The same id for every copy of one transition. Each contributor of an alarm changes its state by itself. */
function identify(
  it: v.InferOutput<typeof alarm>,
  { MessageId, Subject }: v.InferOutput<typeof notification>,
  uniqueId: () => string,
): string {
  const changedAt = it.StateChangeTime ?? MessageId;
  if (changedAt === undefined) return `alarm-${uniqueId()}`;
  const name = it.AlarmArn ?? it.AlarmName ?? Subject ?? 'unknown';
  const parts = [name, it.AlarmContributorId, it.NewStateValue, changedAt];
  const id = `alarm-${parts.filter((part) => part !== undefined).join('-')}`;
  return id.length <= maxIdLength ? id : `alarm-${hashId(id)}`;
}

function conditionOf(it: v.InferOutput<typeof alarm>): string | undefined {
  const metric = [it.Trigger?.Namespace, it.Trigger?.MetricName].filter(Boolean).join(' / ');
  const contributor = Object.entries(it.AlarmContributorAttributes ?? {}).map(
    ([name, value]) => `${name} ${value}`,
  );
  return (
    [it.AlarmRule ?? it.QueryString ?? metric, ...contributor].filter(Boolean).join(' · ') ||
    undefined
  );
}

/** A period is in seconds. */
function evaluatedMsOf({ Trigger }: v.InferOutput<typeof alarm>): number | undefined {
  return Trigger?.Period && Trigger.Period * (Trigger.EvaluationPeriods ?? 1) * 1_000;
}

/** CloudWatch writes the offset of a time as `+0000`, which JavaScript does not read. */
function withColonInOffset(time: string | undefined): string | undefined {
  return time?.replace(/\+(\d\d)(\d\d)$/, '+$1:$2');
}
