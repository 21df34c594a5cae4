import { asText } from '../json.ts';
import { readCloudTrailEvent } from '../sources/cloudtrail-event.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { Invocation } from './invocation.ts';
import { keptBody } from './kept-body.ts';
import { notify } from './notify.ts';

/** Takes an EventBridge envelope around a CloudTrail record, and delivers the use of root that it records. */
export function createRootEventHandler(delivery: DeliveryDeps) {
  return (event: unknown, invocation: Invocation): Promise<void> =>
    notify(readCloudTrailEvent(event), invocation, delivery, { body: keptBody(asText(event)) });
}
