import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { jsonObject } from '../json.ts';

/** A look-up takes one attribute only (CloudTrail API Reference, LookupEvents). */
export interface EventAttribute {
  readonly key: 'Username' | 'EventName';
  readonly value: string;
}

/** One call: events from `fromMs` to `untilMs`, both included, in milliseconds since 1970. */
export interface EventQuery extends EventAttribute {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly nextToken: string | undefined;
}

export interface EventPage {
  /** CloudTrail records, parsed, the latest first. */
  readonly records: readonly unknown[];
  /** Asks for the next page; undefined: this is the last one. */
  readonly nextToken: string | undefined;
}

/** One page of a region's event history. Rejects with the SDK's error. */
export async function lookUpEvents(
  client: CloudTrailClient,
  region: string,
  { key, value, fromMs, untilMs, nextToken }: EventQuery,
  abortSignal?: AbortSignal,
): Promise<EventPage> {
  const { Events = [], NextToken } = await client.send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: key, AttributeValue: value }],
      StartTime: new Date(fromMs),
      EndTime: new Date(untilMs),
      MaxResults: 50,
      NextToken: nextToken,
    }),
    abortSignal && { abortSignal },
  );
  const records = Events.map(
    ({ CloudTrailEvent, EventId, EventTime }) =>
      // A record that cannot be read keeps what is known about it, so that it is told as unreadable.
      jsonObject(CloudTrailEvent) ?? {
        eventID: EventId,
        eventTime: EventTime?.toISOString(),
        awsRegion: region,
      },
  );
  return { records, nextToken: NextToken };
}
