import { expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { runSteps } from '../../../lib/delivery/run-steps.ts';
import { answerText } from '../../../lib/incident/answer.ts';
import { incidentRecordText } from '../../../lib/incident/incident-record.ts';
import { knownAddressesName } from '../../../lib/incident/known-addresses.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { createFakeClock } from '../fake-clock.ts';
import { readSampleEvent } from '../sample-events.ts';

const incidentId = '7F3K2M9QXA';
const account = '111122223333';
const followUp = `incident-${incidentId}-followUp-1`;
const quiet = `incident-${incidentId}-quiet`;

async function start() {
  const clock = createFakeClock();
  const ledger = createMemoryLedger(clock);
  const posts: string[] = [];
  const delivery: DeliveryDeps = {
    config: readConfig({ WEBHOOK_SECRET_ID: 's', LEDGER_TABLE: 't', FOLLOW_UP: 'on' }),
    ledger,
    clock,
    log: () => {},
    async postToRooms(_message, _told, _endsAt, { id }) {
      posts.push(id);
      const reports = [{ room: 'dooray', isTold: true, attempts: 1 }];
      return { reports, accepted: ['dooray'], faults: [] };
    },
  };
  const event = readSampleEvent('root-login.json');
  const activity = readEventBridgeEvent(event);
  const text = incidentRecordText(activity, account, clock.now(), JSON.stringify(event));
  await ledger.describeIncident(incidentId, 'first', { id: activity.id, text });
  const run = (more: { leavesFollowUps?: boolean } = {}) =>
    runSteps(incidentId, clock.now() + 10_000, delivery, more);
  return { clock, ledger, posts, run };
}

test('who may not read what a follow-up says leaves it, due at once, to whoever comes next', async () => {
  const { clock, ledger, posts, run } = await start();
  clock.advance(2 * 60_000);
  const nowMs = clock.now();
  expect(await run({ leavesFollowUps: true })).toEqual({ state: 'waiting', nextAtMs: nowMs });
  expect(posts).toEqual([]);
  expect((await ledger.incident(incidentId))?.nextStepAtMs).toBe(nowMs);
  await run();
  await run({ leavesFollowUps: true });
  await run();
  expect(posts).toEqual([followUp]);
});

test('the last line is left as well, and no incident ends without it', async () => {
  const { clock, posts, run } = await start();
  clock.advance(60 * 60_000);
  expect(await run({ leavesFollowUps: true })).toMatchObject({ state: 'waiting' });
  expect(posts).toEqual([]);
  expect(await run()).toEqual({ state: 'done' });
  expect(posts).toEqual([quiet]);
});

test.each([5, 65, 40 * 60])(
  'an address is kept as what was not us, whenever somebody says so: after %i minutes',
  async (minutes) => {
    const { clock, ledger, posts, run } = await start();
    const openedAtMs = clock.now();
    clock.advance(minutes * 60_000);
    await run();
    const answer = {
      id: 'x',
      verdict: 'notUs',
      atMs: clock.now(),
      via: 'link',
      isFromSession: false,
    } as const;
    await ledger.addAnswer(incidentId, answerText(answer));
    const before = await ledger.state(knownAddressesName(account));
    // As the page for answers, which may not write it: it leaves that to whoever comes next.
    expect(await run({ leavesFollowUps: true })).toMatchObject({ state: 'waiting' });
    expect(await ledger.state(knownAddressesName(account))).toBe(before);
    expect((await ledger.incident(incidentId))?.nextStepAtMs).toBeLessThanOrEqual(clock.now());
    const told = posts.length;
    for (let nth = 0; nth < 2; nth += 1) {
      await run();
      const kept = JSON.parse((await ledger.state(knownAddressesName(account))) ?? '');
      expect(kept.addresses).toMatchObject([{ address: '203.0.113.24', notUsMs: openedAtMs }]);
    }
    expect(posts).toHaveLength(told);
    clock.advance(2 * 60 * 60_000);
    expect(await run()).toEqual({ state: 'done' });
  },
);
