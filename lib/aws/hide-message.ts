import { isSuccess } from '../rooms/answer-status.ts';
import { createAwsJson, type Env } from './aws-json.ts';

/** A message as a function received it. */
export interface ReceivedFrom {
  readonly queueArn: string;
  readonly receiptHandle: string;
}

/** Keeps a message that was received from being received again for so many seconds, 0 to 43,200. Rejects when SQS does not. */
export type HideMessage = (message: ReceivedFrom, seconds: number) => Promise<void>;

const timeoutMs = 2_000;
const maxBodyBytes = 4_000;

/** Speaks to SQS without its client, whose start would cost more than all calls (docs/performance.md). */
export function createHideMessage(env: Env): HideMessage {
  const call = createAwsJson(
    { name: 'sqs', endpointName: 'SQS', targetPrefix: 'AmazonSQS', jsonVersion: '1.0' },
    env,
  );
  const operation: 'ChangeMessageVisibility' = 'ChangeMessageVisibility';
  return async ({ queueArn, receiptHandle }, seconds) => {
    const [, , , region, account, name] = queueArn.split(':');
    const input = {
      QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    };
    const options = { timeoutMs, maxBodyBytes, isKept: true };
    const { status } = await call(operation, JSON.stringify(input), options);
    if (!isSuccess(status)) throw new Error(`SQS answered ${status}`);
  };
}
