import { buildApp } from 'fauxqs';

/** What SNS makes of one message for each of its subscribers. */
export type Delivered = {
  /** Body of the message in a queue that is subscribed without raw delivery. */
  readonly body: string;
  /** Event of a Lambda. */
  readonly event: { readonly Records: readonly object[] };
};

export type Topic = {
  /** Publishes a message; with no subject, SNS leaves it out for a queue and hands a Lambda null. */
  publish(message: string, subject?: string): Promise<Delivered>;
  stop(): Promise<void>;
};

const region = 'ap-northeast-2';
const account = '000000000000';

/** Makes a topic in fauxqs, in memory, with a queue subscribed to it as `attributes` say. */
export async function createTopic(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<Topic> {
  const emulator = buildApp({ logger: false, defaultRegion: region });
  const topicArn = `arn:aws:sns:${region}:${account}:${name}`;
  const queueName = `${name}-subscribed`;

  const authorization = (service: string): string =>
    `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=test`;

  const sns = async (parameters: Readonly<Record<string, string>>): Promise<void> => {
    const { statusCode, payload } = await emulator.inject({
      method: 'POST',
      url: '/',
      headers: {
        authorization: authorization('sns'),
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams(parameters).toString(),
    });
    if (statusCode !== 200) throw new Error(`${parameters['Action']}: ${payload}`);
  };
  const sqs = async <T>(operation: string, input: object): Promise<T> => {
    const { statusCode, payload } = await emulator.inject({
      method: 'POST',
      url: '/',
      headers: {
        authorization: authorization('sqs'),
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${operation}`,
      },
      payload: JSON.stringify(input),
    });
    if (statusCode !== 200) throw new Error(`${operation}: ${payload}`);
    return JSON.parse(payload) as T;
  };

  const { QueueUrl } = await sqs<{ QueueUrl: string }>('CreateQueue', { QueueName: queueName });
  await sns({ Action: 'CreateTopic', Name: name });
  const entries = Object.entries(attributes).flatMap(([key, value], index) => [
    [`Attributes.entry.${index + 1}.key`, key],
    [`Attributes.entry.${index + 1}.value`, value],
  ]);
  await sns({
    Action: 'Subscribe',
    TopicArn: topicArn,
    Protocol: 'sqs',
    Endpoint: `arn:aws:sqs:${region}:${account}:${queueName}`,
    ...Object.fromEntries(entries),
  });

  return {
    async publish(Message, Subject) {
      await sns({ Action: 'Publish', TopicArn: topicArn, Message, ...(Subject && { Subject }) });
      const { Messages: [received] = [] } = await sqs<{ Messages?: { Body: string }[] }>(
        'ReceiveMessage',
        { QueueUrl, MaxNumberOfMessages: 1 },
      );
      if (received === undefined) throw new Error('nothing came to the queue');
      const { SigningCertURL, UnsubscribeURL, ...Sns } = JSON.parse(received.Body) as Record<
        string,
        unknown
      >;
      return {
        body: received.Body,
        event: {
          Records: [
            {
              EventSource: 'aws:sns',
              EventVersion: '1.0',
              EventSubscriptionArn: `${topicArn}:1`,
              Sns: {
                Subject: null,
                ...Sns,
                SigningCertUrl: SigningCertURL,
                UnsubscribeUrl: UnsubscribeURL,
                MessageAttributes: {},
              },
            },
          ],
        },
      };
    },
    stop: () => emulator.close(),
  };
}
