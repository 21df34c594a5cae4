import { isActingService } from '../../lib/classify/acting-service.ts';
import { isRootUse } from '../../lib/sources/is-root-use.ts';
import { isSignInAnomaly } from '../../lib/sources/sign-in-anomaly.ts';
import type { CloudTrailEvent } from './cloudtrail-events.ts';

/**
 * Why the deployed rule would not pass an event on, as the end of a sentence.
 *
 * @returns undefined when the event is a use of root, which the rule passes on.
 */
export function whyNotPassedOn(event: CloudTrailEvent): string | undefined {
  const { detail } = event;
  if (isSignInAnomaly(event) || isRootUse(detail, 'digest')) return undefined;
  if (typeof detail !== 'object' || detail === null) return 'it is not a CloudTrail record';
  const { userIdentity } = detail as { readonly userIdentity?: unknown };
  const { type, invokedBy } = Object(userIdentity);
  if (typeof type !== 'string') return 'userIdentity.type is missing';
  if (type === 'Root' && isActingService(invokedBy)) {
    return `an AWS service did it for root (userIdentity.invokedBy is ${invokedBy})`;
  }
  return `userIdentity.type is ${type}`;
}
