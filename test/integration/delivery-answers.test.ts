import { describe, expect, test as plainTest, vi } from 'vitest';
import { BusyMachine, retriedWhenBusy } from './support/busy-machine.ts';
import type { ChatRoom } from './support/chat-room.ts';
import { type AnswerCase, answerCases, type Fate } from './support/delivery-cases.ts';
import { deliveryDoc, withTables } from './support/delivery-doc.ts';
import { failedSaying, succeeded } from './support/invocation-outcome.ts';
import { alertLines, outcomes, patience, type Scene, test } from './support/root-event-scene.ts';
import { rootUseEvent } from './support/root-use-event.ts';
import { startFunctionClock } from './support/shifted-clock.ts';

/** An answer, in one of the circumstances that may matter. */
type Row = {
  readonly number: number;
  readonly answer: AnswerCase;
  /** A new URL was put into the secret after the function had read the old one. */
  readonly isRotated: boolean;
  readonly hasOtherRoom: boolean;
};

const isForGood = ({ fate }: AnswerCase): boolean => fate === 'refusedForGood';

/**
 * Where nothing makes the secret be read again, which each of these tests sees, what is in it by then cannot matter: there
 * the rotated secret stands for the one as it was.
 */
const rows: readonly Row[] = answerCases.flatMap((answer, index) =>
  [false, true].flatMap((hasOtherRoom) =>
    (isForGood(answer) ? [false, true] : [true]).map((isRotated) => ({
      number: index + 1,
      answer,
      isRotated,
      hasOtherRoom,
    })),
  ),
);

const isToldByOld: Readonly<Record<Fate, boolean>> = {
  accepted: true,
  acceptedAtSecondPost: true,
  refusedForGood: false,
  retriedInVain: false,
  neverReached: false,
  leftForLater: false,
};

/** Only a webhook that refuses for good makes the secret be read again. */
const isToldByNew = ({ answer, isRotated }: Row): boolean => isRotated && isForGood(answer);

const isTold = (row: Row): boolean => isToldByOld[row.answer.fate] || isToldByNew(row);

const toldRooms = (row: Row): string[] => [
  ...(isTold(row) ? ['dooray'] : []),
  ...(row.hasOtherRoom ? ['slack'] : []),
];

const postsInWords: Readonly<Record<Fate, string>> = {
  accepted: '1',
  acceptedAtSecondPost: '2',
  refusedForGood: '1',
  retriedInVain: '2 or more',
  neverReached: '0',
  leftForLater: '1',
};

function expectPosts(posts: readonly unknown[], inWords: string): void {
  if (inWords === '2 or more') expect(posts.length).toBeGreaterThanOrEqual(2);
  else expect(posts).toHaveLength(Number(inWords));
}

/** From the first post to the second; for ever, if there was none. */
function msBetweenPosts({ posts: [first, second] }: ChatRoom): number {
  return first && second ? second.atMs - first.atMs : Number.POSITIVE_INFINITY;
}

describe.concurrent('what becomes of an alert, by what the room answers', () => {
  for (const row of rows) {
    const { number, answer, isRotated, hasOtherRoom } = row;
    const { says, fate, reason = '', waitMs = 0, remainingTimeMs, play } = answer;
    const secret = isForGood(answer)
      ? isRotated
        ? 'rotated'
        : 'as it was'
      : 'whatever it is by then';
    const circumstances = `${hasOtherRoom ? 'two rooms' : 'one room'}, secret ${secret}`;

    test(
      `${number}. The room ${says}; ${circumstances}`,
      retriedWhenBusy,
      async ({ scene, onTestFinished }) => {
        const { room, otherRoom, secrets, start, ledgerRow } = scene;
        const clock = startFunctionClock();
        onTestFinished(clock.stop);
        await play(room, otherRoom);
        putRooms(scene, room.url, hasOtherRoom);
        const lambda = await start(clock.environment);
        if (isRotated) putRooms(scene, otherRoom.urlFor('rotated-token'), hasOtherRoom);
        const event = rootUseEvent();
        const readsBefore = secrets.reads.length;

        const invocation = lambda.invoke(event, { remainingTimeMs });
        if (fate === 'retriedInVain') {
          await vi.waitUntil(() => room.posts.length >= 2, patience);
          clock.jump(remainingTimeMs);
        }
        const outcome = await invocation;

        const faults = alertLines(lambda).flatMap(({ ledgerFaults }) => ledgerFaults);
        if (faults.length > 0) throw new BusyMachine(`the ledger was given up: ${faults}`);
        const ledger = await ledgerRow(event.detail.eventID);
        expect(outcome).toMatchObject(
          isTold(row) ? succeeded : failedSaying(`Not told: dooray ${reason} (`),
        );
        expectPosts(room.posts, postsInWords[fate]);
        expect(msBetweenPosts(room)).toBeGreaterThanOrEqual(waitMs);
        expect(secrets.reads.length > readsBefore).toBe(isForGood(answer));
        expect(otherRoom.at('rotated-token').posts).toHaveLength(isToldByNew(row) ? 1 : 0);
        expect(otherRoom.at('slack-token').posts).toHaveLength(hasOtherRoom ? 1 : 0);
        expect(otherRoom.at('elsewhere-token').posts).toEqual([]);
        expect(ledger).toMatchObject({ told: toldRooms(row), seenAt: expect.any(Number) });
        expect(ledger?.toldAt !== undefined).toBe(isTold(row));
        expect(ledger?.leaseUntil !== undefined).toBe(toldRooms(row).length === 0);

        const postsBefore = [room, otherRoom].map(({ posts }) => posts.length);
        if (!isTold(row)) return;
        expect(await lambda.invoke(event)).toEqual(succeeded);
        expect([room, otherRoom].map(({ posts }) => posts.length)).toEqual(postsBefore);
        expect(outcomes(lambda)).toEqual(['told', 'duplicate']);
      },
    );
  }

  function putRooms({ putWebhook, otherRoom }: Scene, dooray: string, hasOther: boolean): void {
    putWebhook(hasOther ? { dooray, slack: otherRoom.urlFor('slack-token') } : { dooray });
  }
});

plainTest('docs/delivery.md says all this', async () => {
  const page = withTables({
    'answers of a room': {
      headings: [
        '#',
        'The room',
        'Posts to it',
        'Alone',
        'Beside another',
        'Secret rotated',
        'Error',
      ],
      rows: answerCases.map((answer, index) => {
        const row = { number: index + 1, answer, isRotated: false, hasOtherRoom: false };
        return [
          String(row.number),
          answer.says,
          postsInWords[answer.fate],
          isTold(row) ? 'told' : 'leased',
          isTold(row) ? 'told: both' : 'told: the other',
          isForGood(answer) ? 'told, by a post to the new URL' : '',
          isTold(row) ? '' : `dooray ${answer.reason}`,
        ];
      }),
    },
  });

  await expect(page).toMatchFileSnapshot(deliveryDoc);
});
