import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AwsEndpoint, answerError, startAwsEndpoint } from './aws-endpoint.ts';

/** What FilterLogEvents was asked. Times are milliseconds since 1970. */
export type Query = {
  readonly logGroupName?: string;
  readonly filterPattern?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly nextToken?: string;
};

/** How answers come: as much as the real one likes in each, with a token as long as there is more. */
export type Paging = {
  /** Events in an answer; default: all. */
  readonly pageSize?: number;
  /** So many answers first that hold nothing but a token, as a scan that found nothing yet gives. */
  readonly emptyPages?: number;
  /** After so many answers, the next never comes. */
  readonly hangAfter?: number;
};

export type CloudWatchLogs = AwsEndpoint & {
  /** Queries that were let through, oldest first. */
  readonly queries: readonly Query[];
  createLogGroup(name: string): void;
  /** Writes a log event, CloudTrail records as JSON text. */
  put(logGroup: string, message: string | object, atMs: number): void;
  page(paging: Paging): void;
  /** Refuses every query from now on, as IAM does. */
  deny(): void;
};

type LogEvent = { readonly message: string; readonly timestamp: number };

type LoggedRecord = {
  readonly userIdentity?: { readonly type?: string; readonly invokedBy?: string };
  readonly eventType?: string;
};

/** The filters that are understood here, to the letter: the CIS pattern for the use of root, and what it leaves out. */
const filters: Readonly<Record<string, (record: LoggedRecord) => boolean>> = {
  '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}':
    ({ userIdentity, eventType }) =>
      userIdentity?.type === 'Root' &&
      userIdentity.invokedBy === undefined &&
      eventType !== 'AwsServiceEvent',
  '{$.userIdentity.type="Root" && ($.userIdentity.invokedBy="signin.amazonaws.com" || $.userIdentity.invokedBy="*-mcp.amazonaws.com" || $.userIdentity.invokedBy="AWS Internal")}':
    ({ userIdentity }) =>
      userIdentity?.type === 'Root' &&
      /^(?:signin\.amazonaws\.com|.*-mcp\.amazonaws\.com|AWS Internal)$/.test(
        userIdentity.invokedBy ?? '',
      ),
};

/**
 * Starts a CloudWatch Logs on 127.0.0.1 that answers FilterLogEvents, and nothing else. It refuses every filter
 * but those above, which it applies.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export async function startCloudWatchLogs(): Promise<CloudWatchLogs> {
  const groups = new Map<string, LogEvent[]>();
  const queries: Query[] = [];
  let paging: Paging = {};
  let isDenied = false;
  let answers = 0;

  const endpoint = await startAwsEndpoint({
    name: 'CLOUDWATCH_LOGS',
    throttled: { status: 400, type: 'ThrottlingException', message: 'Rate exceeded' },
    failed: {
      status: 503,
      type: 'ServiceUnavailableException',
      message: 'The service cannot complete the request.',
    },
    async answer(request, response, operation) {
      const refuse = (type: string, message: string): void =>
        answerError(request, response, { status: 400, type, message });

      if (!/^AWS4-HMAC-SHA256 .*Signature=/.test(request.headers.authorization ?? '')) {
        return refuse('MissingAuthenticationTokenException', 'Request is missing a signature');
      }
      const target = request.headers['x-amz-target'];
      const contentType = request.headers['content-type'];
      if (
        target !== 'Logs_20140328.FilterLogEvents' ||
        contentType !== 'application/x-amz-json-1.1'
      ) {
        return refuse('UnknownOperationException', `${operation} is not served here`);
      }
      const query = (await json(request)) as Query;
      queries.push(query);
      const { logGroupName = '', filterPattern = '', startTime = 0, endTime = Infinity } = query;
      if (isDenied) {
        return refuse(
          'AccessDeniedException',
          'User is not authorized to perform: logs:FilterLogEvents',
        );
      }
      const isWanted = filters[filterPattern];
      if (isWanted === undefined) {
        return refuse('InvalidParameterException', 'Invalid filter pattern');
      }
      const events = groups.get(logGroupName);
      if (events === undefined) {
        return refuse('ResourceNotFoundException', 'The specified log group does not exist.');
      }
      if (answers >= (paging.hangAfter ?? Infinity)) {
        return sleep(60_000, undefined, { ref: false });
      }
      answers += 1;
      const found = events.filter(
        ({ message, timestamp }) =>
          timestamp >= startTime && timestamp <= endTime && passes(isWanted, message),
      );
      response
        .writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify(pageOf(found, query.nextToken, paging)));
    },
  });

  return {
    ...endpoint,
    queries,
    createLogGroup: (name) => {
      groups.set(name, []);
    },
    put(logGroup, message, atMs) {
      const text = typeof message === 'string' ? message : JSON.stringify(message);
      const events = groups.get(logGroup) ?? [];
      groups.set(logGroup, [...events, { message: text, timestamp: atMs }]);
    },
    page: (next) => {
      paging = next;
      answers = 0;
    },
    deny: () => {
      isDenied = true;
    },
  };
}

function pageOf(
  found: readonly LogEvent[],
  nextToken: string | undefined,
  { pageSize = found.length || 1, emptyPages = 0 }: Paging,
): object {
  const page = nextToken === undefined ? 0 : Number(nextToken.slice('token-'.length));
  const from = (page - emptyPages) * pageSize;
  const events = page < emptyPages ? [] : found.slice(from, from + pageSize);
  const isLast = page >= emptyPages && from + pageSize >= found.length;
  return {
    events: events.map((event, index) => ({
      ...event,
      eventId: `${page}-${index}`,
      ingestionTime: event.timestamp,
      logStreamName: '111122223333_CloudTrail_ap-northeast-2',
    })),
    searchedLogStreams: [],
    ...(isLast ? {} : { nextToken: `token-${page + 1}` }),
  };
}

function passes(isWanted: (record: LoggedRecord) => boolean, message: string): boolean {
  try {
    return isWanted(JSON.parse(message) as LoggedRecord);
  } catch {
    return false;
  }
}
