import { json } from 'node:stream/consumers';
import { type AwsEndpoint, answerError, startAwsEndpoint } from './aws-endpoint.ts';

/** A LookupEvents that arrived. Times are milliseconds since 1970. */
export type Lookup = {
  readonly region: string;
  readonly attribute: string;
  readonly value: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly nextToken: string | undefined;
  readonly atMs: number;
};

export type CloudTrail = AwsEndpoint & {
  /** Calls that no fault hit, oldest first. */
  readonly lookups: readonly Lookup[];
  /** Puts a record into the history of a region, where it shows up at once. */
  put(region: string, record: Readonly<Record<string, unknown>>, username?: string): void;
  /** Trails that reach every region. From the beginning there is one that is good. */
  readonly trails: Trail[];
  /** From now on a page holds so many events. */
  page(size: number): void;
  /** Refuses every call to a region from now on, as a service control policy does. */
  deny(region: string): void;
  /** Makes all as it was in the beginning, for the next test. */
  renew(): Promise<void>;
};

/** A trail, as `cloudtrail:DescribeTrails` and the calls about one trail show it. */
export type Trail = {
  readonly Name: string;
  readonly TrailARN: string;
  readonly HomeRegion: string;
  readonly IsMultiRegionTrail: boolean;
  readonly isLogging: boolean;
  /** What `cloudtrail:GetEventSelectors` answers; undefined: it refuses, as with a trail of the organization. */
  readonly selectors: object | undefined;
};

export const goodTrail: Trail = {
  Name: 'all',
  TrailARN: 'arn:aws:cloudtrail:us-east-1:123456789012:trail/all',
  HomeRegion: 'us-east-1',
  IsMultiRegionTrail: true,
  isLogging: true,
  selectors: { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] },
};

type Event = { readonly record: Readonly<Record<string, unknown>>; readonly username: string };

/**
 * Starts the event history of CloudTrail on 127.0.0.1, all regions of it: which one is meant, the signature says. It
 * answers LookupEvents by user name or event name, as strictly as the real one, and what it is asked about trails.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export async function startCloudTrail(): Promise<CloudTrail> {
  const histories = new Map<string, Event[]>();
  const denied = new Set<string>();
  const lookups: Lookup[] = [];
  const trails = [goodTrail];
  let pageSize = 50;

  const endpoint = await startAwsEndpoint({
    name: 'CLOUDTRAIL',
    throttled: { status: 400, type: 'ThrottlingException', message: 'Rate exceeded' },
    failed: { status: 500, type: 'InternalFailure', message: 'Something failed.' },
    async answer(request, response, operation) {
      const refuse = (type: string, message: string): void =>
        answerError(request, response, { status: 400, type, message });

      const region = /Credential=[^/]+\/\d+\/([a-z0-9-]+)\/cloudtrail\/aws4_request/.exec(
        request.headers.authorization ?? '',
      )?.[1];
      if (region === undefined) {
        return refuse('MissingAuthenticationTokenException', 'Request is missing a signature');
      }
      const answer = (output: object) =>
        void response
          .writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' })
          .end(JSON.stringify(output));
      if (operation === 'DescribeTrails') {
        request.resume();
        return answer({ trailList: trails.map(({ isLogging, selectors, ...trail }) => trail) });
      }
      if (operation === 'GetTrailStatus' || operation === 'GetEventSelectors') {
        const { Name, TrailName } = (await json(request)) as Record<string, string>;
        const trail = trails.find(({ TrailARN }) => TrailARN === (Name ?? TrailName));
        if (trail?.HomeRegion !== region) return refuse('TrailNotFoundException', 'Unknown trail');
        if (operation === 'GetTrailStatus') return answer({ IsLogging: trail.isLogging });
        return trail.selectors === undefined
          ? refuse('CloudTrailARNInvalidException', 'AccountID in ARN is wrong')
          : answer(trail.selectors);
      }
      if (operation !== 'LookupEvents') {
        return refuse('UnknownOperationException', `${operation} is not served here`);
      }
      if (denied.has(region)) {
        return refuse(
          'AccessDeniedException',
          'not authorized to perform: cloudtrail:LookupEvents',
        );
      }
      const input = (await json(request)) as {
        readonly LookupAttributes?: readonly { AttributeKey: string; AttributeValue: string }[];
        readonly StartTime?: number;
        readonly EndTime?: number;
        readonly MaxResults?: number;
        readonly NextToken?: string;
      };
      const [asked, ...others] = input.LookupAttributes ?? [];
      if (asked === undefined || others.length > 0) {
        return refuse('InvalidLookupAttributesException', 'Exactly one attribute is served here');
      }
      const { StartTime = 0, EndTime = 0, NextToken } = input;
      if (StartTime > EndTime) {
        return refuse('InvalidTimeRangeException', 'The start is after the end');
      }
      // A token holds what it was given for: it must come back with the same question.
      const question = JSON.stringify([region, asked, StartTime, EndTime]);
      const [tokenQuestion, from = 0] =
        NextToken === undefined
          ? [question]
          : (JSON.parse(Buffer.from(NextToken, 'base64url').toString()) as [string, number]);
      if (tokenQuestion !== question) {
        return refuse('InvalidNextTokenException', 'The token is of another question');
      }
      lookups.push({
        region,
        attribute: asked.AttributeKey,
        value: asked.AttributeValue,
        startMs: StartTime * 1000,
        endMs: EndTime * 1000,
        nextToken: NextToken,
        atMs: Date.now(),
      });

      const found = (histories.get(region) ?? [])
        .filter(({ record, username }) =>
          asked.AttributeKey === 'Username'
            ? username === asked.AttributeValue
            : record['eventName'] === asked.AttributeValue,
        )
        .filter(({ record }) => {
          const at = secondsOf(record);
          return at >= StartTime && at <= EndTime;
        })
        .sort((a, b) => secondsOf(b.record) - secondsOf(a.record));
      const size = Math.min(pageSize, input.MaxResults ?? 50);
      const page = found.slice(from, from + size);
      const next = JSON.stringify([question, from + size]);
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' }).end(
        JSON.stringify({
          Events: page.map(({ record, username }) => ({
            EventId: record['eventID'],
            EventName: record['eventName'],
            EventSource: record['eventSource'],
            EventTime: secondsOf(record),
            ReadOnly: String(record['readOnly'] ?? false),
            Resources: [],
            Username: username,
            CloudTrailEvent: JSON.stringify(record),
          })),
          ...(from + size < found.length
            ? { NextToken: Buffer.from(next).toString('base64url') }
            : {}),
        }),
      );
    },
  });

  return {
    ...endpoint,
    lookups,
    trails,
    put(region, record, username = 'root') {
      histories.set(region, [...(histories.get(region) ?? []), { record, username }]);
    },
    page: (size) => {
      pageSize = size;
    },
    deny: (region) => {
      denied.add(region);
    },
    renew() {
      histories.clear();
      denied.clear();
      lookups.length = 0;
      trails.splice(0, trails.length, goodTrail);
      pageSize = 50;
      return endpoint.recover();
    },
  };
}

function secondsOf(record: Readonly<Record<string, unknown>>): number {
  return Date.parse(String(record['eventTime'])) / 1000;
}
