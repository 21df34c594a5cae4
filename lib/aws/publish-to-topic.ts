import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const settings = { maxAttempts: 2, requestHandler: { connectionTimeout: 1_000 } };

/**
 * Publishes a text to a topic, in whichever region it is. Rejects as SNS does.
 *
 * @param subject of e-mails: ASCII, at most 100 characters.
 */
export async function publishToTopic(
  topicArn: string,
  subject: string,
  text: string,
  timeoutMs: number,
): Promise<void> {
  const client = new SNSClient({ ...settings, region: topicArn.split(':')[3] ?? '' });
  try {
    const command = new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text });
    await client.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
  } finally {
    client.destroy();
  }
}
