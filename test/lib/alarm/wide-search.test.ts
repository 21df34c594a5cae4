import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { deliverUsesBehind } from '../../../lib/alarm/second-look.ts';
import { personUsageFilter } from '../../../lib/alarm/trail-filters.ts';
import { readConfig } from '../../../lib/config.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { Message } from '../../../lib/messages/message.ts';
import { readAlarmNotification } from '../../../lib/sources/alarm-notification.ts';
import { rootUseEvent } from '../../integration/support/root-use-event.ts';
import { createFakeClock } from '../fake-clock.ts';
import { readSampleEvent } from '../sample-events.ts';
import { readSampleNotification } from '../sample-notifications.ts';
import { plain } from '../shown-message.ts';

const alarm = readAlarmNotification(readSampleNotification('alarm.json'), randomUUID);
const raisedAtMs = Number(alarm.occurredAt);
const own = JSON.stringify(rootUseEvent({}).detail);
const byAgent = JSON.stringify(readSampleEvent('root-agent-access-key.json').detail);
const byService = JSON.stringify(readSampleEvent('root-by-service.json').detail).replaceAll(
  'autoscaling.amazonaws.com',
  'AWS Internal',
);

/** Looks once more, in a log that answers the second filter so. */
async function look(answer: () => Promise<readonly string[]>) {
  const told: Message[] = [];
  const lines: Readonly<Record<string, unknown>>[] = [];
  const clock = createFakeClock(raisedAtMs + 120_000);
  const delivery: DeliveryDeps = {
    config: readConfig({
      WEBHOOK_SECRET_ID: 's',
      LEDGER_TABLE: 't',
      TRAIL_LOG_GROUP: 'trail',
      LOCALE: 'en',
    }),
    ledger: createMemoryLedger(clock),
    clock,
    findTrailRecords: async (_group, _around, _evaluated, filter) => ({
      records: filter === personUsageFilter ? await answer() : [own],
      isWhole: true,
    }),
    log: (line) => lines.push(line),
    async postToRooms(message) {
      told.push(message);
      return {
        faults: [],
        accepted: ['dooray'],
        reports: [{ room: 'dooray', attempts: 1, isTold: true }],
      };
    },
  };
  const invocation = { getRemainingTimeInMillis: () => 60_000 };
  const mayGo = await deliverUsesBehind(alarm, raisedAtMs, invocation, delivery);
  return { mayGo, headlines: told.map(({ headline }) => plain(headline)), lines };
}

const failing = (name: string) => () => Promise.reject(Object.assign(new Error(), { name }));

test('the second look behind an alarm finds what an agent did, and not what a service did', async () => {
  const { mayGo, headlines } = await look(async () => [byAgent, byService]);
  expect(mayGo).toBe(true);
  expect(headlines).toHaveLength(2);
  expect(headlines).toContainEqual(expect.stringContaining('An AI agent'));
});

test('a log that fails at agents alone is asked again, and the rest is told', async () => {
  const { mayGo, headlines, lines } = await look(failing('ThrottlingException'));
  expect(mayGo).toBe(false);
  expect(headlines).toHaveLength(1);
  expect(lines).toContainEqual(expect.objectContaining({ reason: 'ThrottlingException' }));
});

test('a log that refuses the filter is not asked for it again, and the log says so', async () => {
  const { mayGo, lines } = await look(failing('InvalidParameterException'));
  expect(mayGo).toBe(true);
  expect(lines).toContainEqual(expect.objectContaining({ reason: 'InvalidParameterException' }));
});
