import { jsonOrText } from '../../lib/json.ts';

type Json = Readonly<Record<string, unknown>>;

/** An EventBridge event with a CloudTrail record, or what stands in its place and may be anything. */
export type CloudTrailEvent = Json;

/**
 * The CloudTrail records of a file in any shape that AWS hands them out in, each as the EventBridge event that the rule
 * would pass on:
 *
 * - an EventBridge event with a `detail`
 * - a bare record, as the CloudTrail console shows it under "Event record"
 * - a log file of a trail: `{ "Records": [record…] }`
 * - what `aws cloudtrail lookup-events` prints: `{ "Events": [{ "CloudTrailEvent": "…" }…] }`, also the list or one
 *   entry of it alone
 * - a list of any of these, or of texts with a record each (`--query 'Events[].CloudTrailEvent'`), or one such text
 *
 * @returns undefined when the content has none of these shapes. Records inside it that are none stay in the list.
 */
export function cloudTrailEventsIn(content: unknown): CloudTrailEvent[] | undefined {
  if (Array.isArray(content)) {
    const found = content.map(cloudTrailEventsIn);
    return found.some((events) => events !== undefined)
      ? found.flatMap((events, index) => events ?? [asEvent(content[index])])
      : undefined;
  }
  if (typeof content === 'string') {
    const record = jsonOrText(content);
    return isObject(record) ? cloudTrailEventsIn(record) : undefined;
  }
  if (!isObject(content)) return undefined;
  if (isObject(content['detail'])) {
    return content['detail-type'] === 'Scheduled Event' ? undefined : [content];
  }
  if (isRecord(content)) return [asEvent(content)];
  if (typeof content['CloudTrailEvent'] === 'string') {
    return [asEvent(jsonOrText(content['CloudTrailEvent']))];
  }
  for (const key of ['Records', 'Events']) {
    const list = content[key];
    const events = Array.isArray(list) ? cloudTrailEventsIn(list) : undefined;
    if (events !== undefined) return events;
  }
  return undefined;
}

/** An SNS or SQS record has neither `eventName` nor `userIdentity`. */
function isRecord(content: Json): boolean {
  return typeof content['eventName'] === 'string' || isObject(content['userIdentity']);
}

/** The envelope that EventBridge puts around a record. Its source is the service's, such as `aws.iam`. */
function asEvent(record: unknown): CloudTrailEvent {
  const { eventSource, eventTime, awsRegion, recipientAccountId } = isObject(record) ? record : {};
  const service = typeof eventSource === 'string' ? eventSource.split('.', 1)[0] : 'cloudtrail';
  return {
    source: `aws.${service}`,
    account: recipientAccountId,
    region: awsRegion,
    time: eventTime,
    detail: record,
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
