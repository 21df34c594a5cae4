import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { findingsOf, tellUsesBehind, untilSecondLook } from '../lib/alarm/deliver-alarm.ts';
import { tellLeftovers } from '../lib/delivery/deliver-batch.ts';
import { createWayOut } from '../lib/delivery/delivery-deps.ts';
import { readOutboxMessage } from '../lib/sources/outbox-message.ts';

const wayOut = createWayOut(process.env);

/** Called by SQS two minutes after each use of root or alarm, with whatever else has gathered. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const leftovers = event.Records.map(({ messageId, body, attributes }) => ({
    messageId,
    sentAtMs: Number(attributes?.SentTimestamp) || wayOut.clock.now(),
    activity: readOutboxMessage(body, () => messageId),
  }));
  const wanted = leftovers.filter(
    ({ activity }) =>
      activity.kind !== 'alarm' || wayOut.config.alarmStates.includes(activity.state),
  );
  const activities = wanted.map(({ activity }) => activity);
  const kept = await tellLeftovers(wanted, untilSecondLook(activities, context, wayOut), wayOut, {
    findingsOf: (alarm) => findingsOf(alarm, wayOut),
  });
  for (const { messageId, sentAtMs, activity } of wanted) {
    if (activity.kind !== 'alarm' || kept.includes(messageId)) continue;
    if (!(await tellUsesBehind(activity, sentAtMs, context, wayOut))) kept.push(messageId);
  }
  return { batchItemFailures: kept.map((itemIdentifier) => ({ itemIdentifier })) };
};
