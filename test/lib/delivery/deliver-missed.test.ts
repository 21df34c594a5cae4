import { expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import { deliverMissed, statusInLedger } from '../../../lib/delivery/deliver-missed.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { createFakeClock } from '../fake-clock.ts';
import { rootUse } from '../root-use.ts';

const minute = 60_000;
const invocation = { getRemainingTimeInMillis: () => minute };
const use = rootUse();

/** A room that takes nothing, and a ledger that does not write the notes of missed uses. */
function start() {
  const clock = createFakeClock();
  const memory = createMemoryLedger(clock);
  let posts = 0;
  const delivery: DeliveryDeps = {
    config: readConfig({ WEBHOOK_SECRET_ID: 's', LEDGER_TABLE: 't' }),
    clock,
    log: () => {},
    ledger: {
      ...memory,
      claim: async (id, leaseMs) => {
        if (id.startsWith('missed-')) throw new Error('throttled');
        return await memory.claim(id, leaseMs);
      },
    },
    async postToRooms() {
      posts += 1;
      const report = { room: 'dooray', isTold: false, attempts: 1, reason: 'answered 500' };
      return { reports: [report], accepted: [], faults: [] };
    },
  };
  return { delivery, clock, posts: () => posts };
}

test('a missed use whose note cannot be written is not told yet, and stays missed for the next run', async () => {
  const { delivery, clock, posts } = start();
  const untold = await deliverMissed([use], clock.now(), invocation, delivery);
  expect([...untold]).toEqual([use.id]);
  expect(posts()).toBe(0);
  // Had it been claimed, it would look as if it were waiting in the outbox, where it is not.
  expect(await statusInLedger(use, delivery)).toBe('missed');
});

test('a missed use whose note cannot be written for 15 minutes is told without', async () => {
  const { delivery, clock, posts } = start();
  await deliverMissed([use], clock.now() - 15 * minute, invocation, delivery);
  expect(posts()).toBe(1);
});
