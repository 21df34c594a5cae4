import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { createGuardHandler } from '../lib/guard/guard-handler.ts';

/** Called by EventBridge for every call, by anybody, that may change root-alert itself. */
export const handler = createGuardHandler(createDeliveryDeps(process.env));
