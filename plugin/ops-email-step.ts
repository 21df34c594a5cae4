import { subscribeCommand } from '../lib/messages/words-ops.ts';
import { opsEmailStep } from './checks/ops-email.ts';

const timeoutMs = 10_000;

/**
 * A step that a deployment leaves to be done by hand: the address has to be confirmed. AWS sends the confirmation once; a
 * deployment with the same address changes nothing and sends none. Needs sns:ListSubscriptionsByTopic.
 *
 * @returns undefined when the address is confirmed, or that could not be looked up: the look-back tells the room.
 */
export async function confirmStep({
  opsEmail,
  stage,
  region,
  topicName,
  clientConfig,
  accountId,
}: {
  opsEmail: unknown;
  stage: string;
  region: string;
  topicName: string;
  clientConfig: () => Promise<object>;
  accountId: () => Promise<string>;
}): Promise<string | undefined> {
  if (typeof opsEmail !== 'string' || opsEmail === '') return opsEmailStep(opsEmail, stage);
  try {
    const { ListSubscriptionsByTopicCommand, SNSClient } = await import('@aws-sdk/client-sns');
    const topicArn = `arn:aws:sns:${region}:${await accountId()}:${topicName}`;
    const client = new SNSClient(await clientConfig());
    const { Subscriptions = [] } = await client
      .send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }), {
        abortSignal: AbortSignal.timeout(timeoutMs),
      })
      .finally(() => client.destroy());
    const isConfirmed = Subscriptions.some(
      ({ Endpoint, SubscriptionArn }) =>
        Endpoint?.toLowerCase() === opsEmail.toLowerCase() && SubscriptionArn?.startsWith('arn:'),
    );
    if (isConfirmed) return undefined;
    const command = subscribeCommand(region, [
      { kind: 'opsEmailUnconfirmed', place: topicArn, detail: opsEmail },
    ]);
    return `Next step: confirm the mail that AWS sent to ${opsEmail}. To get it again (deploying again sends none):\n  ${command}`;
  } catch {
    return undefined;
  }
}
