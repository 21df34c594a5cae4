import type { Context } from 'aws-lambda';
import { SecretError } from '../lib/aws/secret-error.ts';
import { createSecretReader } from '../lib/aws/secret-text.ts';
import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { openAwsAccount } from '../lib/reconcile/aws-account.ts';
import { reconcile } from '../lib/reconcile/reconcile.ts';
import { readWebhookRooms } from '../lib/rooms/webhook-rooms.ts';

const delivery = createDeliveryDeps(process.env);
const stage = process.env['STAGE'] ?? '';

/** Called by a schedule every fifteen minutes. */
export const handler = async (_: unknown, context: Context): Promise<void> => {
  if (delivery.isLocal) {
    console.log(
      'reconcile compares what AWS recorded with what was told. Local mode has no AWS: there is nothing to do.',
    );
    return;
  }
  const aws = openAwsAccount();
  try {
    await reconcile(context, delivery, { aws, checkWebhook, stage });
  } finally {
    aws.close();
  }
};

async function checkWebhook() {
  try {
    const secret = await createSecretReader(delivery.config.webhookSecretId)();
    const { faults } = readWebhookRooms(secret, delivery.config.webhookExtraHosts);
    return faults.length === 0 ? 'good' : faults;
  } catch (error) {
    if (error instanceof SecretError && error.isEmpty) return 'empty';
    throw error;
  }
}
