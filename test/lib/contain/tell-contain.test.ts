import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import {
  type ContainNotice,
  containEvent,
  readContainAnswer,
  readContainNotice,
} from '../../../lib/contain/contain-notice.ts';
import { tellContain } from '../../../lib/contain/tell-contain.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { composeContain } from '../../../lib/messages/compose-contain.ts';
import type { PostToRooms } from '../../../lib/rooms/post-to-rooms.ts';
import { slackPayload } from '../../../lib/rooms/slack/slack-payload.ts';
import { createFakeClock } from '../fake-clock.ts';
import { plain } from '../shown-message.ts';

const account = '444455556666';
const startMs = Date.parse('2026-11-26T03:00:00Z');
const minute = 60_000;
const notice: ContainNotice = {
  deed: 'attached',
  atMs: startMs,
  accountId: account,
  accountName: 'Payments',
  sessionArn: `arn:aws:signin:us-east-1:${account}:session/3f6c0a52`,
  policyId: 'p-abcdefgh',
  by: 'kim · AKIAOPERATOREXAMPLE',
};
const invocation = { getRemainingTimeInMillis: () => 60_000 };

function startScene() {
  const clock = createFakeClock(startMs);
  const posts: Parameters<PostToRooms>[] = [];
  const world = { isRoomUp: true, isLedgerUp: true };
  const memory = createMemoryLedger(clock);
  const refuse = () => Promise.reject(new DOMException('', 'TimeoutError'));
  const deps: DeliveryDeps = {
    config: readConfig({ WEBHOOK_SECRET_ID: 'x', LEDGER_TABLE: 'x' }),
    clock,
    ledger: {
      ...memory,
      claim: (...call) => (world.isLedgerUp ? memory.claim(...call) : refuse()),
      recordTold: (...call) => (world.isLedgerUp ? memory.recordTold(...call) : refuse()),
      state: (...call) => (world.isLedgerUp ? memory.state(...call) : refuse()),
      keepState: (...call) => (world.isLedgerUp ? memory.keepState(...call) : refuse()),
    },
    postToRooms: async (...call) => {
      posts.push(call);
      const report = world.isRoomUp
        ? { isTold: true, attempts: 1 }
        : { isTold: false, attempts: 1, reason: 'answered 503' };
      return {
        reports: [{ room: 'dooray', ...report } as never],
        accepted: world.isRoomUp ? ['dooray'] : [],
        faults: [],
      };
    },
    log: () => {},
  };
  const tell = (it = notice) => tellContain(it, invocation, deps, 'prod');
  return { world, posts, tell, clock };
}

