import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { openClient } from './aws-client.js';

/**
 * How many messages a queue holds, those in flight and delayed included.
 *
 * @param {string} region
 * @param {string} name
 * @returns {Promise<number | undefined>} undefined when there is no such queue
 * @throws what else the SDK throws
 */
export async function queueDepth(region, name) {
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

/**
 * @param {Readonly<Record<string, string>>} attributes of a queue
 */
export function countIn(attributes) {
  return (
    Number(attributes['ApproximateNumberOfMessages']) +
    Number(attributes['ApproximateNumberOfMessagesNotVisible']) +
    Number(attributes['ApproximateNumberOfMessagesDelayed'])
  );
}
