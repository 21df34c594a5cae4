import type { AwsAccount } from '../reconcile/aws-account.ts';

/** One call that changed a secret: text from outside, each of it. */
export interface SecretWriter {
  readonly eventName: string;
  readonly at: string;
  readonly who: string;
  readonly sourceIp: string;
  readonly userAgent: string;
}

/** Calls that put another value in, or make another version the current one (Secrets Manager API Reference). */
const eventNames = ['PutSecretValue', 'UpdateSecret', 'UpdateSecretVersionStage'];

/** Pages of 50, for each name: others in the account write secrets too. */
const maxPages = 4;
const maxWriters = 5;

/**
 * Who changed a secret in that time, the latest first, as CloudTrail's event history has it: by then, or not yet. It is looked up by
 * the name of the event, since Secrets Manager does not document which of its events the history indexes by the resource.
 * Rejects as CloudTrail does.
 *
 * @param secretId name or ARN.
 * @param fromMs milliseconds since 1970, like `untilMs`.
 */
export async function findSecretWriters(
  { events }: Pick<AwsAccount, 'events'>,
  region: string,
  secretId: string,
  fromMs: number,
  untilMs: number,
): Promise<readonly SecretWriter[]> {
  const writers: SecretWriter[] = [];
  for (const value of eventNames) {
    for (let page = 0, nextToken: string | undefined; page < maxPages; page += 1) {
      const found = await events(region, {
        key: 'EventName',
        value,
        fromMs,
        untilMs,
        nextToken,
      });
      writers.push(...found.records.flatMap((record) => writerIn(record, secretId) ?? []));
      nextToken = found.nextToken;
      if (nextToken === undefined) break;
    }
  }
  return writers.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, maxWriters);
}

function writerIn(record: unknown, secretId: string): SecretWriter | undefined {
  const { eventName, eventTime, errorCode, requestParameters, userIdentity, ...from } =
    Object(record);
  if (errorCode !== undefined || !isOf(Object(requestParameters).secretId, secretId)) {
    return undefined;
  }
  const { arn, type, principalId, invokedBy } = Object(userIdentity);
  return {
    eventName: text(eventName),
    at: text(eventTime),
    who: [arn, invokedBy, principalId, type].map(text).find((it) => it !== '') ?? '',
    sourceIp: text(from.sourceIPAddress),
    userAgent: text(from.userAgent),
  };
}

/** A call may name a secret by its name, its ARN, or its ARN without the six characters that AWS puts behind the name. */
function isOf(called: unknown, secretId: string): boolean {
  const name = (id: string): string => id.replace(/^arn:[^/]*:secret:/, '');
  if (typeof called !== 'string') return false;
  const [one, other] = [name(called), name(secretId)];
  const isLonger = (long: string, short: string): boolean =>
    long.length === short.length + 7 && long.startsWith(`${short}-`);
  return one === other || isLonger(one, other) || isLonger(other, one);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
