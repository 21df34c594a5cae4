import type { SecretVersion, VersionStage } from '../aws/secret-version.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { OperationalError } from '../operational-error.ts';
import { maxLookMs } from '../time-budget.ts';
import { withTimeout } from '../with-timeout.ts';
import type { AwsAccount } from './aws-account.ts';
import type { MemberCallAs } from './aws-members.ts';
import type { WebhookState } from './coverage.ts';
import { type DeploymentNames, deploymentNames } from './deployment-names.ts';
import { createFailures, type Failures } from './failures.ts';

/** Thrown at the end of a run that could not do everything it had to. */
export class ReconcileError extends OperationalError {
  override name = 'ReconcileError' as const;
}

/** What reconcile needs besides the means to deliver. */
export interface ReconcileDeps {
  readonly aws: AwsAccount;
  /** Checks the webhook secret as it is now. */
  readonly checkWebhook: () => Promise<WebhookState>;
  /** Reads a version of the webhook secret; undefined: there is none. */
  readonly readVersion: (stage: VersionStage) => Promise<SecretVersion | undefined>;
  /** The stage of the deployment. */
  readonly stage: string;
  /** Undefined: nobody asks about the other accounts of the organization. */
  readonly memberCallAs: MemberCallAs | undefined;
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

/**
 * What one look at AWS gives. If it fails or takes too long, that is noted as a failure of the run under `step`, and the
 * result is undefined.
 */
export function attempt<T>(
  { failures, delivery }: ReconcileRun,
  step: string,
  work: Promise<T>,
): Promise<T | undefined> {
  return failures.attempt(step, withTimeout(work, maxLookMs, delivery.clock));
}
