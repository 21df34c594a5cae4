import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { createRootEventHandler } from '../lib/delivery/root-event-handler.ts';

/** Called by EventBridge for every use of root. */
export const handler = createRootEventHandler(createDeliveryDeps(process.env));
