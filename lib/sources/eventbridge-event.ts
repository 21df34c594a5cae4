import type { RootUse, UnreadableRecord } from '../root-activity.ts';
import { readCloudTrailEvent } from './cloudtrail-event.ts';
import { isSignInAnomaly, readSignInAnomaly } from './sign-in-anomaly.ts';

/**
 * Reads an EventBridge event as the rules for root use deliver it: a CloudTrail record, or a finding of AWS Sign-In.
 * Never throws and never refuses.
 */
export function readEventBridgeEvent(event: unknown): RootUse | UnreadableRecord {
  return isSignInAnomaly(event) ? readSignInAnomaly(event) : readCloudTrailEvent(event);
}
