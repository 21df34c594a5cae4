import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { createPlannedHandler } from '../lib/planned/planned-handler.ts';

/** Called by `npm run planned`. */
export const handler = createPlannedHandler(createDeliveryDeps(process.env), process.env);
