// npm run redrive: shows the messages in the queue of undelivered uses of root, and moves them back to the outbox.

import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { resourceNames } from '../../lib/resource-names.ts';
import { UserError } from '../../plugin/user-error.ts';
import { openClient } from '../aws-client.ts';
import type { CommandOptions } from '../command-options.ts';
import { countIn } from '../queue-depth.ts';
import { type Outcome, runCommand } from '../run-command.ts';
import { describeMessage } from './redrive-message.ts';
import { moveAll } from './redrive-move.ts';

const maxShown = 10;
const maxLooks = 5;

await runCommand({
  name: 'redrive',
  summary: 'Shows uses of root that the room has not taken, and moves them back to be told.',
  flags: { 'dry-run': 'only look' },
  run: redrive,
});

async function redrive(
  { stage, region, flags }: CommandOptions,
  print: (line: string) => void,
): Promise<Outcome> {
  const client = openClient(SQSClient, region);
  const names = resourceNames(stage);
  const undelivered = await findQueue(client, names.undeliveredQueue, region);
  const outbox = await findQueue(client, names.outboxQueue, region);

  const shown = await look(client, undelivered.url);
  const count = Math.max(undelivered.count, shown.length);
  const place = `${undelivered.name} (${region})`;
  const json = { queue: undelivered.name, region, messages: count, shown, moved: 0 };
  if (count === 0) return { isOk: true, lines: [`Nothing lies in ${place}.`], json };
  const lines = [
    `${messages(count)} in ${place}${shown.length < count ? ', among them' : ''}:`,
    ...shown.map((line) => `  ${line}`),
  ];
  if (flags.has('dry-run')) return { isOk: true, lines, json };

  for (const line of lines) print(line);
  const moved = await moveAll(
    client,
    { sourceArn: undelivered.arn, destinationArn: outbox.arn },
    { sleep, onProgress: (done, of) => print(`Moved ${done} of ${of}.`) },
  );
  return {
    isOk: true,
    lines: [
      `${messages(moved)} moved to ${outbox.name}: what the room has not been told yet, it is told within minutes.`,
    ],
    json: { ...json, moved },
  };
}

/** @throws {UserError} when there is no such queue */
async function findQueue(client: SQSClient, name: string, region: string) {
  const { QueueUrl } = await client
    .send(new GetQueueUrlCommand({ QueueName: name }))
    .catch((error) => {
      if (error.name !== 'QueueDoesNotExist') throw error;
      throw new UserError(
        `There is no queue ${name} in ${region}: check --stage, --region and whose credentials these are.`,
      );
    });
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  const count = countIn(Attributes);
  return { name, url: QueueUrl, arn: String(Attributes['QueueArn']), count };
}

/**
 * Looks at some messages without taking any. Without a visibility timeout they stay for the next reader, so that SQS may
 * also return the same ones again.
 *
 * @returns one line each
 */
async function look(client: SQSClient, url: string | undefined): Promise<string[]> {
  const lines = new Map<string | undefined, string>();
  for (let looks = 0; looks < maxLooks && lines.size < maxShown; looks += 1) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: maxShown,
        VisibilityTimeout: 0,
        // Long polling asks every server of SQS; short polling asks only some.
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['SentTimestamp'],
        MessageAttributeNames: ['ERROR_CODE'],
      }),
    );
    const before = lines.size;
    for (const { MessageId, Body, Attributes, MessageAttributes } of Messages) {
      const message = {
        body: Body,
        errorCode: MessageAttributes?.['ERROR_CODE']?.StringValue,
        sentAtMs: Number(Attributes?.SentTimestamp ?? Date.now()),
      };
      lines.set(MessageId, describeMessage(message, Date.now()));
    }
    if (lines.size === before) break;
  }
  return [...lines.values()].slice(0, maxShown);
}

function messages(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`;
}
