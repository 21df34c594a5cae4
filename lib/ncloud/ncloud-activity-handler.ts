import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { notify } from '../delivery/notify.ts';
import { isNcloudActivity, readNcloudActivity } from '../sources/ncloud-activity.ts';

/** Polls Naver Cloud, whatever the event. A sample of an activity as the event is delivered instead. */
export function createNcloudActivityHandler(
  delivery: DeliveryDeps,
  poll: (invocation: Invocation) => Promise<void>,
) {
  const deliverSample = createNcloudSampleHandler(delivery);
  return async (event: unknown, invocation: Invocation): Promise<void> => {
    if (delivery.isSample && isNcloudActivity(event)) await deliverSample(event, invocation);
    else await poll(invocation);
  };
}

/** Takes one activity as Naver Cloud's API gives it, and delivers it if root did it. */
export function createNcloudSampleHandler(delivery: DeliveryDeps) {
  return async (event: unknown, invocation: Invocation): Promise<void> => {
    const { includesPlatformActions } = delivery.config;
    const activity = readNcloudActivity(event, { name: 'ncloud', includesPlatformActions });
    if (activity !== undefined) await notify(activity, invocation, delivery);
    else delivery.explain?.('Root did not do this: nothing would be told.');
  };
}
