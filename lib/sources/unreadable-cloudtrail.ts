import * as v from 'valibot';
import type { UnreadableRecord } from '../root-activity.ts';
import { activityId } from './activity-id.ts';
import type { Envelope } from './cloudtrail-record.ts';
import { isAwsEvent } from './event-origin.ts';
import { anyObject, text } from './field.ts';
import { readTime } from './read-time.ts';

/** What can be read of a record that is not whole. */
export function unreadableCloudTrail(
  event: unknown,
  detail: unknown,
  envelope: Envelope,
  fault: string,
): UnreadableRecord {
  const isDrill = !isAwsEvent(envelope);
  const scraps = v.is(anyObject, detail) ? detail : {};
  const identity = v.is(anyObject, scraps['userIdentity']) ? scraps['userIdentity'] : {};
  const eventId = v.parse(text, scraps['eventID']);
  return {
    kind: 'unreadable',
    cloud: 'aws',
    id: activityId(isDrill, eventId, event),
    isDrill,
    eventName: v.parse(text, scraps['eventName']),
    eventId,
    accountId: v.parse(text, identity['accountId']) ?? envelope.account,
    region: v.parse(text, scraps['awsRegion']) ?? envelope.region,
    occurredAt: readTime(v.parse(text, scraps['eventTime'])) ?? readTime(envelope.time),
    sourceIp: v.parse(text, scraps['sourceIPAddress']),
    fault,
  };
}
