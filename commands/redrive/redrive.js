// npm run redrive: shows what lies in the queue of undelivered uses of root, and moves it back to the outbox.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { UserError } from '../../plugin/user-error.js';
import { openClient } from '../aws-client.js';
import { countIn } from '../queue-depth.js';
import { runCommand } from '../run-command.js';
import { describeMessage } from './redrive-message.js';
import { moveAll } from './redrive-move.js';

const maxShown = 10;
const maxLooks = 5;

await runCommand({
  name: 'redrive',
  summary: 'Shows uses of root that the room has not taken, and moves them back to be told.',
  flags: { 'dry-run': 'only look' },
  run: redrive,
});

/**
 * @param {import('../command-options.js').CommandOptions} options
 * @param {(line: string) => void} words
 * @returns {Promise<import('../run-command.js').Outcome>}
 */
async function redrive({ stage, region, flags }, words) {
  const client = openClient(SQSClient, region);
  const undelivered = await findQueue(client, `root-alert-undelivered-${stage}`, region);
  const outbox = await findQueue(client, `root-alert-outbox-${stage}`, region);

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

  for (const line of lines) words(line);
  const moved = await moveAll(
    client,
    { sourceArn: undelivered.arn, destinationArn: outbox.arn },
    { sleep, onProgress: (done, of) => words(`Moved ${done} of ${of}.`) },
  );
  return {
    isOk: true,
    lines: [
      `${messages(moved)} moved to ${outbox.name}: what the room has not been told yet, it is told within minutes.`,
    ],
    json: { ...json, moved },
  };
}

/**
 * @param {SQSClient} client
 * @param {string} name
 * @param {string} region
 * @throws {UserError} when there is no such queue
 */
async function findQueue(client, name, region) {
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
 * Looks at some messages without taking any: with no visibility timeout they stay for whoever comes next, so that SQS
 * may also hand out the same again.
 *
 * @param {SQSClient} client
 * @param {string | undefined} url
 * @returns {Promise<string[]>} one line each
 */
async function look(client, url) {
  /** @type {Map<string | undefined, string>} */
  const lines = new Map();
  for (let looks = 0; looks < maxLooks && lines.size < maxShown; looks += 1) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: maxShown,
        VisibilityTimeout: 0,
        // Asks every server, where a look that does not wait asks some.
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

/** @param {number} count */
function messages(count) {
  return count === 1 ? '1 message' : `${count} messages`;
}
