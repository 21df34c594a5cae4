import { UserError } from '../user-error.ts';
import { cloudTrailEventsIn } from './cloudtrail-events.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Which function of this service AWS would hand the event to, by the event's shape alone: CloudTrail records (see
 * {@link cloudTrailEventsIn}), an SNS notification, or a batch from SQS. A schedule's event is an envelope too, but does not say
 * whose schedule it is. An activity of Naver Cloud is no event of AWS: ncloudActivity polls for it.
 *
 * @returns undefined when the shape does not say
 */
export function functionForEvent(
  event: unknown,
): 'rootEvent' | 'rootAlarm' | 'outbox' | 'ncloudActivity' | undefined {
  if (cloudTrailEventsIn(event) !== undefined) return 'rootEvent';
  if (!isRecord(event) || event['detail-type'] === 'Scheduled Event') return undefined;
  if ('actionUserType' in event || 'historyId' in event) return 'ncloudActivity';
  const record = Array.isArray(event['Records']) ? event['Records'][0] : undefined;
  if (!isRecord(record)) return undefined;
  if (isRecord(record['Sns']) || record['EventSource'] === 'aws:sns') return 'rootAlarm';
  return record['eventSource'] === 'aws:sqs' ? 'outbox' : undefined;
}

const cloudTrailShapes =
  'a CloudTrail record, a log file of a trail, or an EventBridge event with one';

/** AWS never hands anything else to these functions, so their handlers do not check. */
const takes = new Map([
  ['rootEvent', cloudTrailShapes],
  ['guard', cloudTrailShapes],
  ['rootAlarm', 'an SNS notification'],
  ['outbox', 'an SQS batch'],
]);

/**
 * @param origin where the event came from, in words that can begin a sentence
 * @throws {UserError} when AWS would never hand such an event to the function
 */
export function requireEventFor(functionName: string, event: unknown, origin: string): void {
  const taken = takes.get(functionName);
  // Guard is handed records of the same shape; functionForEvent names the one that tells of most.
  const shape = functionName === 'guard' ? 'rootEvent' : functionName;
  if (taken === undefined || functionForEvent(event) === shape) return;
  throw new UserError(`${origin} is not ${taken}, which is what ${functionName} takes.`);
}
