import { duration } from '../duration.ts';

/**
 * What a message holds, as one line: event name, account, time, how long ago, and EventBridge's error code if
 * EventBridge put it there. A message is an EventBridge event around a CloudTrail record, or SNS's notification of an
 * alarm, whether the outbox gave it up, or EventBridge or SNS could not deliver it (EventBridge User Guide, "Using
 * dead-letter queues to process undelivered events"; SNS Developer Guide, "Dead-letter queues"). All text in it may be an
 * attacker's, and is shown without control characters.
 *
 * @param message.errorCode of EventBridge
 * @param message.sentAtMs used where the time in the message cannot be read
 */
export function describeMessage(
  {
    body,
    errorCode,
    sentAtMs,
  }: { body: string | undefined; errorCode: string | undefined; sentAtMs: number },
  nowMs: number,
): string {
  const outer = recordIn(parse(body));
  const { name, account, time } = outer['Type'] === 'Notification' ? alarmIn(outer) : useIn(outer);
  const written = Date.parse(time ?? '');
  const atMs = Number.isNaN(written) ? sentAtMs : written;
  return [
    name ?? '(unreadable)',
    account ?? '-',
    new Date(atMs).toISOString(),
    `${duration(nowMs - atMs)} ago`,
    ...(errorCode === undefined ? [] : [`EventBridge: ${text(errorCode)}`]),
  ].join('  ');
}

function useIn(event: Record<string, unknown>) {
  const detail = recordIn(event['detail']);
  const identity = recordIn(detail['userIdentity']);
  return {
    name: text(detail['eventName']),
    account:
      text(identity['accountId']) ?? text(detail['recipientAccountId']) ?? text(event['account']),
    time: text(detail['eventTime']) ?? text(event['time']),
  };
}

function alarmIn(notification: Record<string, unknown>) {
  const alarm = recordIn(parse(notification['Message']));
  const name = text(alarm['AlarmName']) ?? text(notification['Subject']);
  return {
    name: name && `alarm ${name}`,
    account: text(alarm['AWSAccountId']),
    // Not StateChangeTime: Date.parse need not understand how its offset is written.
    time: text(notification['Timestamp']),
  };
}

function parse(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}

/** @returns an empty record for anything but an object */
function recordIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?').slice(0, 100);
}
