import { expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { runSteps } from '../../../lib/delivery/run-steps.ts';
import { incidentRecordText } from '../../../lib/incident/incident-record.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { createFakeClock } from '../fake-clock.ts';
import { readSampleEvent } from '../sample-events.ts';

const incidentId = '7F3K2M9QXA';
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
  const activity = readEventBridgeEvent(readSampleEvent('root-login.json'));
  const text = incidentRecordText(activity, '111122223333', clock.now(), undefined);
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
