import type { OwnDeployment } from '../guard/own-deployment.ts';
import type { RootUse, UnreadableRecord } from '../root-activity.ts';
import { readCloudTrailEvent } from './cloudtrail-event.ts';
import { isSignInAnomaly, readSignInAnomaly } from './sign-in-anomaly.ts';

/**
 * Reads an EventBridge event as the rules for root use deliver it: a CloudTrail record, or a finding of AWS Sign-In.
 * Never throws and never refuses.
 *
 * @param deployment as {@link readCloudTrailEvent} takes it.
 */
export function readEventBridgeEvent(
  event: unknown,
  deployment?: OwnDeployment,
): RootUse | UnreadableRecord {
  return isSignInAnomaly(event) ? readSignInAnomaly(event) : readCloudTrailEvent(event, deployment);
}
