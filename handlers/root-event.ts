import type { Context } from 'aws-lambda';
import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { notify } from '../lib/delivery/notify.ts';
import { readCloudTrailEvent } from '../lib/sources/cloudtrail-event.ts';

const delivery = createDeliveryDeps(process.env);

/** Called by EventBridge for every use of root. */
export const handler = (event: unknown, context: Context): Promise<void> =>
  notify(readCloudTrailEvent(event), context, delivery);
