import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { openClient } from './aws-client.ts';

/**
 * How many messages a queue holds, including those in flight and delayed.
 *
 * @returns undefined when there is no such queue
 * @throws any other error of the SDK
 */
export async function queueDepth(region: string, name: string): Promise<number | undefined> {
  const client = openClient(SQSClient, region);
  try {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    return countIn(Attributes);
  } catch (error) {
    if (error instanceof Error && error.name === 'QueueDoesNotExist') return undefined;
    throw error;
  }
}

/** @param attributes of a queue */
export function countIn(attributes: Readonly<Record<string, string>>): number {
  return (
    Number(attributes['ApproximateNumberOfMessages']) +
    Number(attributes['ApproximateNumberOfMessagesNotVisible']) +
    Number(attributes['ApproximateNumberOfMessagesDelayed'])
  );
}
