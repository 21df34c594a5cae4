import type { RootUse } from '../root-activity.ts';
import type { CloudTrailRecord } from './cloudtrail-record.ts';

/**
 * A sign-in record has no error code. It says how the sign-in went in `responseElements`, under the event's own name, or
 * for `aws login` and OAuth in `additionalEventData.success`.
 */
export function outcomeOf(it: CloudTrailRecord): RootUse['outcome'] {
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
export function isDryRun({
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

/** AWS writes `MFAUsed` "No" of a log-in that failed at the password. */
export function isPastPassword(it: CloudTrailRecord): boolean {
  const { MFAUsed, MFAIdentifier } = it.additionalEventData ?? {};
  return outcomeOf(it) === 'failure' && (MFAUsed === true || MFAIdentifier !== undefined);
}
