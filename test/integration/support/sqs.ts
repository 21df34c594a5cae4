import { text } from 'node:stream/consumers';
import { buildApp } from 'fauxqs';
import { type AwsEndpoint, startAwsEndpoint } from './aws-endpoint.ts';
import { resource, type Template } from './packaged-service.ts';

/** A message as Lambda's poller would hand it over. */
export type ReceivedMessage = {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  /** System attributes, `ApproximateReceiveCount` and `SentTimestamp` among them. */
  readonly attributes: Readonly<Record<string, string>>;
};

/** Bodies of what lies in a queue, by what a consumer would find. */
export type QueueContent = {
  readonly ready: readonly string[];
  readonly delayed: readonly string[];
  readonly inFlight: readonly string[];
};

export type Queue = {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  /** Puts messages in; an object is sent as JSON. */
  send(...bodies: readonly unknown[]): Promise<void>;
  /** Takes up to so many messages, which are then in flight; at once, without waiting for any. */
  receive(max: number): Promise<readonly ReceivedMessage[]>;
  delete(...messages: readonly ReceivedMessage[]): Promise<void>;
  /** Looks without taking. */
  content(): Promise<QueueContent>;
  /** Ends the visibility timeout of everything in flight, as if that long had passed. */
  letVisibilityPass(): Promise<void>;
  /** Throws away whatever lies in it. */
  empty(): Promise<void>;
};

export type Sqs = AwsEndpoint & {
  /** Makes a queue with attributes as SQS names them, values as strings. */
  createQueue(name: string, attributes?: Readonly<Record<string, string>>): Promise<Queue>;
  /**
   * Makes the queue that a template describes. A redrive policy may point to another queue of the template, by
   * `Fn::GetAtt`; that one need not exist yet. `instead` replaces attributes, such as a delay no test waits for.
   */
  createQueueFrom(
    template: Template,
    logicalId: string,
    instead?: Readonly<Record<string, string>>,
  ): Promise<Queue>;
};

type Inspected = {
  readonly arn: string;
  readonly messages: {
    readonly ready: readonly { readonly body: string }[];
    readonly delayed: readonly { readonly body: string }[];
    readonly inflight: readonly {
      readonly message: { readonly body: string };
      readonly receiptHandle: string;
    }[];
  };
};

