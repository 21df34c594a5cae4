import { describe, expect, test } from 'vitest';
import {
  afterPosting,
  noRoomsYet,
  type PostingResult,
  type RoomsSoFar,
} from '../../../lib/delivery/after-posting.ts';
import type { ClaimedActivity } from '../../../lib/delivery/outbox-entry.ts';
import { rootUse } from '../root-use.ts';

const group = (count: number, told: readonly string[] = []): ClaimedActivity[] =>
  Array.from({ length: count }, (_, number) => ({
    activity: rootUse({ id: String(number) }),
    told,
    entries: [],
  }));

type Answer = 'took' | 'refused' | 'down';

/** How each room answered one message. */
function answered(
  answers: Readonly<Record<string, Answer>>,
  changes: Partial<PostingResult> = {},
): PostingResult {
  const rooms = Object.entries(answers);
  return {
    reports: rooms.map(([room, answer]) => ({
      room,
      attempts: 1,
      isTold: answer === 'took',
      ...(answer !== 'took' && { reason: answer }),
      ...(answer === 'refused' && { isRefusal: true }),
    })),
    accepted: rooms.flatMap(([room, answer]) => (answer === 'took' ? [room] : [])),
    faults: [],
    isOurFault: false,
    ...changes,
  };
}

const ourFault: PostingResult = {
  reports: [],
  accepted: [],
  faults: ['boom'],
  isOurFault: true,
};
const kindAfter = (count: number, result: PostingResult, rooms = noRoomsYet) =>
  afterPosting(group(count), result, rooms).next.kind;

describe('a group is', () => {
  test.each<[string, number, PostingResult, string]>([
    ['that every room took', 2, answered({ dooray: 'took', slack: 'took' }), 'done'],
    ['for which there is no room left', 2, answered({}), 'done'],
    ['that one room did not take for now', 2, answered({ dooray: 'took', slack: 'down' }), 'keep'],
    ['that one room refused', 2, answered({ dooray: 'took', slack: 'refused' }), 'halve'],
    ['of one that a room refused', 1, answered({ dooray: 'refused' }), 'keep'],
    ['that our own code failed on', 2, ourFault, 'halve'],
    ['of one that our own code failed on', 1, ourFault, 'keep'],
    [
      'that all rooms took while the secret has a fault',
      2,
      answered({ dooray: 'took' }, { faults: ['webhook secret: expected a URL.'] }),
      'keep',
    ],
  ])('%s (of %i)', (_, count, result, kind) => {
    expect(kindAfter(count, result)).toBe(kind);
  });

  test('kept with a sentence that names the room', () => {
    expect(afterPosting(group(1), answered({ slack: 'down' }), noRoomsYet).next).toEqual({
      kind: 'keep',
      reason: 'Not told: slack down (1 attempt).',
    });
  });

  test('halved so that nothing is lost, and no half goes to a room that took it', () => {
    const { next } = afterPosting(
      group(5, ['slack-2']),
      answered({ dooray: 'took', slack: 'refused' }),
      noRoomsYet,
    );
    const halves = next.kind === 'halve' ? next.halves : [];
    expect(halves.map((half) => half.map(({ activity }) => activity.id))).toEqual([
      ['0', '1', '2'],
      ['3', '4'],
    ]);
    expect(halves.flat().map(({ told }) => told)).toEqual(Array(5).fill(['slack-2', 'dooray']));
  });

  test('not halved any more after fourteen refusals in a row: the room is dead', () => {
    const kindWith = (refusalsInARow: number) =>
      kindAfter(2, answered({ dooray: 'refused' }), { ...noRoomsYet, refusalsInARow });
    expect(kindWith(12)).toBe('halve');
    expect(kindWith(13)).toBe('keep');
  });
});

describe('of the rooms it is known', () => {
  const roomsAfter = (result: PostingResult, rooms: Partial<RoomsSoFar> = {}) =>
    afterPosting(group(2), result, { ...noRoomsYet, ...rooms }).rooms;

  test('that one which did not take a message for now is stalled, and one that refused is not', () => {
    expect([...roomsAfter(answered({ dooray: 'down', slack: 'refused' })).stalled]).toEqual([
      'dooray',
    ]);
  });

  test('that a stalled one which takes a message is not stalled any more', () => {
    const rooms = { stalled: new Set(['dooray', 'slack']) };
    expect([...roomsAfter(answered({ dooray: 'took' }), rooms).stalled]).toEqual(['slack']);
    expect([...rooms.stalled]).toEqual(['dooray', 'slack']);
  });

  test('how many refusals there were in a row: anything else begins anew', () => {
    const rooms = { refusalsInARow: 3 };
    expect(roomsAfter(answered({ dooray: 'refused' }), rooms).refusalsInARow).toBe(4);
    expect(roomsAfter(ourFault, rooms).refusalsInARow).toBe(4);
    expect(roomsAfter(answered({ dooray: 'down' }), rooms).refusalsInARow).toBe(0);
    expect(roomsAfter(answered({ dooray: 'took' }), rooms).refusalsInARow).toBe(0);
  });
});
