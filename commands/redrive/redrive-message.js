import { duration } from '../duration.js';

/**
 * What lies in a message, as one line: event name, account, time, how long ago, and EventBridge's error code if
 * EventBridge put it there. A message is an EventBridge event around a CloudTrail record, or SNS's notification of an
 * alarm; that is so whether the outbox gave it up, or EventBridge or SNS could not hand it over (EventBridge User
 * Guide, "Using dead-letter queues to process undelivered events"; SNS Developer Guide, "Dead-letter queues"). Other
 * text than that is the writer's, and shown without what a terminal would obey.
 *
 * @param {object} message
 * @param {string | undefined} message.body
 * @param {string | undefined} message.errorCode of EventBridge
 * @param {number} message.sentAtMs stands in for a time that cannot be read
 * @param {number} nowMs
 * @returns {string}
 */
export function describeMessage({ body, errorCode, sentAtMs }, nowMs) {
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

/** @param {Record<string, unknown>} event */
function useIn(event) {
  const detail = recordIn(event['detail']);
  const identity = recordIn(detail['userIdentity']);
  return {
    name: text(detail['eventName']),
    account:
      text(identity['accountId']) ?? text(detail['recipientAccountId']) ?? text(event['account']),
    time: text(detail['eventTime']) ?? text(event['time']),
  };
}

/** @param {Record<string, unknown>} notification */
function alarmIn(notification) {
  const alarm = recordIn(parse(notification['Message']));
  const name = text(alarm['AlarmName']) ?? text(notification['Subject']);
  return {
    name: name && `alarm ${name}`,
    account: text(alarm['AWSAccountId']),
    // In StateChangeTime, the offset is spelt as Date.parse need not understand.
    time: text(notification['Timestamp']),
  };
}

/** @param {unknown} body */
function parse(body) {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>} empty for what is no object
 */
function recordIn(value) {
  return typeof value === 'object' && value !== null
    ? /** @type {Record<string, unknown>} */ (value)
    : {};
}

/**
 * @param {unknown} value
 * @returns {string | undefined}
 */
function text(value) {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?').slice(0, 100);
}