const region = 'ap-northeast-2';
const account = '000000000000';
const signature = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/sqs/aws4_request, SignedHeaders=host, Signature=test`;
const mostPerCall = 10;

/** Starts an SQS on 127.0.0.1: fauxqs in memory, behind a door that can be shut. */
export async function startSqs(): Promise<Sqs> {
  const emulator = buildApp({ logger: false, defaultRegion: region });
  const prefix = 'com.amazonaws.sqs#';

  const call = async (
    operation: string,
    body: string,
    host: string,
    authorization = signature,
  ): Promise<{ status: number; headers: Record<string, string>; body: string }> => {
    // fauxqs names hosts that resolve nowhere, sqs.<region>.localhost; clients are told 127.0.0.1.
    const port = host.slice(host.indexOf(':') + 1);
    const emulated = `http://sqs.${regionOf(authorization)}.localhost:${port}/`;
    const told = `http://127.0.0.1:${port}/`;
    // Of a function that made the address of its queue from its ARN.
    const named = `https://sqs.${region}.amazonaws.com/`;
    const response = await emulator.inject({
      method: 'POST',
      url: '/',
      headers: {
        host,
        authorization,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${operation}`,
      },
      payload: body.replaceAll(told, emulated).replaceAll(named, emulated),
    });
    const headers: Record<string, string> = { 'Content-Type': 'application/x-amz-json-1.0' };
    const queryError = response.headers['x-amzn-query-error'];
    if (typeof queryError === 'string') headers['x-amzn-query-error'] = queryError;
    return {
      status: response.statusCode,
      headers,
      body: response.payload.replaceAll(emulated, told),
    };
  };

  const endpoint = await startAwsEndpoint({
    name: 'SQS',
    throttled: { status: 400, type: `${prefix}RequestThrottled`, message: 'Request throttled.' },
    failed: { status: 500, type: `${prefix}InternalError`, message: 'Internal error.' },
    async answer(request, response, operation) {
      const { host = '', authorization } = request.headers;
      const { status, headers, body } = await call(
        operation,
        await text(request),
        host,
        authorization,
      );
      response.writeHead(status, headers).end(body);
    },
  });

  /** A test's own call: it works while the endpoint is stopped, and is neither counted nor hit by faults. */
  const ask = async (operation: string, input: object): Promise<Record<string, unknown>> => {
    const { status, body } = await call(
      operation,
      JSON.stringify(input),
      new URL(endpoint.url).host,
    );
    if (status !== 200) throw new Error(`${operation}: ${body}`);
    return body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
  };
  /** Ten of them at a time, as SQS takes them. */
  const askOfEach = async <T>(
    operation: string,
    QueueUrl: unknown,
    items: readonly T[],
    entryOf: (item: T) => object,
  ): Promise<void> => {
    for (let at = 0; at < items.length; at += mostPerCall) {
      const { Failed } = await ask(operation, {
        QueueUrl,
        Entries: items
          .slice(at, at + mostPerCall)
          .map((item, index) => ({ Id: String(index), ...entryOf(item) })),
      });
      if (Array.isArray(Failed) && Failed.length > 0) {
        throw new Error(`${operation}: ${JSON.stringify(Failed)}`);
      }
    }
  };
  const inspect = async (name: string): Promise<Inspected> => {
    const response = await emulator.inject({ method: 'GET', url: `/_fauxqs/queues/${name}` });
    return response.json<Inspected>();
  };

  const createQueue: Sqs['createQueue'] = async (name, attributes = {}) => {
    const { QueueUrl } = await ask('CreateQueue', { QueueName: name, Attributes: attributes });
    const url = String(QueueUrl);
    return {
      name,
      url,
      arn: arnOf(name),
      async send(...bodies) {
        await askOfEach('SendMessageBatch', QueueUrl, bodies, (body) => ({
          MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
        }));
      },
      async receive(max) {
        const messages: ReceivedMessage[] = [];
        while (messages.length < max) {
          const { Messages = [] } = (await ask('ReceiveMessage', {
            QueueUrl,
            MaxNumberOfMessages: Math.min(max - messages.length, mostPerCall),
            MessageSystemAttributeNames: ['All'],
            WaitTimeSeconds: 0,
          })) as { Messages?: Record<string, unknown>[] };
          if (Messages.length === 0) break;
          messages.push(...Messages.map(received));
        }
        return messages;
      },
      async delete(...messages) {
        await askOfEach('DeleteMessageBatch', QueueUrl, messages, ({ receiptHandle }) => ({
          ReceiptHandle: receiptHandle,
        }));
      },
      async content() {
        const { ready, delayed, inflight } = (await inspect(name)).messages;
        return {
          ready: ready.map(({ body }) => body),
          delayed: delayed.map(({ body }) => body),
          inFlight: inflight.map(({ message }) => message.body),
        };
      },
      async letVisibilityPass() {
        const { inflight } = (await inspect(name)).messages;
        await askOfEach(
          'ChangeMessageVisibilityBatch',
          QueueUrl,
          inflight,
          ({ receiptHandle }) => ({ ReceiptHandle: receiptHandle, VisibilityTimeout: 0 }),
        );
      },
      async empty() {
        await ask('PurgeQueue', { QueueUrl });
      },
    };
  };

  return {
    ...endpoint,
    createQueue,
    createQueueFrom(template, logicalId, instead = {}) {
      const { name, attributes } = queueOf(template, logicalId);
      return createQueue(name, { ...attributes, ...instead });
    },
  };
}

function arnOf(name: string): string {
  return `arn:aws:sqs:${region}:${account}:${name}`;
}

function regionOf(authorization: string): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization)?.[1] ?? region;
}

function received(message: Record<string, unknown>): ReceivedMessage {
  return {
    messageId: String(message['MessageId']),
    receiptHandle: String(message['ReceiptHandle']),
    body: String(message['Body']),
    md5OfBody: String(message['MD5OfBody']),
    attributes: (message['Attributes'] ?? {}) as Record<string, string>,
  };
}

/** Attributes that CloudFormation and the SQS API name alike. */
const sharedAttributes = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
];

function queueOf(
  template: Template,
  logicalId: string,
): { name: string; attributes: Record<string, string> } {
  const { Type, Properties } = resource(logicalId, template);
  if (Type !== 'AWS::SQS::Queue') throw new Error(`${logicalId} is an ${Type}`);
  const name = Properties['QueueName'];
  if (typeof name !== 'string') throw new Error(`${logicalId} has no plain name`);

  const attributes: Record<string, string> = {};
  for (const attribute of sharedAttributes) {
    if (Properties[attribute] !== undefined) attributes[attribute] = String(Properties[attribute]);
  }
  const redrive = Properties['RedrivePolicy'] as
    | { deadLetterTargetArn: string | { 'Fn::GetAtt': [string, 'Arn'] }; maxReceiveCount: number }
    | undefined;
  if (redrive !== undefined) {
    const { deadLetterTargetArn: target, maxReceiveCount } = redrive;
    const deadLetterTargetArn =
      typeof target === 'string' ? target : arnOf(queueOf(template, target['Fn::GetAtt'][0]).name);
    attributes['RedrivePolicy'] = JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
  }
  return { name, attributes };
}
