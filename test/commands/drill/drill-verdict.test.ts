import { describe, expect, it } from 'vitest';
import { judgeDrill } from '../../../commands/drill/drill-verdict.ts';

type Passage = Parameters<typeof judgeDrill>[0][number];

/** Told to the one room after one second, unless told otherwise. */
function passage(
  sighting: { arrivedMs?: number; toldMs?: Record<string, number>; doneMs?: number } = {
    arrivedMs: 900,
    toldMs: { dooray: 1_100 },
    doneMs: 1_100,
  },
  changes: Partial<Passage> = {},
): Passage {
  const { arrivedMs, toldMs = {}, doneMs } = sighting;
  return {
    region: 'us-east-1',
    ledgerId: 'drill-1',
    isSingle: true,
    fault: undefined,
    sighting: { arrivedMs, toldMs: new Map(Object.entries(toldMs)), doneMs },
    whereToLook: undefined,
    ...changes,
  };
}

const inDigest = { arrivedMs: 1_000, toldMs: { dooray: 140_000, slack: 141_000 }, doneMs: 141_000 };
const judge = (only: Passage, singlesLeft = 10) => judgeDrill([only], singlesLeft)[0];

describe('an event of a drill', () => {
  it('told at once is told, room by room', () => {
    expect(judge(passage())).toEqual({
      region: 'us-east-1',
      id: 'drill-1',
      verdict: 'told',
      arrivedSeconds: 1,
      toldSeconds: { dooray: 1 },
      line: 'dooray: told in 1 s',
    });
  });

  it('told to a room whose service only begins to tell says to look there', () => {
    const toldMs = { dooray: 1_100, 'teams#0123456789ab': 1_100, 'jsm:on call': 1_100 };
    expect(judge(passage({ arrivedMs: 900, toldMs, doneMs: 1_100 }))?.line).toBe(
      'dooray, teams#0123456789ab, jsm:on call: told in 1 s; of teams#0123456789ab, jsm:on call it is known only that telling began: look there',
    );
  });

  it('that was meant for the digest is told by it, and says when it arrived', () => {
    expect(judge(passage(inDigest, { isSingle: false }))).toMatchObject({
      verdict: 'told',
      line: 'dooray, slack: told in a digest after 141 s (arrived in 1 s)',
    });
  });

  it('that was meant to be told at once, and was told by the outbox, is late', () => {
    expect(judge(passage(inDigest))).toMatchObject({
      verdict: 'late',
      line: expect.stringContaining('the first attempt failed'),
    });
  });

  it('may be told by the outbox when a drill before it has used the budget up', () => {
    const verdicts = judgeDrill([passage(inDigest), passage(inDigest), passage()], 2);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['told', 'late', 'told']);
  });

  it('that only the outbox ever met is late, though told, whatever was meant', () => {
    const byOutbox = { arrivedMs: 139_000, toldMs: { dooray: 140_000 }, doneMs: 140_000 };
    for (const isSingle of [true, false]) {
      expect(judge(passage(byOutbox, { isSingle }), 0)).toMatchObject({
        verdict: 'late',
        line: expect.stringContaining('rootEvent did not take it'),
      });
    }
  });

  it.each([
    ['never arrived', {}, 'did not arrive; look here'],
    ['no room took', { arrivedMs: 900 }, 'arrived in 1 s, but no room has taken it; look here'],
    [
      'one room of two took',
      { arrivedMs: 900, toldMs: { slack: 2_000 } },
      'arrived in 1 s, slack told in 2 s, but not every room has taken it; look here',
    ],
  ])('that %s is missing, with where to look', (_, sighting, line) => {
    expect(judge(passage(sighting, { whereToLook: 'look here' }))).toMatchObject({
      verdict: 'missing',
      line,
    });
  });

  it('that could not be sent is missing, and nothing else is said of it', () => {
    const unsent = passage({}, { fault: 'could not be sent: no', sighting: undefined });
    expect(judge(unsent)).toMatchObject({
      verdict: 'missing',
      arrivedSeconds: null,
      toldSeconds: {},
      line: 'could not be sent: no',
    });
  });
});
