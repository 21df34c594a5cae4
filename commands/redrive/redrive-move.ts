import {
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { UserError } from '../../plugin/user-error.ts';

export type MoveTask = ListMessageMoveTasksResultEntry;

const pollIntervalMs = 1_000;
const maxPollsUnseen = 30;
/** SQS lists no more. */
const maxTasks = 10;

/**
 * Lets SQS move all messages of a dead-letter queue to another queue, and waits until it has. There they are new
 * messages: retention and receive count start again (SQS Developer Guide, "Configuring a dead-letter queue redrive";
 * API Reference, StartMessageMoveTask). The destination is named, because SQS does not know the origin of messages
 * that no queue put there.
 *
 * @param waiting.onProgress called when more were moved than at the last call
 * @returns how many were moved
 * @throws {UserError} when a move is running already, when this one ends without all messages moved, or when its
 *   progress can no longer be read; and any error of the SDK before the move has begun
 */
export async function moveAll(
  client: SQSClient,
  { sourceArn, destinationArn }: { sourceArn: string; destinationArn: string },
  {
    sleep,
    onProgress,
  }: {
    sleep: (ms: number) => Promise<unknown>;
    onProgress: (moved: number, toMove: number) => void;
  },
): Promise<number> {
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
    // SQS tells the handle of a running task only, so earlier tasks are recognized by when they started.
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

/** @returns the latest first */
async function tasksOf(client: SQSClient, sourceArn: string): Promise<MoveTask[]> {
  const { Results = [] } = await client.send(
    new ListMessageMoveTasksCommand({ SourceArn: sourceArn, MaxResults: maxTasks }),
  );
  return Results;
}

function isActive({ Status }: MoveTask) {
  return Status === 'RUNNING' || Status === 'CANCELLING';
}

function toMoveOf({
  ApproximateNumberOfMessagesMoved = 0,
  ApproximateNumberOfMessagesToMove = 0,
}: MoveTask) {
  return Math.max(ApproximateNumberOfMessagesMoved, ApproximateNumberOfMessagesToMove);
}

function progressOf(task: MoveTask) {
  return `${task.ApproximateNumberOfMessagesMoved ?? 0} of ${toMoveOf(task)} moved`;
}

function outcomeOf(task: MoveTask) {
  const { Status, FailureReason, ApproximateNumberOfMessagesMoved: moved = 0 } = task;
  if (Status === 'COMPLETED' && moved === toMoveOf(task)) return moved;
  const reason = FailureReason === undefined ? '' : `, ${FailureReason}`;
  throw new UserError(
    `The move ended as ${Status}${reason}, with ${progressOf(task)}: what was not moved lies where it lay, see --dry-run.`,
  );
}
