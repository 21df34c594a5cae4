import { isActingService } from '../../lib/classify/acting-service.ts';
import type { OwnDeployment } from '../../lib/guard/own-deployment.ts';
import { readCloudTrailEvent } from '../../lib/sources/cloudtrail-event.ts';
import { isRootUse } from '../../lib/sources/is-root-use.ts';
import { isSignInAnomaly } from '../../lib/sources/sign-in-anomaly.ts';
import type { CloudTrailEvent } from './cloudtrail-events.ts';

/** The stage of the README and of the samples: most who try a record of a change mean it. */
const usualStage = 'prod';

/**
 * Why the deployed rules would not pass an event on, as the end of a sentence.
 *
 * @param deployment whose changes by anybody are told, too. Undefined: of no change is known whose it is.
 * @returns undefined when the event is a use of root, or a change of root-alert itself, which the rules pass on.
 */
export function whyNotPassedOn(
  event: CloudTrailEvent,
  deployment: OwnDeployment | undefined,
): string | undefined {
  const { detail } = event;
  if (isSignInAnomaly(event) || isRootUse(detail, 'digest')) return undefined;
  if (isChange(event, deployment)) return undefined;
  if (typeof detail !== 'object' || detail === null) return 'it is not a CloudTrail record';
  const { userIdentity } = detail as { readonly userIdentity?: unknown };
  const { type, invokedBy } = Object(userIdentity);
  if (typeof type !== 'string') return 'userIdentity.type is missing';
  if (type === 'Root' && isActingService(invokedBy)) {
    return `an AWS service did it for root (userIdentity.invokedBy is ${invokedBy})`;
  }
  if (isChange(event, { stage: usualStage, trailLogGroup: undefined })) {
    return `userIdentity.type is ${type}; but it changes root-alert in stage ${usualStage}, which --stage ${usualStage} shows`;
  }
  return `userIdentity.type is ${type}`;
}

/** Whether the guard tells of it: see isNoConcern. */
function isChange(event: CloudTrailEvent, deployment: OwnDeployment | undefined): boolean {
  // Most records of a log file are reads, which change nothing and need not be read as a whole.
  if (Object(event['detail']).readOnly === true) return false;
  const activity = readCloudTrailEvent(event, deployment);
  return activity.kind === 'use' && activity.isByOther && activity.ownPart !== undefined;
}
