import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import { notify } from '../../../lib/delivery/notify.ts';
import { maxCallMs } from '../../../lib/ledger/ledger.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { readAlarmNotification } from '../../../lib/sources/alarm-notification.ts';
import { createFakeClock } from '../fake-clock.ts';
import { rootUse } from '../root-use.ts';
import { readSampleNotification } from '../sample-notifications.ts';

const config = readConfig({
  WEBHOOK_SECRET_ID: 'root-alert/prod/webhook',
  LEDGER_TABLE: 'root-alert-ledger-prod',
});

test('what a room takes at the last moment is written down before the time is up, however slow the ledger is', async () => {
  const clock = createFakeClock();
  const endsMs = clock.now() + 30_000;
  const memory = createMemoryLedger(clock);
  const use = rootUse();
  await notify(
    use,
    { getRemainingTimeInMillis: () => endsMs - clock.now() },
    {
      config,
      clock,
      log: () => {},
      ledger: {
        ...memory,
        async recordTold(...told) {
          await clock.after(maxCallMs);
          await memory.recordTold(...told);
        },
      },
      async postToRooms(_message, _told, deadlineMs) {
        await clock.sleep(deadlineMs - clock.now());
        const report = { room: 'dooray', isTold: true, attempts: 3 };
        return { reports: [report], accepted: ['dooray'], faults: [] };
      },
    },
  );
  expect(clock.now()).toBeLessThan(endsMs);
  expect(await memory.find(use.id)).toBe('told');
});

test.each([
  [30_000, 25_000],
  [6_000, 4_500],
])('of %i ms the room has %i', async (remainingMs, roomMs) => {
  const clock = createFakeClock();
  const deadlines: number[] = [];
  await notify(
    rootUse(),
    { getRemainingTimeInMillis: () => remainingMs },
    {
      config,
      clock,
      log: () => {},
      ledger: createMemoryLedger(clock),
      async postToRooms(_message, _told, deadlineMs) {
        deadlines.push(deadlineMs - clock.now());
        return { reports: [], accepted: [], faults: [] };
      },
    },
  );
  expect(deadlines).toEqual([roomMs]);
});

test('the webhook secret is looked after before the claim is there, and once', async () => {
  const clock = createFakeClock();
  const memory = createMemoryLedger(clock);
  const steps: string[] = [];
  await notify(
    rootUse(),
    { getRemainingTimeInMillis: () => 30_000 },
    {
      config,
      clock,
      log: () => {},
      refreshRooms: () => steps.push('refresh'),
      ledger: {
        ...memory,
        async claim(...claim) {
          await clock.after(20);
          steps.push('claimed');
          return memory.claim(...claim);
        },
      },
      async postToRooms() {
        steps.push('post');
        return { reports: [], accepted: [], faults: [] };
      },
    },
  );
  expect(steps).toEqual(['refresh', 'claimed', 'post']);
});

describe('in a burst', () => {
  const alarm = readAlarmNotification(readSampleNotification('alarm.json'), () => 'id');

  /** What was posted, and which counters of the ledger were used, once every account has had a hundred uses. */
  async function notifyInBurst(activity: Parameters<typeof notify>[0]) {
    const clock = createFakeClock();
    const counted: string[] = [];
    const lines: Readonly<Record<string, unknown>>[] = [];
    let posts = 0;
    await notify(
      activity,
      { getRemainingTimeInMillis: () => 30_000 },
      {
        config,
        clock,
        log: (line) => lines.push(line),
        ledger: {
          ...createMemoryLedger(clock),
          async countUse(account) {
            counted.push(account);
            return { uses: 100, actions: 100 };
          },
        },
        async postToRooms() {
          posts += 1;
          return { reports: [], accepted: [], faults: [] };
        },
      },
    );
    return { posts, counted, outcome: lines[0]?.['outcome'] };
  }

  test('a use is left to the digest', async () => {
    expect(await notifyInBurst(rootUse())).toEqual({
      posts: 0,
      counted: ['111122223333'],
      outcome: 'leftToDigest',
    });
  });

  test('an alarm is neither counted nor left', async () => {
    expect(await notifyInBurst(alarm)).toEqual({ posts: 1, counted: [], outcome: 'told' });
  });

  test('a drill is counted by itself, so that it does not use up the budget of real uses', async () => {
    expect((await notifyInBurst(rootUse({ isDrill: true }))).counted).toEqual([
      'drill-111122223333',
    ]);
  });
});
