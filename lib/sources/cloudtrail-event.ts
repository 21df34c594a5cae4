import * as v from 'valibot';
import { judge } from '../classify/judge.ts';
import { grantsSession } from '../classify/sign-in-class.ts';
import { cloudFormationId, weightOf } from '../guard/cloudformation-deed.ts';
import type { OwnDeployment } from '../guard/own-deployment.ts';
import { asText } from '../json.ts';
import type { RootUse, UnreadableRecord, UseFacts } from '../root-activity.ts';
import { affectedOf, omittedParts } from './affected/affected.ts';
import { effectsOf } from './effects/effects-of.ts';
import { isAwsEvent, senderOf } from './event-origin.ts';
import { faultOf } from './fault-of.ts';
import { anyObject, requiredText, text } from './field.ts';
import { hashId } from './hash-id.ts';
import { callerOf, isSomebodyElse, ownPartIn } from './own-part-of-record.ts';
import { readTime } from './read-time.ts';
import { signInFacts } from './sign-in-facts.ts';

const flag = v.fallback(
  v.optional(
    v.union([
      v.boolean(),
      v.pipe(
        v.picklist(['true', 'false']),
        v.transform((value) => value === 'true'),
      ),
    ]),
  ),
  undefined,
);
const yesOrNo = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.toLowerCase(),
      // Some records write it in capitals (a sample of AWS of 2022).
      v.picklist(['yes', 'no']),
      v.transform((value) => value === 'yes'),
    ),
  ),
  undefined,
);
const part = <const T extends v.ObjectEntries>(entries: T) =>
  v.fallback(v.optional(v.object(entries)), undefined);
const bag = v.fallback(v.optional(anyObject), undefined);

const record = v.object({
  eventName: requiredText,
  eventSource: text,
  eventID: text,
  eventTime: text,
  awsRegion: text,
  recipientAccountId: text,
  sourceIPAddress: text,
  userAgent: text,
  errorCode: text,
  errorMessage: text,
  readOnly: flag,
  eventCategory: text,
  sessionCredentialFromConsole: flag,
  userIdentity: v.object({
    type: text,
    arn: text,
    accountId: text,
    accessKeyId: text,
    invokedBy: text,
    sessionContext: part({
      assumedRoot: flag,
      signInSessionArn: text,
      attributes: part({ mfaAuthenticated: flag }),
    }),
  }),
  requestParameters: bag,
  responseElements: bag,
  additionalEventData: v.fallback(
    v.optional(
      v.looseObject({
        MFAUsed: yesOrNo,
        MFAIdentifier: text,
        success: flag,
        signInSessionArn: text,
        drillSentBy: text,
      }),
    ),
    undefined,
  ),
  addendum: part({ reason: requiredText, originalEventID: text }),
});
type CloudTrailRecord = v.InferOutput<typeof record>;

const eventEnvelope = v.object({ source: text, account: text, region: text, time: text });
type Envelope = v.InferOutput<typeof eventEnvelope>;

/**
 * Reads an EventBridge event with a CloudTrail record, as the rule for root use delivers it. Never throws and
 * never refuses: a record that it cannot read comes back as an {@link UnreadableRecord}.
 *
 * Record: CloudTrail User Guide, "CloudTrail record contents" and "userIdentity element"; sign-ins:
 * "AWS Management Console sign-in events".
 *
 * @param deployment whose parts are told apart. Undefined: no part is known.
 */
export function readCloudTrailEvent(
  event: unknown,
  deployment?: OwnDeployment,
): RootUse | UnreadableRecord {
  const outer = v.is(anyObject, event) ? event : {};
  const envelope = v.parse(eventEnvelope, outer);
  const detail = outer['detail'];
  const parsed = v.safeParse(record, detail);
  if (!parsed.success) {
    return unreadable(event, detail, envelope, faultOf(parsed.issues[0], 'detail', 'CloudTrail'));
  }
  const facts = factsOf(parsed.output, detail, envelope, deployment);
  return { ...facts, verdict: judge(facts) };
}

