import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { createRespondDeps } from '../lib/respond/create-respond-deps.ts';
import { createRespondHandler } from '../lib/respond/respond-handler.ts';

/** Called by the HTTP API where people answer about an incident. */
export const handler = createRespondHandler(createRespondDeps(createDeliveryDeps(process.env)));
