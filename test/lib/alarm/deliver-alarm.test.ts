import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { findingsOf } from '../../../lib/alarm/deliver-alarm.ts';
import { deliverUsesBehind, untilSecondLook } from '../../../lib/alarm/second-look.ts';
import { readConfig } from '../../../lib/config.ts';
import { deliverBatch } from '../../../lib/delivery/deliver-batch.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import type { Ledger } from '../../../lib/ledger/ledger.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { Message } from '../../../lib/messages/message.ts';
import { ko } from '../../../lib/messages/words-ko.ts';
import { readAlarmNotification } from '../../../lib/sources/alarm-notification.ts';
import { readCloudTrailEvent } from '../../../lib/sources/cloudtrail-event.ts';
import { rootUseEvent } from '../../integration/support/root-use-event.ts';
import { createFakeClock } from '../fake-clock.ts';
import { readSampleNotification } from '../sample-notifications.ts';
import { plain, shown } from '../shown-message.ts';

const trail = 'aws-cloudtrail-logs-111122223333';
const minute = 60_000;
const alarm = readAlarmNotification(readSampleNotification('alarm.json'), randomUUID);
const raisedAtMs = Number(alarm.occurredAt);
const invocation = { getRemainingTimeInMillis: () => minute };

/** What the trail's log holds, as text. */
let records: string[] = [];

beforeEach(() => {
  records = [];
});