function factsOf(
  it: CloudTrailRecord,
  detail: unknown,
  envelope: Envelope,
  deployment: OwnDeployment | undefined,
): UseFacts {
  const isDrill = !isAwsEvent(envelope);
  const claimedAccountId = it.userIdentity.accountId ?? it.recipientAccountId;
  const claimedArn = it.additionalEventData?.drillSentBy;
  const sender = senderOf(envelope, claimedAccountId, claimedArn);
  const isByOther = !isDrill && isSomebodyElse(it.userIdentity.type, detail);
  const ownPart = isDrill ? undefined : ownPartIn(it, isByOther, deployment);
  const call = { service: serviceOf(it), eventName: it.eventName, request: it.requestParameters };
  const effects = effectsOf(call);
  const isSignIn = it.eventSource === 'signin.amazonaws.com';
  return {
    kind: 'use',
    cloud: 'aws',
    id:
      ownPart?.effect === 'byCloudFormation'
        ? cloudFormationId(
            callerOf(it),
            readTime(it.eventTime),
            weightOf(ownPart.loss, outcomeOf(it) === 'failure'),
          )
        : identify(isDrill, it.eventID, detail),
    isDrill,
    sender,
    isByOther,
    ownPart,
    eventName: it.eventName,
    eventSource: it.eventSource,
    eventId: it.eventID,
    // What is no drill counts against whoever sent it, however many accounts it names.
    accountId: (sender?.fault && sender.accountId) ?? claimedAccountId ?? envelope.account,
    region: it.awsRegion ?? envelope.region,
    occurredAt: readTime(it.eventTime) ?? readTime(envelope.time),
    sourceIp: it.sourceIPAddress,
    userAgent: it.userAgent,
    identity: {
      type: it.userIdentity.type,
      arn: it.userIdentity.arn,
      accessKeyId: it.userIdentity.accessKeyId,
      ...signInSession(it),
      invokedBy: it.userIdentity.invokedBy,
      signInSessionArn:
        it.userIdentity.sessionContext?.signInSessionArn ??
        it.additionalEventData?.signInSessionArn,
      // A caller who asks for such a session has the flag too, but is not root yet.
      isAssumedRoot:
        it.userIdentity.type === 'Root' && it.userIdentity.sessionContext?.assumedRoot === true,
      taskPolicy: undefined,
    },
    hasMfa: hasMfa(it),
    isReadOnly: it.readOnly === true && !(isSignIn && grantsSession(it.eventName)),
    isDataEvent: it.eventCategory === 'Data' || it.eventCategory === 'NetworkActivity',
    isFromConsole: it.sessionCredentialFromConsole === true,
    outcome: outcomeOf(it),
    errorCode: it.errorCode,
    errorMessage: it.errorMessage,
    affected: affectedOf(call, it.responseElements, effects),
    effects,
    omitted: omittedParts(it.requestParameters, it.responseElements),
    isDryRun: isDryRun(it),
    isAboutRootItself: isAboutRootItself(it),
    isPastPassword: isPastPassword(it),
    ...signInFacts(isSignIn, it.requestParameters, it.additionalEventData),
    addendum: it.addendum && {
      reason: it.addendum.reason,
      originalEventId: it.addendum.originalEventID,
    },
    finding: undefined,
    assumeRoot: it.eventName === 'AssumeRoot' ? assumeRootOf(it) : undefined,
    issuedRootKeyId: it.eventName === 'AssumeRoot' ? issuedKeyIdOf(it) : undefined,
    ncloud: undefined,
  };
}

