import { ownDeployment } from '../guard/own-deployment.ts';
import { readCloudTrailEvent } from '../sources/cloudtrail-event.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { Invocation } from './invocation.ts';
import { notify } from './notify.ts';

/** Takes an EventBridge envelope around a CloudTrail record, and delivers the use of root that it records. */
export function createRootEventHandler(delivery: DeliveryDeps) {
  const deployment = ownDeployment(delivery.config);
  return (event: unknown, invocation: Invocation): Promise<void> =>
    notify(readCloudTrailEvent(event, deployment), invocation, delivery);
}
