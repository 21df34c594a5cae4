import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type AwsEndpoint, answerError, startAwsEndpoint } from './aws-endpoint.ts';
import type { Sqs } from './sqs.ts';

export type MessageMoves = AwsEndpoint & {
  /** How many messages a running task moves from one ListMessageMoveTasks to the next; all, unless told. */
  pace(messages: number): void;
  /** Keeps the next task out of so many lists, as a service of many machines may. */
  hideNextTask(lists: number): void;
  /** Ends the running task as SQS does when, halfway, it may not go on. */
  failNextTask(reason: string): void;
};

type Task = {
  readonly TaskHandle: string;
  readonly SourceArn: string;
  readonly DestinationArn: string;
  readonly StartedTimestamp: number;
  ApproximateNumberOfMessagesMoved: number;
  readonly ApproximateNumberOfMessagesToMove: number;
  Status: 'RUNNING' | 'COMPLETED' | 'FAILED';
  FailureReason?: string;
  hiddenLists: number;
};

type Queue = { readonly url: string; readonly attributes: Readonly<Record<string, string>> };

/** Another reader of a message that is being moved must not find it. */
const moveVisibilitySeconds = 600;

/**
 * Serves an SQS that also moves messages, which the one behind it does not: StartMessageMoveTask and
 * ListMessageMoveTasks, with their refusals; every other call is passed on. A moved message is sent anew, with its
 * attributes, and deleted where it lay. The destination must be named: what is sent to a dead-letter queue by other
 * than a queue has no source to go back to. Source: Amazon SQS API Reference, both operations.
 */
