import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { OperationalError } from '../operational-error.ts';
import type { AwsAccount } from './aws-account.ts';
import type { CoverageSnapshot } from './coverage.ts';
import { type DeploymentNames, deploymentNames } from './deployment-names.ts';
import { createFailures, type Failures } from './failures.ts';

/** Time limit for delivering what one run found, and for its heartbeat: the ledger holds a claim no longer. */
export const maxDeliveryMs = 45_000;

/** Thrown at the end of a run that could not do everything it had to. */
export class ReconcileError extends OperationalError {
  override name = 'ReconcileError' as const;
}

/** What reconcile needs besides the means to deliver. */
export interface ReconcileDeps {
  readonly aws: AwsAccount;
  /** Checks the webhook secret as it is now. */
  readonly checkWebhook: () => Promise<NonNullable<CoverageSnapshot['webhook']>>;
  /** The stage of the deployment. */
  readonly stage: string;
}

/** One run, as its steps share it. Times are milliseconds since 1970. */
export interface ReconcileRun extends ReconcileDeps {
  readonly delivery: DeliveryDeps;
  readonly functionArn: string | undefined;
  readonly names: DeploymentNames;
  readonly startedAtMs: number;
  /** When Lambda ends the invocation. */
  readonly endsAtMs: number;
  readonly failures: Failures;
}

export function startRun(
  invocation: Invocation,
  delivery: DeliveryDeps,
  deps: ReconcileDeps,
): ReconcileRun {
  const startedAtMs = delivery.clock.now();
  return {
    ...deps,
    delivery,
    functionArn: invocation.invokedFunctionArn,
    names: deploymentNames(invocation.invokedFunctionArn ?? '', deps.stage),
    startedAtMs,
    endsAtMs: startedAtMs + invocation.getRemainingTimeInMillis(),
    failures: createFailures(),
  };
}
