import * as v from 'valibot';
import { judge } from '../classify/judge.ts';
import { asText } from '../json.ts';
import type { FindingField, RootUse, UseFacts } from '../root-activity.ts';
import { isAwsEvent } from './event-origin.ts';
import { anyObject, text } from './field.ts';
import { hashId } from './hash-id.ts';
import { readTime } from './read-time.ts';

const detailType = 'Sign-in Anomaly Alert';

const envelope = v.object({ id: text, source: text, account: text, region: text, time: text });

/** What is shown of a finding. It may hold anything. */
const maxFields = 12;
const maxDepth = 3;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isSignInAnomaly(event: unknown): event is Readonly<Record<string, unknown>> {
  return v.is(anyObject, event) && event['detail-type'] === detailType;
}

/**
 * Reads a finding of AWS Sign-In about an unusual sign-in. AWS publishes no schema of it (EventBridge reference, "AWS
 * Sign-In events"), so that every field is shown under its own name and none is needed. It is no call, and CloudTrail has
 * no record of it.
 *
 * @param event with that detail-type; the rest of it is hostile.
 */
export function readSignInAnomaly(event: Readonly<Record<string, unknown>>): RootUse {
  const it = v.parse(envelope, event);
  const isDrill = !isAwsEvent(it);
  const id =
    it.id !== undefined && uuid.test(it.id) ? it.id.toLowerCase() : hashId(asText(event['detail']));
  const { detail } = event;
  const find = (pattern: RegExp) => fieldsOf(detail).find(({ name }) => pattern.test(name))?.value;
  const facts: UseFacts = {
    kind: 'use',
    cloud: 'aws',
    id: `${isDrill ? 'drill-' : ''}${id}`,
    isDrill,
    sender: undefined,
    isByOther: false,
    ownPart: undefined,
    eventName: detailType,
    eventSource: 'signin.amazonaws.com',
    eventId: undefined,
    accountId: it.account ?? find(/^account(?:Id)?$/i),
    region: it.region,
    occurredAt: readTime(it.time),
    sourceIp: find(/(?:^|\.)(?:source)?ip(?:v[46])?(?:Address)?$/i),
    userAgent: find(/(?:^|\.)userAgent$/i),
    identity: {
      type: undefined,
      arn: undefined,
      accessKeyId: undefined,
      invokedBy: undefined,
      signInSessionArn: undefined,
      isAssumedRoot: false,
      taskPolicy: undefined,
    },
    hasMfa: undefined,
    isReadOnly: false,
    isDataEvent: false,
    isFromConsole: false,
    outcome: 'success',
    errorCode: undefined,
    errorMessage: undefined,
    affected: [],
    effects: [],
    omitted: [],
    isDryRun: false,
    isAboutRootItself: false,
    isPastPassword: false,
    signInTo: undefined,
    oauth: undefined,
    addendum: undefined,
    finding: fieldsOf(detail).slice(0, maxFields),
    assumeRoot: undefined,
    issuedRootKeyId: undefined,
    ncloud: undefined,
  };
  return { ...facts, verdict: judge(facts) };
}

/** The texts, numbers and flags in a finding, by their dotted paths. */
function fieldsOf(value: unknown, path = '', depth = 0): FindingField[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const text = String(value).trim();
    return text === '' || path === '' ? [] : [{ name: path, value: text }];
  }
  if (typeof value !== 'object' || value === null || depth >= maxDepth) return [];
  return Object.entries(value)
    .slice(0, maxFields)
    .flatMap(([key, child]) => fieldsOf(child, path === '' ? key : `${path}.${key}`, depth + 1));
}