export async function startMessageMoves(sqs: Sqs): Promise<MessageMoves> {
  const tasks: Task[] = [];
  let pace = Number.POSITIVE_INFINITY;
  let hiddenLists = 0;
  let failure: string | undefined;
  const client = new SQSClient({
    region: 'ap-northeast-2',
    endpoint: sqs.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

  async function queues(): Promise<Queue[]> {
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
    return Promise.all(
      QueueUrls.map(async (url) => {
        const { Attributes = {} } = await client.send(
          new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
        );
        return { url, attributes: Attributes };
      }),
    );
  }

  async function start(input: Record<string, unknown>): Promise<object | Refused> {
    const { SourceArn, DestinationArn } = input;
    const all = await queues();
    const source = all.find(({ attributes }) => attributes['QueueArn'] === SourceArn);
    if (source === undefined) return notFound('SourceArn');
    const isDeadLetterQueue = all.some(({ attributes }) =>
      attributes['RedrivePolicy']?.includes(`"${SourceArn}"`),
    );
    if (!isDeadLetterQueue) {
      return invalid('Source queue must be configured as a Dead Letter Queue.');
    }
    if (!all.some(({ attributes }) => attributes['QueueArn'] === DestinationArn)) {
      return notFound('DestinationArn');
    }
    if (tasks.some(({ Status }) => Status === 'RUNNING')) {
      return invalid(
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    }
    const task: Task = {
      TaskHandle: randomUUID(),
      SourceArn: String(SourceArn),
      DestinationArn: String(DestinationArn),
      // Two tasks never start in the same millisecond.
      StartedTimestamp: Math.max(Date.now(), (tasks[0]?.StartedTimestamp ?? 0) + 1),
      ApproximateNumberOfMessagesMoved: 0,
      // A message whose visibility timeout has passed counts as in flight there until somebody looks.
      ApproximateNumberOfMessagesToMove:
        Number(source.attributes['ApproximateNumberOfMessages']) +
        Number(source.attributes['ApproximateNumberOfMessagesNotVisible']),
      Status: 'RUNNING',
      hiddenLists,
    };
    hiddenLists = 0;
    tasks.unshift(task);
    return { TaskHandle: task.TaskHandle };
  }

  async function list({ SourceArn, MaxResults }: Record<string, unknown>): Promise<object> {
    const running = tasks.find(({ Status }) => Status === 'RUNNING');
    if (running !== undefined) await advance(running);
    const visible = tasks.filter((task) => task.SourceArn === SourceArn && task.hiddenLists === 0);
    for (const task of tasks) task.hiddenLists = Math.max(0, task.hiddenLists - 1);
    return {
      Results: visible
        .slice(0, Number(MaxResults ?? 1))
        .map(({ hiddenLists: _, TaskHandle, ...task }) =>
          task.Status === 'RUNNING' ? { TaskHandle, ...task } : task,
        ),
    };
  }

  async function advance(task: Task): Promise<void> {
    const all = await queues();
    const urlOf = (arn: string) =>
      all.find(({ attributes }) => attributes['QueueArn'] === arn)?.url;
    for (let moved = 0; moved < pace; moved += 1) {
      const from = { QueueUrl: urlOf(task.SourceArn) };
      const { Messages: [message] = [] } = await client.send(
        new ReceiveMessageCommand({
          ...from,
          VisibilityTimeout: moveVisibilitySeconds,
          MessageAttributeNames: ['All'],
        }),
      );
      if (message === undefined) {
        task.Status = 'COMPLETED';
        return;
      }
      await client.send(
        new SendMessageCommand({
          QueueUrl: urlOf(task.DestinationArn),
          MessageBody: message.Body,
          MessageAttributes: message.MessageAttributes,
        }),
      );
      await client.send(
        new DeleteMessageCommand({ ...from, ReceiptHandle: message.ReceiptHandle }),
      );
      task.ApproximateNumberOfMessagesMoved += 1;
      if (failure !== undefined) {
        task.Status = 'FAILED';
        task.FailureReason = failure;
        failure = undefined;
        return;
      }
    }
  }

  const operations: Readonly<
    Record<string, (input: Record<string, unknown>) => Promise<object | Refused>>
  > = { StartMessageMoveTask: start, ListMessageMoveTasks: list };

  const endpoint = await startAwsEndpoint({
    name: 'SQS',
    throttled: { status: 400, type: `${prefix}RequestThrottled`, message: 'Request throttled.' },
    failed: { status: 500, type: `${prefix}InternalError`, message: 'Internal error.' },
    async answer(request, response, operation) {
      const body = await text(request);
      const answer = operations[operation];
      if (answer === undefined) {
        await passOn(request, body, response);
        return;
      }
      const result = await answer(JSON.parse(body));
      if ('refused' in result) {
        answerError(request, response, result.refused);
        return;
      }
      response
        .writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0' })
        .end(JSON.stringify(result));
    },
  });

  /** The URLs of queues are told as if they were here. */
  async function passOn(
    { headers }: IncomingMessage,
    body: string,
    response: ServerResponse,
  ): Promise<void> {
    const answered = await fetch(sqs.url, {
      method: 'POST',
      headers: Object.fromEntries(
        ['authorization', 'content-type', 'x-amz-target'].map((name) => [
          name,
          String(headers[name]),
        ]),
      ),
      body: body.replaceAll(endpoint.url, sqs.url),
    });
    const queryError = answered.headers.get('x-amzn-query-error');
    response
      .writeHead(answered.status, {
        'Content-Type': 'application/x-amz-json-1.0',
        ...(queryError === null ? {} : { 'x-amzn-query-error': queryError }),
      })
      .end((await answered.text()).replaceAll(sqs.url, endpoint.url));
  }

  return {
    ...endpoint,
    async stop() {
      client.destroy();
      await endpoint.stop();
    },
    pace: (messages) => {
      pace = messages;
    },
    hideNextTask: (lists) => {
      hiddenLists = lists;
    },
    failNextTask: (reason) => {
      failure = reason;
    },
  };
}

const prefix = 'com.amazonaws.sqs#';

type Refused = {
  readonly refused: { readonly status: number; readonly type: string; readonly message: string };
};

function invalid(message: string): Refused {
  return { refused: { status: 400, type: `${prefix}InvalidParameterValue`, message } };
}

function notFound(parameter: string): Refused {
  return {
    refused: {
      status: 404,
      type: `${prefix}ResourceNotFoundException`,
      message: `The resource that you specified for the ${parameter} parameter doesn't exist.`,
    },
  };
}
