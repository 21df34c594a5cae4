import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { runSteps } from '../lib/delivery/run-steps.ts';
import { createRespondDeps } from '../lib/respond/create-respond-deps.ts';
import { createRespondHandler } from '../lib/respond/respond-handler.ts';

const delivery = createDeliveryDeps(process.env);

/** Called by the HTTP API where people answer about an incident. */
export const handler = createRespondHandler(
  createRespondDeps(
    delivery,
    (incidentId, endsAtMs) => runSteps(incidentId, endsAtMs, delivery, { leavesFollowUps: true }),
    process.env,
  ),
);
