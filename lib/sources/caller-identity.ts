import * as v from 'valibot';
import type { Identity } from '../root-activity.ts';
import { omittedParts } from './affected/affected.ts';
import type { CloudTrailRecord } from './cloudtrail-record.ts';
import { text } from './field.ts';

/** Who made the call, and in which session. */
export function identityOf(it: CloudTrailRecord): Identity {
  return {
    type: it.userIdentity.type,
    arn: it.userIdentity.arn,
    accessKeyId: it.userIdentity.accessKeyId,
    invokedBy: it.userIdentity.invokedBy,
    delegateAccountId: it.userIdentity.invokedByDelegate?.accountId,
    signInSessionArn:
      it.userIdentity.sessionContext?.signInSessionArn ?? it.additionalEventData?.signInSessionArn,
    // A caller who asks for such a session has the flag too, but is not root yet.
    isAssumedRoot:
      it.userIdentity.type === 'Root' && it.userIdentity.sessionContext?.assumedRoot === true,
    taskPolicy: undefined,
  };
}

/** A root access key that is used directly has no session, so there was no second factor. */
export function hasMfa(it: CloudTrailRecord): boolean | undefined {
  return (
    it.additionalEventData?.MFAUsed ??
    (it.additionalEventData?.MFAIdentifier === undefined ? undefined : true) ??
    it.userIdentity.sessionContext?.attributes?.mfaAuthenticated ??
    (it.userIdentity.accessKeyId?.startsWith('AKIA') ? false : undefined)
  );
}

/** In IAM a call by root that names no user is about root itself. What AWS left out may name one. */
export function isAboutRootItself({
  eventSource,
  userIdentity,
  requestParameters,
}: CloudTrailRecord) {
  const isNamed = v.parse(text, requestParameters?.['userName']) !== undefined;
  const isWhole = !omittedParts(requestParameters, undefined).includes('request');
  return eventSource === 'iam.amazonaws.com' && userIdentity.type === 'Root' && !isNamed && isWhole;
}
