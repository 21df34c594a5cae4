import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { keptBody } from '../delivery/kept-body.ts';
import { notify } from '../delivery/notify.ts';
import { errorMessage } from '../error-text.ts';
import { asText } from '../json.ts';
import type { RootUse } from '../root-activity.ts';
import { readCloudTrailEvent } from '../sources/cloudtrail-event.ts';
import { callWeights, cloudFormationId } from './cloudformation-deed.ts';
import { isNoConcern } from './is-no-concern.ts';
import { ownDeployment } from './own-deployment.ts';

/** How long the row that stands for the calls of a deployment is claimed, before it is recorded as told. */
const leaseMs = 5_000;

/**
 * Takes what the guard's rules bring: calls that may change root-alert itself, by anybody. Their patterns let more pass
 * than is ours, so this looks once more.
 */
export function createGuardHandler(delivery: DeliveryDeps) {
  const { config, log } = delivery;
  return async (event: unknown, invocation: Invocation): Promise<void> => {
    const activity = readCloudTrailEvent(event, ownDeployment(config));
    if (isNoConcern(activity)) {
      log({ level: 'INFO', message: 'guard', outcome: 'notOurs', id: activity.id });
      return;
    }
    await notify(activity, invocation, delivery, { body: keptBody(asText(event)) });
    if (activity.kind === 'use' && isDeployment(activity)) await coverCalls(activity, delivery);
  };
}

function isDeployment({ ownPart, outcome }: RootUse): boolean {
  return ownPart?.effect === 'deployed' && ownPart.isSure && outcome !== 'failure';
}

/** Of every weight, in this hour and the next. */
const covered = callWeights.flatMap((weight) => [[weight, 0] as const, [weight, 1] as const]);

/**
 * A deployment has been told, so the calls that CloudFormation makes for it are not told as well. When this fails, they
 * are told as one line more.
 */
async function coverCalls(use: RootUse, { ledger, log }: DeliveryDeps): Promise<void> {
  const caller = {
    accountId: use.accountId,
    arn: use.identity.arn,
    invokedBy: use.identity.invokedBy,
    sourceIp: use.sourceIp,
  };
  try {
    await Promise.all(
      covered.map(async ([weight, nextHours]) => {
        const id = cloudFormationId(caller, use.occurredAt, weight, nextHours);
        const { state } = await ledger.claim(id, leaseMs);
        if (state === 'claimed') await ledger.recordTold(id, [], true);
      }),
    );
  } catch (error) {
    log({ level: 'WARN', message: 'guard', outcome: 'notCovered', reason: errorMessage(error) });
  }
}
