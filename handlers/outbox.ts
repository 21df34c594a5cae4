import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deliverUsesBehind, findingsOf, untilSecondLook } from '../lib/alarm/deliver-alarm.ts';
import { deliverBatch } from '../lib/delivery/deliver-batch.ts';
import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { readOutboxMessage } from '../lib/sources/outbox-message.ts';

const delivery = createDeliveryDeps(process.env);

/** Called by SQS two minutes after each use of root or alarm, with whatever else has gathered. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const entries = event.Records.map(({ messageId, body, attributes }) => ({
    messageId,
    sentAtMs: Number(attributes?.SentTimestamp) || delivery.clock.now(),
    activity: readOutboxMessage(body, () => messageId),
  }));
  const wanted = entries.filter(
    ({ activity }) =>
      activity.kind !== 'alarm' || delivery.config.alarmStates.includes(activity.state),
  );
  const activities = wanted.map(({ activity }) => activity);
  const kept = await deliverBatch(
    wanted,
    untilSecondLook(activities, context, delivery),
    delivery,
    {
      findingsOf: (alarm) => findingsOf(alarm, delivery),
    },
  );
  for (const { messageId, sentAtMs, activity } of wanted) {
    if (activity.kind !== 'alarm' || kept.includes(messageId)) continue;
    if (!(await deliverUsesBehind(activity, sentAtMs, context, delivery))) kept.push(messageId);
  }
  return { batchItemFailures: kept.map((itemIdentifier) => ({ itemIdentifier })) };
};
