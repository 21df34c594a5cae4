import { ListMessageMoveTasksCommand, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { UserError } from '../../plugin/user-error.js';

/** @typedef {import('@aws-sdk/client-sqs').ListMessageMoveTasksResultEntry} MoveTask */

const pollIntervalMs = 1_000;
const maxPollsUnseen = 30;
/** The most that SQS tells of. */
const maxTasks = 10;

/**
 * Lets SQS move all messages of a dead-letter queue to another queue, and waits until it has. In the other queue they
 * are new messages: retention and receive count begin again (SQS Developer Guide, "Configuring a dead-letter queue
 * redrive"; API Reference, StartMessageMoveTask). The destination is named, because SQS does not know where those
 * came from that no queue gave up.
 *
 * @param {import('@aws-sdk/client-sqs').SQSClient} client
 * @param {object} queues
 * @param {string} queues.sourceArn
 * @param {string} queues.destinationArn
 * @param {object} waiting
 * @param {(ms: number) => Promise<unknown>} waiting.sleep
 * @param {(moved: number, toMove: number) => void} waiting.onProgress called when more were moved than at the last call
 * @returns {Promise<number>} how many were moved
 * @throws {UserError} when a move is running already, when this one ends otherwise than with all moved, or when it can
 *   no longer be followed; and what the SDK throws before the move has begun
 */
export async function moveAll(client, { sourceArn, destinationArn }, { sleep, onProgress }) {
  const earlier = await tasksOf(client, sourceArn);
  const running = earlier.find(isActive);
  if (running !== undefined) {
    throw new UserError(
      `A move is running already (${progressOf(running)}): wait for it to end, and look again.`,
    );
  }
  await client.send(
    new StartMessageMoveTaskCommand({ SourceArn: sourceArn, DestinationArn: destinationArn }),
  );

  const earlierStarts = new Set(earlier.map((task) => task.StartedTimestamp));
  let movedBefore = 0;
  for (let polls = 0; ; polls += 1) {
    const tasks = await tasksOf(client, sourceArn).catch((error) => {
      throw new UserError(
        `The move has begun and goes on, but SQS no longer tells how far it is (${error.name}): look again with --dry-run.`,
      );
    });
    // Only the handle of a running task is told, so what was there before is known by when it started.
    const task = tasks.findLast(({ StartedTimestamp: start }) => !earlierStarts.has(start));
    if (task !== undefined) {
      const { ApproximateNumberOfMessagesMoved: moved = 0 } = task;
      if (moved > movedBefore) onProgress(moved, toMoveOf(task));
      movedBefore = moved;
      if (!isActive(task)) return outcomeOf(task);
    } else if (polls === maxPollsUnseen) {
      throw new UserError(
        'SQS has taken the move but does not list it: look again with --dry-run.',
      );
    }
    await sleep(pollIntervalMs);
  }
}

/**
 * @param {import('@aws-sdk/client-sqs').SQSClient} client
 * @param {string} sourceArn
 * @returns {Promise<MoveTask[]>} the latest first
 */
async function tasksOf(client, sourceArn) {
  const { Results = [] } = await client.send(
    new ListMessageMoveTasksCommand({ SourceArn: sourceArn, MaxResults: maxTasks }),
  );
  return Results;
}

/** @param {MoveTask} task */
function isActive({ Status }) {
  return Status === 'RUNNING' || Status === 'CANCELLING';
}

/** @param {MoveTask} task */
function toMoveOf({ ApproximateNumberOfMessagesMoved = 0, ApproximateNumberOfMessagesToMove = 0 }) {
  return Math.max(ApproximateNumberOfMessagesMoved, ApproximateNumberOfMessagesToMove);
}

/** @param {MoveTask} task */
function progressOf(task) {
  return `${task.ApproximateNumberOfMessagesMoved ?? 0} of ${toMoveOf(task)} moved`;
}

/** @param {MoveTask} task */
function outcomeOf(task) {
  const { Status, FailureReason, ApproximateNumberOfMessagesMoved: moved = 0 } = task;
  if (Status === 'COMPLETED' && moved === toMoveOf(task)) return moved;
  const reason = FailureReason === undefined ? '' : `, ${FailureReason}`;
  throw new UserError(
    `The move ended as ${Status}${reason}, with ${progressOf(task)}: what was not moved lies where it lay, see --dry-run.`,
  );
}