/** What can be read of a record that is not whole. */
function unreadable(
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
    id: identify(isDrill, eventId, event),
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

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The event id, if it is a UUID. Two uses may share an id of another form, so then the content decides. A drill
 * may repeat a real record and must not count as its duplicate, so it has a prefix.
 */
function identify(isDrill: boolean, eventId: string | undefined, content: unknown): string {
  const prefix = isDrill ? 'drill-' : '';
  if (eventId !== undefined && uuid.test(eventId)) return `${prefix}${eventId.toLowerCase()}`;
  return `${prefix}${hashId(asText(content))}`;
}

function signInSession({ userIdentity }: CloudTrailRecord): { signInSessionArn?: string } {
  const arn = userIdentity.sessionContext?.signInSessionArn;
  return arn === undefined ? {} : { signInSessionArn: arn };
}

/** A root access key that is used directly has no session, so there was no second factor. */
function hasMfa(it: CloudTrailRecord): boolean | undefined {
  return (
    it.additionalEventData?.MFAUsed ??
    (it.additionalEventData?.MFAIdentifier === undefined ? undefined : true) ??
    it.userIdentity.sessionContext?.attributes?.mfaAuthenticated ??
    (it.userIdentity.accessKeyId?.startsWith('AKIA') ? false : undefined)
  );
}

/**
 * A sign-in record has no error code. It says how the sign-in went in `responseElements`, under the event's own name, or
 * for `aws login` and OAuth in `additionalEventData.success`.
 */
function outcomeOf(it: CloudTrailRecord): RootUse['outcome'] {
  if (it.errorCode !== undefined || it.errorMessage !== undefined) return 'failure';
  if (isDryRun(it)) return 'failure';
  const result = it.responseElements?.[it.eventName];
  if (result === 'Failure' || it.additionalEventData?.success === false) return 'failure';
  if (it.eventName === 'ConsoleLogin' && result !== 'Success') return 'unknown';
  return 'success';
}

/**
 * Whether a call only asked if it would succeed: EC2 answers that with an error, Lambda with success ("DryRun" in the API
 * references). A parameter of this name in another service proves nothing: S3 records whatever a caller puts into
 * the address, so a thief could add it to a real deletion.
 */
function isDryRun({
  eventSource,
  eventName,
  errorCode,
  requestParameters,
}: CloudTrailRecord): boolean {
  if (/^(?:Client\.)?DryRunOperation$/.test(errorCode ?? '')) return true;
  const isAsked = String(requestParameters?.['dryRun']).toLowerCase() === 'true';
  if (!isAsked) return false;
  if (eventSource === 'ec2.amazonaws.com') return errorCode !== undefined;
  return eventSource === 'lambda.amazonaws.com' && eventName.startsWith('UpdateFunctionCode');
}

function assumeRootOf(it: CloudTrailRecord): RootUse['assumeRoot'] {
  const policy = it.requestParameters?.['taskPolicyArn'];
  return {
    targetPrincipal: v.parse(text, it.requestParameters?.['targetPrincipal']),
    taskPolicyArn: v.parse(text, v.is(anyObject, policy) ? policy['arn'] : policy),
  };
}

function issuedKeyIdOf({ responseElements }: CloudTrailRecord): string | undefined {
  const credentials = responseElements?.['credentials'];
  return v.is(anyObject, credentials) ? v.parse(text, credentials['accessKeyId']) : undefined;
}

/** AWS writes `MFAUsed` "No" of a log-in that failed at the password. */
function isPastPassword(it: CloudTrailRecord): boolean {
  const { MFAUsed, MFAIdentifier } = it.additionalEventData ?? {};
  return outcomeOf(it) === 'failure' && (MFAUsed === true || MFAIdentifier !== undefined);
}

/** In IAM a call by root that names no user is about root itself. */
function isAboutRootItself({ eventSource, userIdentity, requestParameters }: CloudTrailRecord) {
  const isNamed = v.parse(text, requestParameters?.['userName']) !== undefined;
  return eventSource === 'iam.amazonaws.com' && userIdentity.type === 'Root' && !isNamed;
}

function serviceOf({ eventSource }: CloudTrailRecord): string | undefined {
  return eventSource?.split('.', 1)[0];
}