/** A function over a room that takes everything, `ageMinutes` after the alarm. */
function start(ageMinutes: number, silent: Partial<Ledger> = {}, logGroup = trail) {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const clock = createFakeClock(raisedAtMs + ageMinutes * minute);
  const told: Message[] = [];
  const delivery: DeliveryDeps = {
    config: readConfig({ WEBHOOK_SECRET_ID: 's', LEDGER_TABLE: 't', TRAIL_LOG_GROUP: logGroup }),
    ledger: { ...createMemoryLedger(clock), ...silent },
    clock,
    findTrailRecords: async (group) => {
      if (group !== trail) throw new Error(`no log group ${group}`);
      return { records, isWhole: true };
    },
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
  return { delivery, told, lines };
}

function putUses(count: number): ReturnType<typeof rootUseEvent>[] {
  const usedAtMs = raisedAtMs - 8 * minute;
  return Array.from({ length: count }, () => {
    const use = rootUseEvent({ detail: { eventTime: new Date(usedAtMs).toISOString() } });
    records.push(JSON.stringify(use.detail));
    return use;
  });
}

/** How many uses each message tells of: the one that an alert says nothing of is one. */
const counts = (told: readonly Message[]): number[] =>
  told.map(({ headline }) => 1 + Number(/외 (\d+)건/.exec(plain(headline))?.[1] ?? 0));

describe('more uses behind an alarm than one invocation can write down', () => {
  test('are told a thousand at a time: the copy of the alarm stays until all are, however long that takes', async () => {
    putUses(1_100);
    const { delivery, told } = start(2 * 60);
    expect(await deliverUsesBehind(alarm, raisedAtMs, invocation, delivery)).toBe(false);
    expect(await deliverUsesBehind(alarm, raisedAtMs, invocation, delivery)).toBe(true);
    const [first = 0, second = 0, ...more] = counts(told);
    expect(first).toBeLessThan(1_050);
    expect(first + second).toBe(1_100);
    expect(more).toEqual([]);
  });
});

test('what two trails recorded in one log group is one use', async () => {
  putUses(1);
  records.push(...records);
  expect(await findingsOf(alarm, start(0).delivery)).toMatchObject({ missed: 1, isWhole: true });
});

test('a log that takes longer than its time limit holds nothing up: the copy of the alarm stays', async () => {
  const { delivery, lines } = start(30);
  const slow: DeliveryDeps = {
    ...delivery,
    findTrailRecords: async () => {
      await delivery.clock.sleep(minute);
      return { records, isWhole: true };
    },
  };
  expect(await deliverUsesBehind(alarm, raisedAtMs, invocation, slow)).toBe(false);
  expect(delivery.clock.now() - raisedAtMs).toBe(30 * minute + 9_000);
  expect(lines).toMatchObject([{ message: 'trail', reason: 'TimeoutError' }]);
});

describe('a log that cannot be read', () => {
  const look = async (ageMinutes: number, logGroup?: string) => {
    const { delivery, lines } = start(ageMinutes, {}, logGroup);
    const hasServed = await deliverUsesBehind(alarm, raisedAtMs, invocation, delivery);
    return { hasServed, counted: lines.filter((line) => line['TrailUnread'] === 1).length };
  };

  test('is asked again for an hour, which raises no alarm of ours', async () => {
    expect(await look(59, 'gone')).toEqual({ hasServed: false, counted: 0 });
  });

  test('is given up then, and somebody hears of it', async () => {
    expect(await look(61, 'gone')).toEqual({ hasServed: true, counted: 1 });
  });

  test('is none that can, however late', async () => {
    expect(await look(61)).toEqual({ hasServed: true, counted: 0 });
  });
});

describe('a ledger that does not answer', () => {
  const down = () => Promise.reject(new Error('down'));
  const silent = { claim: down, find: down, recordTold: down };

  test('is waited for: what it would say of the uses is not guessed', async () => {
    putUses(1);
    const { delivery, told } = start(14, silent);
    expect(await deliverUsesBehind(alarm, raisedAtMs, invocation, delivery)).toBe(false);
    expect(told).toEqual([]);
  });

  test('is done without after 15 minutes: all are told, once, and nobody says why they come now', async () => {
    putUses(1_100);
    const { delivery, told } = start(15, silent);
    expect(await deliverUsesBehind(alarm, raisedAtMs, invocation, delivery)).toBe(true);
    expect(counts(told)).toEqual([1_100]);
    expect(JSON.stringify(told)).not.toContain(ko.missedByFastPath);
  });
});

test('an alarm that the room takes late confirms the use that it took just before, from the same queue', async () => {
  const [use] = putUses(1);
  const { delivery, told } = start(30);
  const entries = [alarm, readCloudTrailEvent(use)].map((activity) => ({
    messageId: activity.id,
    sentAtMs: raisedAtMs,
    activity,
  }));
  const options = { findingsOf: () => findingsOf(alarm, delivery) };
  expect((await deliverBatch(entries, invocation, delivery, options)).kept).toEqual([]);
  expect(told.map(({ headline }) => plain(headline))).toEqual([
    expect.stringContaining('액세스 키'),
    expect.stringContaining('root 계정 경보'),
  ]);
  expect(told[1] && shown(told[1]).facts).toContainEqual({
    label: ko.label.findings,
    value: expect.stringMatching(/^이미 알린 root 사용 1건/),
  });
});

test('a room that is down puts off no look behind an alarm: the other hears of what it brings to light', async () => {
  putUses(1);
  const { delivery, told } = start(30);
  const { clock, ledger } = delivery;
  const endsMs = clock.now() + minute;
  const outbox = { getRemainingTimeInMillis: () => endsMs - clock.now() };
  await ledger.recordTold(alarm.id, ['dooray', 'slack'], true);
  const halfDown: DeliveryDeps = {
    ...delivery,
    ledger: {
      ...ledger,
      async recordTold(...told) {
        await clock.sleep(1_000);
        await ledger.recordTold(...told);
      },
    },
    async postToRooms(message, _, untilMs) {
      told.push(message);
      await clock.sleep(Math.max(0, untilMs - clock.now()));
      const reports = [
        { room: 'dooray', attempts: 1, isTold: true },
        { room: 'slack', attempts: 9, isTold: false, reason: 'answered 500' },
      ];
      return { faults: [], accepted: ['dooray'], reports };
    },
  };
  const other = readCloudTrailEvent(rootUseEvent());
  const entries = [other, alarm].map((activity) => ({
    messageId: activity.id,
    sentAtMs: raisedAtMs,
    activity,
  }));
  const untilThen = untilSecondLook([other, alarm], outbox, halfDown);
  expect((await deliverBatch(entries, untilThen, halfDown)).kept).toEqual([other.id]);
  expect(told).toHaveLength(1);

  expect(await deliverUsesBehind(alarm, raisedAtMs, outbox, halfDown)).toBe(false);
  expect(told).toHaveLength(2);
  expect(clock.now()).toBeLessThan(endsMs);
});

test('where there is no alarm to look behind, a batch has all the time', () => {
  const { delivery } = start(0);
  const use = readCloudTrailEvent(rootUseEvent());
  const left = (it: Parameters<typeof untilSecondLook>[0], over = delivery): number =>
    untilSecondLook(it, invocation, over).getRemainingTimeInMillis();
  expect(left([use])).toBe(minute);
  expect(left([use, { ...alarm, state: 'OK' }])).toBe(minute);
  expect(left([alarm], start(0, {}, '').delivery)).toBe(minute);
  expect(left([use, alarm])).toBeLessThan(minute);
});