describe('what the room hears of npm run contain', () => {
  test('it hears once, where the uses of that account go', async () => {
    const { posts, tell } = startScene();
    expect(await tell()).toEqual({ contain: { told: 'now' } });
    expect(await tell()).toEqual({ contain: { told: 'before' } });
    expect(posts).toHaveLength(1);
    expect(posts[0]?.[3].uses).toEqual([
      { severity: 'critical', accounts: [account], cloud: 'aws', isDrill: false },
    ]);
  });

  test('run again minutes or days later, the command finds it so, and the room is not told again', async () => {
    const { posts, tell, clock } = startScene();
    for (const later of [0, minute, 60 * minute, 20 * 24 * 60 * minute]) {
      clock.advance(later);
      await tell({ ...notice, atMs: clock.now() });
    }
    expect(posts).toHaveLength(1);
  });

  test('that it was released is another message', async () => {
    const { posts, tell } = startScene();
    await tell();
    expect(await tell({ ...notice, deed: 'released' })).toEqual({ contain: { told: 'now' } });
    expect(posts).toHaveLength(2);
  });

  test('that it was attached again after it was taken off is told, though the policy was left and is the same', async () => {
    const { posts, tell } = startScene();
    await tell();
    await tell({ ...notice, deed: 'released', atMs: startMs + 1 });
    expect(await tell({ ...notice, atMs: startMs + 2 })).toEqual({ contain: { told: 'now' } });
    expect(posts).toHaveLength(3);
  });

  test('an old notice that somebody sends again is told nobody, also after the policy was taken off', async () => {
    const { posts, tell, clock } = startScene();
    await tell();
    await tell({ ...notice, deed: 'released', atMs: startMs + 1 });
    expect(await tell()).toEqual({ contain: { told: 'before' } });
    // And it does not make us take the next real one for told.
    expect(await tell({ ...notice, atMs: startMs + 2 })).toEqual({ contain: { told: 'now' } });
    expect(posts).toHaveLength(3);
    // The ledger forgets after thirty days. By then it is too old.
    clock.advance(31 * 24 * 60 * minute);
    expect(await tell()).toMatchObject({ contain: { told: 'no' } });
    expect(posts).toHaveLength(3);
  });

  test.each([
    ['ten minutes old', -10 * minute, 'now'],
    ['older', -10 * minute - 1, 'no'],
    ['ten minutes ahead, by a clock that is wrong', 10 * minute, 'now'],
    ['further ahead', 10 * minute + 1, 'no'],
  ])('one that is %s: %s ms', async (_, offMs, told) => {
    const { posts, tell } = startScene();
    const { contain } = await tell({ ...notice, atMs: startMs + offMs });
    expect(contain.told).toBe(told);
    expect(posts).toHaveLength(told === 'now' ? 1 : 0);
    if (told === 'no') expect(contain.reason).toContain('clock of your machine');
  });

  test('a notice of another account or session keeps none of this policy from being told', async () => {
    const { posts, tell } = startScene();
    await tell({ ...notice, accountId: '999988887777' });
    const { sessionArn: _, ...allRoot } = notice;
    await tell(allRoot);
    expect(await tell()).toEqual({ contain: { told: 'now' } });
    expect(posts).toHaveLength(3);
  });

  test('while it is down, the command hears so, and the next run tells', async () => {
    const { world, tell, clock } = startScene();
    world.isRoomUp = false;
    expect(await tell()).toEqual({
      contain: { told: 'no', reason: 'Not told: dooray answered 503 (1 attempt).' },
    });
    world.isRoomUp = true;
    clock.advance(minute);
    const again = { ...notice, atMs: clock.now() };
    expect(await tell(again)).toEqual({ contain: { told: 'now' } });
    expect(await tell(again)).toEqual({ contain: { told: 'before' } });
  });

  test('it hears though the ledger is down', async () => {
    const { world, posts, tell } = startScene();
    world.isLedgerUp = false;
    expect(await tell()).toEqual({ contain: { told: 'now' } });
    expect(posts).toHaveLength(1);
  });

  test.each(['ko', 'en'] as const)(
    'is what is denied, what is not, and how it ends, in %s',
    async (locale) => {
      const { sessionArn: _, ...allRoot } = notice;
      const messages = [notice, allRoot, { ...notice, deed: 'released' as const }].map((it) => {
        const {
          headline,
          summary,
          advice = { steps: [] },
        } = composeContain(it, 'prod', { locale });
        return [headline, ...summary, ...advice.steps].map(plain).join('\n');
      });
      await expect(`${messages.join('\n\n')}\n`).toMatchFileSnapshot(
        `golden/contain.${locale}.txt`,
      );
    },
  );

  test('obeys nothing that whoever invokes the function writes into it', () => {
    const hostile = {
      ...notice,
      accountName: '<!channel>',
      by: '<https://evil.example|click> <!here>',
    };
    const { text, blocks } = slackPayload(composeContain(hostile, 'prod', { locale: 'en' }));
    expect(text).toContain('channel');
    // Slack reads markup in the text only. In the blocks it shows each letter, and obeys elements of these types.
    expect(text).not.toMatch(/[<>]/);
    expect(JSON.stringify(blocks)).not.toMatch(/"type":"(?:link|broadcast|user|usergroup)"/);
  });

  test('is quiet: no pager rings for it, and nobody is mentioned', () => {
    expect(composeContain(notice, 'prod', { locale: 'ko' }).isQuiet).toBe(true);
  });
});

describe('an event is a notice', () => {
  test('when the command made it', () => {
    expect(readContainNotice(JSON.parse(JSON.stringify(containEvent(notice))))).toEqual(notice);
  });

  test.each<[string, object]>([
    ['that of the schedule', { source: 'aws.events' }],
    ['another deed', { contain: { ...notice, deed: 'closed' } }],
    ['no account', { contain: { ...notice, accountId: '*' } }],
    [
      'a wildcard for a session',
      { contain: { ...notice, sessionArn: 'arn:aws:signin:*:*:session/*' } },
    ],
    ['no time', { contain: { ...notice, atMs: '2026-11-26' } }],
    ['no policy', { contain: { ...notice, policyId: '$(x)' } }],
    ['an endless name', { contain: { ...notice, by: 'x'.repeat(201) } }],
  ])('but not %s', (_, event) => {
    expect(readContainNotice(event)).toBeUndefined();
  });

  test('and the answer of a version that knows none is no answer', () => {
    expect(readContainAnswer(null)).toBeUndefined();
    expect(readContainAnswer({ contain: { told: 'now' } })).toEqual({ told: 'now' });
  });
});
