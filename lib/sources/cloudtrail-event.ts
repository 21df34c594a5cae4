import * as v from 'valibot';
import { judge } from '../classify/judge.ts';
import { readsByName } from '../classify/reads-by-name.ts';
import { grantsSession } from '../classify/sign-in-class.ts';
import { cloudFormationId, weightOf } from '../guard/cloudformation-deed.ts';
import type { OwnDeployment } from '../guard/own-deployment.ts';
import type { RootUse, UnreadableRecord, UseFacts } from '../root-activity.ts';
import { activityId } from './activity-id.ts';
import { affectedOf, omittedParts } from './affected/affected.ts';
import { aspectOf } from './aspect-of.ts';
import { assumeRootOf, issuedKeyIdOf } from './assume-root-request.ts';
import { hasMfa, identityOf, isAboutRootItself } from './caller-identity.ts';
import {
  type CloudTrailRecord,
  cloudTrailRecord,
  type Envelope,
  eventEnvelope,
} from './cloudtrail-record.ts';
import { effectsOf } from './effects/effects-of.ts';
import { isAwsEvent, senderOf } from './event-origin.ts';
import { faultOf } from './fault-of.ts';
import { anyObject } from './field.ts';
import { callerOf, isSomebodyElse, ownPartIn } from './own-part-of-record.ts';
import { readTime } from './read-time.ts';
import { isDryRun, isPastPassword, outcomeOf } from './record-outcome.ts';
import { signInFacts } from './sign-in-facts.ts';
import { unreadableCloudTrail } from './unreadable-cloudtrail.ts';

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
  const parsed = v.safeParse(cloudTrailRecord, detail);
  if (!parsed.success) {
    return unreadableCloudTrail(
      event,
      detail,
      envelope,
      faultOf(parsed.issues[0], 'detail', 'CloudTrail'),
    );
  }
  const facts = factsOf(parsed.output, detail, envelope, deployment);
  return { ...facts, verdict: judge(facts) };
}

/**
 * The address, or, of what came by an endpoint of a VPC, the address with that endpoint. Whoever makes a VPC chooses its addresses,
 * public ones too, and root may come from anybody's: by such an address nobody is known, and no place is named.
 */
function sourceOf({ sourceIPAddress, vpcEndpointId }: CloudTrailRecord): string | undefined {
  return vpcEndpointId ? `${sourceIPAddress} ${vpcEndpointId}` : sourceIPAddress;
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
        : activityId(isDrill, it.eventID, detail),
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
    sourceIp: sourceOf(it),
    userAgent: it.userAgent,
    identity: identityOf(it),
    hasMfa: hasMfa(it),
    isReadOnly: isReadOnly(it, isSignIn),
    isDataEvent: it.eventCategory === 'Data' || it.eventCategory === 'NetworkActivity',
    isFromConsole: it.sessionCredentialFromConsole === true,
    outcome: outcomeOf(it),
    errorCode: it.errorCode,
    errorMessage: it.errorMessage,
    aspect: aspectOf(call),
    affected: affectedOf(call, it.responseElements, effects, claimedAccountId),
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

function serviceOf({ eventSource }: CloudTrailRecord): string | undefined {
  return eventSource?.split('.', 1)[0];
}

/**
 * AWS marks every call. Where a record has no mark all the same, the name decides, unless the table of names has the event
 * as something else, such as `GetSessionToken`.
 */
function isReadOnly({ readOnly, eventName, eventSource }: CloudTrailRecord, isSignIn: boolean) {
  if (isSignIn && grantsSession(eventName)) return false;
  return readOnly ?? (!isSignIn && readsByName(eventSource, eventName));
}
