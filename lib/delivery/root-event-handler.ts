import { ownDeployment } from '../guard/own-deployment.ts';
import { asText } from '../json.ts';
import { readEventBridgeEvent } from '../sources/eventbridge-event.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { Invocation } from './invocation.ts';
import { keptBody } from './kept-body.ts';
import { notify } from './notify.ts';
import { rememberRootSession } from './root-sessions.ts';

/** Takes an EventBridge envelope around a CloudTrail record, and delivers the use of root that it records. */
export function createRootEventHandler(delivery: DeliveryDeps) {
  const deployment = ownDeployment(delivery.config);
  return async (event: unknown, invocation: Invocation): Promise<void> => {
    const activity = readEventBridgeEvent(event, deployment);
    const remembering = rememberRootSession(activity, delivery);
    try {
      await notify(activity, invocation, delivery, { body: keptBody(asText(event)) });
    } finally {
      await remembering;
    }
  };
}
