import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { findingsOf } from '../alarm/deliver-alarm.ts';
import { isWanted } from '../alarm/is-wanted.ts';
import { deliverUsesBehind, untilSecondLook } from '../alarm/second-look.ts';
import type { HideMessage } from '../aws/hide-message.ts';
import type { Clock } from '../clock.ts';
import { isNoConcern } from '../guard/is-no-concern.ts';
import { type OwnDeployment, ownDeployment } from '../guard/own-deployment.ts';
import { readOutboxMessage } from '../sources/outbox-message.ts';
import { alertPostingEndsAt } from '../time-budget.ts';
import { deliverBatch } from './deliver-batch.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { Invocation } from './invocation.ts';
import { keepTimers } from './keep-timers.ts';
import { keptBody } from './kept-body.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/**
 * Takes a batch of the outbox, and delivers what was not delivered at once. Behind each alarm that is delivered, it
 * looks once more for uses that nobody delivered. Of incidents whose copies are in the batch, it takes the steps that are due.
 * It answers with the messages that must stay in the queue.
 */
export function createOutboxHandler(delivery: DeliveryDeps, hideMessage: HideMessage) {
  const deployment = ownDeployment(delivery.config);
  return async (event: SQSEvent, invocation: Invocation): Promise<SQSBatchResponse> => {
    const wanted = event.Records.map((record) =>
      readEntry(record, deployment, delivery.clock),
    ).filter(({ activity }) => isWanted(activity, delivery.config) && !isNoConcern(activity));
    const activities = wanted.map(({ activity }) => activity);
    const batch = await deliverBatch(
      wanted,
      untilSecondLook(activities, invocation, delivery),
      delivery,
      { findingsOf: (alarm) => findingsOf(alarm, delivery) },
    );
    const kept = [...batch.kept, ...batch.withoutEvidence];
    for (const { messageId, sentAtMs, activity } of wanted) {
      if (activity.kind !== 'alarm' || kept.includes(messageId)) continue;
      if (!(await deliverUsesBehind(activity, sentAtMs, invocation, delivery))) {
        kept.push(messageId);
      }
    }
    const endsAtMs = alertPostingEndsAt(
      delivery.clock.now(),
      invocation.getRemainingTimeInMillis(),
    );
    const untold = new Set(kept);
    const timers = await keepTimers(
      batch.timers,
      { records: event.Records, untold },
      endsAtMs,
      hideMessage,
      delivery,
    );
    kept.push(...timers);
    return { batchItemFailures: kept.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function readEntry(
  { messageId, body, attributes }: SQSRecord,
  deployment: OwnDeployment | undefined,
  clock: Clock,
): OutboxEntry {
  const activity = readOutboxMessage(body, () => messageId, deployment);
  return {
    messageId,
    sentAtMs: Number(attributes?.SentTimestamp) || clock.now(),
    activity,
    // An alarm is in the state of CloudWatch too; a use of root is nowhere else.
    body: activity.kind === 'alarm' ? undefined : keptBody(body),
    received: body,
  };
}
