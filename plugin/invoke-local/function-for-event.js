import { UserError } from '../user-error.js';

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Which function of this service AWS would hand the event to, told by its shape alone: an EventBridge
 * envelope around a CloudTrail record, an SNS notification, or a batch from SQS. A schedule's event is an
 * envelope too, but does not say whose schedule it is. An activity of Naver Cloud is no event of AWS: it is
 * what ncloudActivity polls for.
 *
 * @param {unknown} event
 * @returns {'rootEvent' | 'rootAlarm' | 'outbox' | 'ncloudActivity' | undefined} undefined when the shape does not tell
 */
export function functionForEvent(event) {
  if (!isRecord(event) || event['detail-type'] === 'Scheduled Event') return undefined;
  if (isRecord(event['detail'])) return 'rootEvent';
  if ('actionUserType' in event || 'historyId' in event) return 'ncloudActivity';
  const record = Array.isArray(event['Records']) ? event['Records'][0] : undefined;
  if (!isRecord(record)) return undefined;
  if (isRecord(record['Sns']) || record['EventSource'] === 'aws:sns') return 'rootAlarm';
  return record['eventSource'] === 'aws:sqs' ? 'outbox' : undefined;
}

/** What AWS hands to these without exception, so that their handlers need not ask. */
const takes = new Map([
  ['rootAlarm', 'an SNS notification'],
  ['outbox', 'an SQS batch'],
]);

/**
 * @param {string} functionName
 * @param {unknown} event
 * @param {string} origin where the event came from, in words that can begin a sentence
 * @throws {UserError} when AWS would never hand such an event to the function
 */
export function requireEventFor(functionName, event, origin) {
  const taken = takes.get(functionName);
  if (taken === undefined || functionForEvent(event) === functionName) return;
  throw new UserError(`${origin} is not ${taken}, which is what ${functionName} takes.`);
}
