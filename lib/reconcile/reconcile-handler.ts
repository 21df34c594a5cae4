import { SecretError } from '../aws/secret-error.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { readWebhookRooms } from '../rooms/webhook-rooms.ts';
import type { AwsAccount } from './aws-account.ts';
import type { WebhookState } from './coverage.ts';
import { webhookPlace } from './finding.ts';
import { reconcile } from './reconcile.ts';

/** What a run of reconcile opens in AWS. */
export interface ReconcileDoors {
  /** Opens the clients for one run, which closes them. */
  readonly openAccount: () => AwsAccount & { close(): void };
  /** Gives the text of the webhook secret as it is now. */
  readonly readSecret: (secretId: string) => Promise<string>;
}

/**
 * Runs reconcile, whatever the event.
 *
 * @param doors undefined where there is no AWS.
 * @param stage of the deployment.
 */
export function createReconcileHandler(
  delivery: DeliveryDeps,
  doors: ReconcileDoors | undefined,
  stage: string,
) {
  return async (_event: unknown, invocation: Invocation): Promise<void> => {
    if (doors === undefined) {
      delivery.explain?.(
        'reconcile compares what AWS recorded with what was told. Local mode has no AWS: there is nothing to do.',
      );
      return;
    }
    const aws = doors.openAccount();
    try {
      const checkWebhook = () => checkSecret(doors.readSecret, delivery);
      await reconcile(invocation, delivery, { aws, checkWebhook, stage });
    } finally {
      aws.close();
    }
  };
}

async function checkSecret(
  readSecret: ReconcileDoors['readSecret'],
  { config }: DeliveryDeps,
): Promise<WebhookState> {
  try {
    const secret = await readSecret(config.webhookSecretId);
    const { faults } = readWebhookRooms(secret, config.webhookExtraHosts);
    return faults.length === 0 ? 'good' : faults;
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    if (error.isEmpty) return 'empty';
    const detail = error.reason;
    if (error.isKeyRefused) return { kind: 'secretUndecryptable', place: webhookPlace, detail };
    if (detail === 'AccessDeniedException') {
      return { kind: 'secretDenied', place: webhookPlace, detail };
    }
    throw error;
  }
}
