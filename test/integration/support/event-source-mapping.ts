import type { Lambda, Outcome } from './lambda-runtime.ts';
import type { Queue, ReceivedMessage } from './sqs.ts';

/** What became of one batch. `kept` are the messages still in the queue, invisible until their timeout passes. */
export type Delivery = {
  readonly outcome: Outcome;
  readonly deleted: readonly ReceivedMessage[];
  readonly kept: readonly ReceivedMessage[];
};

/**
 * Takes one batch from a queue to a function as Lambda's SQS poller with ReportBatchItemFailures does: what the
 * function does not list as failed is deleted; when it fails, or lists what cannot be matched, everything is kept.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 *
 * @returns undefined when no message is visible: Lambda then invokes nothing.
 */
export async function deliverBatch(
  queue: Queue,
  lambda: Lambda,
  batchSize = 10,
): Promise<Delivery | undefined> {
  const messages = await queue.receive(batchSize);
  if (messages.length === 0) return undefined;

  const outcome = await lambda.invoke({
    Records: messages.map((message) => ({
      ...message,
      messageAttributes: {},
      eventSource: 'aws:sqs',
      eventSourceARN: queue.arn,
      awsRegion: 'ap-northeast-2',
    })),
  });
  const failedIds = failedIdsOf(outcome, messages);
  const deleted = messages.filter(({ messageId }) => !failedIds.has(messageId));
  await queue.delete(...deleted);
  return {
    outcome,
    deleted,
    kept: messages.filter(({ messageId }) => failedIds.has(messageId)),
  };
}

function failedIdsOf(outcome: Outcome, messages: readonly ReceivedMessage[]): Set<string> {
  const all = new Set(messages.map(({ messageId }) => messageId));
  if (!outcome.ok) return all;
  const { batchItemFailures } = (outcome.result ?? {}) as { batchItemFailures?: unknown };
  if (batchItemFailures === undefined || batchItemFailures === null) return new Set();
  if (!Array.isArray(batchItemFailures)) return all;

  const failed = new Set<string>();
  for (const failure of batchItemFailures as ({ itemIdentifier?: unknown } | null)[]) {
    const id = failure?.itemIdentifier;
    if (typeof id !== 'string' || !all.has(id)) return all;
    failed.add(id);
  }
  return failed;
}
