import { describe, expect, test } from 'vitest';
import { SecretError } from '../../../lib/aws/secret-error.ts';
import { readConfig } from '../../../lib/config.ts';
import { deliverBatch } from '../../../lib/delivery/deliver-batch.ts';
import type { OutboxEntry } from '../../../lib/delivery/outbox-entry.ts';
import { type Claim, type Ledger, maxCallMs } from '../../../lib/ledger/ledger.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { Message } from '../../../lib/messages/message.ts';
import { ko } from '../../../lib/messages/words-ko.ts';
import type { About } from '../../../lib/rooms/about.ts';
import type { RoomsResult } from '../../../lib/rooms/post-to-rooms.ts';
import type { RootUse } from '../../../lib/root-activity.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';
import { rootUse } from '../root-use.ts';
import { shown } from '../shown-message.ts';

const config = readConfig({
  WEBHOOK_SECRET_ID: 'root-alert/prod/webhook',
  LEDGER_TABLE: 'root-alert-ledger-prod',
  METRICS_NAMESPACE: 'root-alert/prod',
});
const minute = 60_000;

/** How one room answers a message: it took it, will not take it, or may take it later, if it was asked until time was up. */
type Room = (message: Message) => 'took' | 'refused' | 'down' | 'retried in vain' | Error;
const takes: Room = () => 'took';
const isDown: Room = () => 'down';
const isRetriedInVain: Room = () => 'retried in vain';

interface Scene {
  readonly rooms?: Readonly<Record<string, Room>>;
  readonly ledger?: (clock: FakeClock) => Ledger;
  /** Of the whole invocation. */
  readonly timeMs?: number;
  /** How long each telling takes. */
  readonly tellingMs?: number;
  /** What is wrong with the secret beside the rooms. */
  readonly faults?: readonly string[];
}

/** A function that lives on between batches, over rooms that answer as scripted. */
function start({
  rooms = { dooray: takes },
  ledger = createMemoryLedger,
  timeMs = minute,
  tellingMs = 0,
  faults = [],
}: Scene = {}) {
  const clock = createFakeClock();
  const told: { message: Message; rooms: string[] }[] = [];
  const lines: Readonly<Record<string, unknown>>[] = [];
  const alerts: Readonly<Record<string, unknown>>[] = [];
  const state = { rooms };
  const delivery = {
    config,
    ledger: ledger(clock),
    clock,
    log: (line: Readonly<Record<string, unknown>>) =>
      (line['message'] === 'alert' ? alerts : lines).push(line),
    async postToRooms(
      message: Message,
      alreadyTold: readonly string[],
      untilMs: number,
      _about: About,
      triedOnce: readonly string[] = [],
    ): Promise<RoomsResult> {
      const open = Object.entries(state.rooms).filter(([name]) => !alreadyTold.includes(name));
      told.push({ message, rooms: open.map(([name]) => name) });
      await clock.sleep(tellingMs);
      const answers = open.map(([room, answer]) => ({ room, answer: answer(message) }));
      for (const { answer } of answers) if (answer instanceof Error) throw answer;
      const isRetried = answers.some(
        ({ room, answer }) => answer === 'retried in vain' && !triedOnce.includes(room),
      );
      if (isRetried) await clock.sleep(untilMs - clock.now());
      return {
        faults,
        accepted: answers.flatMap(({ room, answer }) => (answer === 'took' ? [room] : [])),
        reports: answers.map(({ room, answer }) => ({
          room,
          attempts: 1,
          isTold: answer === 'took',
          ...(answer === 'took' ? {} : { reason: String(answer) }),
          ...(answer === 'refused' ? { isRefusal: true } : {}),
        })),
      };
    },
  };
  return {
    clock,
    told,
    lines,
    alerts,
    ledger: delivery.ledger,
    /** From now on. */
    letRooms(next: Readonly<Record<string, Room>>) {
      state.rooms = next;
    },
    receive(entries: readonly OutboxEntry[]) {
      const startedAt = clock.now();
      const getRemainingTimeInMillis = () => startedAt + timeMs - clock.now();
      const invocation = { getRemainingTimeInMillis };
      return deliverBatch(entries, invocation, delivery).then(({ kept }) => kept);
    },
  };
}

/** Messages sent `ageMs` ago with one use each; what differs is by number. */
function entries(
  clock: FakeClock,
  count: number,
  { ageMs = 2 * minute, ...changes }: Partial<RootUse> & { readonly ageMs?: number } = {},
): OutboxEntry[] {
  const sentAtMs = clock.now() - ageMs;
  const use = rootUse({ occurredAt: new Date(sentAtMs), ...changes });
  return Array.from({ length: count }, (_, number) => ({
    messageId: `m${number}`,
    sentAtMs,
    activity: { ...use, id: changes.id ?? String(number) },
  }));
}

const headlineOf = (message: Message | undefined): string | undefined =>
  message && shown(message).headline;

const valuesOf = (message: Message | undefined): string[] =>
  message === undefined ? [] : shown(message).facts.map(({ value }) => value);

/** What a digest counts. Undefined: the message is no digest. */
const countIn = (message: Message | undefined): string | undefined => {
  const others = message && /외 (\d+)건/.exec(shown(message).headline)?.[1];
  return others && `${1 + Number(others)}건`;
};

/** A ledger that is down: every call takes as long as a call may and then fails. */
const hangingLedger = (clock: FakeClock): Ledger => {
  const hang = async (): Promise<never> => {
    await clock.after(1_500);
    throw Object.assign(new Error('too slow'), { name: 'TimeoutError' });
  };
  return {
    claim: hang,
    recordTold: hang,
    countUse: hang,
    lastUse: hang,
    accountName: hang,
    nameAccount: hang,
    find: hang,
    findOverdue: hang,
    state: hang,
    keepState: hang,
    rootSession: hang,
    rememberRootSession: hang,
    joinIncident: hang,
    markAnswered: hang,
    describeIncident: hang,
    keepNextStep: hang,
    noteUses: hang,
    keepThread: hang,
    notePrecursors: hang,
    precursors: hang,
    incident: hang,
    addAnswer: hang,
    toldRow: hang,
    addEvidence: hang,
    pendingEvidence: hang,
    endEvidence: hang,
    evidence: hang,
    replaceState: hang,
    countPlanned: hang,
    plannedCount: hang,
  };
};

describe('what the ledger says', () => {
  const claiming =
    (claim: Claim) =>
    (clock: FakeClock): Ledger => ({ ...createMemoryLedger(clock), claim: async () => claim });

  test('told: it is done, and nobody is told', async () => {
    const outbox = start({ ledger: claiming({ state: 'told' }) });
    expect(await outbox.receive(entries(outbox.clock, 3))).toEqual([]);
    expect(outbox.told).toEqual([]);
    expect(outbox.lines).toMatchObject([{ received: 3, told: 0, kept: 0, OldestUntoldSeconds: 0 }]);
  });

  test('claimed by somebody alive: it is kept, and nobody is told', async () => {
    const outbox = start({ ledger: claiming({ state: 'claimedElsewhere' }) });
    expect(await outbox.receive(entries(outbox.clock, 2))).toEqual(['m0', 'm1']);
    expect(outbox.told).toEqual([]);
    expect(outbox.lines).toMatchObject([{ reasons: ['Another invocation is telling it.'] }]);
  });

  test('told in one room: it goes to the others alone, apart from and after what no room has', async () => {
    const outbox = start({ rooms: { dooray: takes, slack: takes } });
    await outbox.ledger.recordTold('0', ['slack'], false);
    await outbox.receive(entries(outbox.clock, 3));
    expect(outbox.told.map(({ rooms, message }) => [rooms, countIn(message)])).toEqual([
      [['dooray', 'slack'], '2건'],
      [['dooray'], undefined],
    ]);
    for (const id of ['0', '1', '2']) {
      expect(await outbox.ledger.claim(id, 1)).toEqual({ state: 'told' });
    }
  });
});

describe('a batch', () => {
  const summaryOf = (message: Message | undefined): string =>
    message === undefined ? '' : shown(message).summary;
  const lateBy = (minutes: number): string => `${ko.late} (${ko.duration(minutes * 60)}) · `;

  test('with one use is told as the alert it is, marked late by its own time', async () => {
    const outbox = start();
    await outbox.receive(entries(outbox.clock, 1, { ageMs: 30 * minute }));
    expect(headlineOf(outbox.told[0]?.message)).toBe(
      '[경고] AWS root 계정이 IAM 사용자를 생성했습니다',
    );
    expect(summaryOf(outbox.told[0]?.message)).toContain(lateBy(30));
    expect(valuesOf(outbox.told[0]?.message)).toContain(ko.after(30 * 60));
  });

  test('with one use is late whatever time the record gives', async () => {
    for (const [ageMs, isAheadMs, isLateBy] of [
      [2 * minute, 60 * minute, 2],
      [0, 0, 0],
    ] as const) {
      const outbox = start();
      const occurredAt = new Date(outbox.clock.now() + isAheadMs);
      await outbox.receive(entries(outbox.clock, 1, { ageMs, occurredAt }));
      expect(summaryOf(outbox.told[0]?.message)).toContain(lateBy(isLateBy));
    }
  });

  test('with one read that came when digests come is not late, and an old one is', async () => {
    for (const [ageMs, isLate] of [
      [3 * minute, false],
      [10 * minute, true],
    ] as const) {
      const outbox = start();
      await outbox.receive(entries(outbox.clock, 1, { ageMs, isReadOnly: true }));
      expect(summaryOf(outbox.told[0]?.message).includes(ko.late)).toBe(isLate);
    }
  });

  test('with many is marked late by the oldest of them', async () => {
    const outbox = start();
    const [young, old] = [
      entries(outbox.clock, 2, { ageMs: 3 * minute }),
      entries(outbox.clock, 3, { ageMs: 20 * minute }).slice(2),
    ];
    await outbox.receive([...young, ...old]);
    expect(outbox.told).toHaveLength(1);
    expect(summaryOf(outbox.told[0]?.message)).toContain(lateBy(20));
    expect(valuesOf(outbox.told[0]?.message)).toContain(ko.afterFirst(20 * 60));
  });

  test('with many that came when digests come is not late, and still says how long it took', async () => {
    const outbox = start();
    await outbox.receive(entries(outbox.clock, 2, { ageMs: 3 * minute }));
    expect(summaryOf(outbox.told[0]?.message)).not.toContain(ko.late);
    expect(valuesOf(outbox.told[0]?.message)).toContain(ko.afterFirst(3 * 60));
  });

  test('with a use whose time is unknown is late by its time in the queue', async () => {
    const outbox = start();
    await outbox.receive(entries(outbox.clock, 2, { occurredAt: undefined, ageMs: 30 * minute }));
    expect(summaryOf(outbox.told[0]?.message)).toContain(lateBy(30));
    expect(valuesOf(outbox.told[0]?.message).join()).not.toContain('후 알림');
  });

  test('with the same use twice tells it once, and keeps or deletes both copies', async () => {
    const outbox = start({ rooms: { dooray: isDown } });
    const copies = entries(outbox.clock, 2, { id: 'same' });
    expect(await outbox.receive(copies)).toEqual(['m0', 'm1']);
    outbox.clock.advance(minute);
    outbox.letRooms({ dooray: takes });
    expect(await outbox.receive(copies)).toEqual([]);
    expect(outbox.told.map(({ message }) => countIn(message))).toEqual([undefined, undefined]);
  });

  test('leaves a line for each use that was told, with its room and how long it took', async () => {
    const outbox = start({ tellingMs: 500 });
    await outbox.receive(entries(outbox.clock, 2));
    expect(outbox.alerts).toEqual(
      ['0', '1'].map((id) => ({
        level: 'INFO',
        message: 'alert',
        id,
        account: '111122223333',
        event: 'CreateUser',
        occurredAt: '2026-11-21T23:58:00.000Z',
        outcome: 'told',
        rooms: [{ room: 'dooray', isTold: true, attempts: 1 }],
        latencyMs: 120_500,
        severity: 'high',
      })),
    );
  });

  test('leaves a line for each use that one room has while another has not, and none while none takes it', async () => {
    const outbox = start({ rooms: { dooray: isDown, slack: isDown } });
    const uses = entries(outbox.clock, 2);
    await outbox.receive(uses);
    expect(outbox.alerts).toEqual([]);
    outbox.clock.advance(minute);
    outbox.letRooms({ dooray: takes, slack: isDown });
    await outbox.receive(uses);
    const has = (room: string) => expect.objectContaining({ room, isTold: true });
    expect(outbox.alerts).toMatchObject(
      ['0', '1'].map((id) => ({
        id,
        outcome: 'failed',
        rooms: [has('dooray'), { room: 'slack' }],
        reason: expect.stringContaining('slack'),
      })),
    );
    outbox.clock.advance(minute);
    await outbox.receive(uses);
    expect(outbox.alerts).toHaveLength(2);
    outbox.clock.advance(minute);
    outbox.letRooms({ dooray: takes, slack: takes });
    await outbox.receive(uses);
    expect(outbox.alerts.slice(2)).toMatchObject(
      ['0', '1'].map((id) => ({ id, outcome: 'told', rooms: [has('slack')] })),
    );
  });

  test('of nothing tells nothing', async () => {
    const outbox = start();
    expect(await outbox.receive([])).toEqual([]);
    expect(outbox.told).toEqual([]);
  });
});

describe('is kept', () => {
  test('what a room may take later, with the reason and the age of the oldest', async () => {
    const outbox = start({ rooms: { dooray: takes, slack: isDown } });
    expect(await outbox.receive(entries(outbox.clock, 2, { ageMs: 20 * minute }))).toEqual([
      'm0',
      'm1',
    ]);
    expect(outbox.told).toHaveLength(1);
    expect(outbox.lines).toMatchObject([
      {
        level: 'ERROR',
        told: 0,
        kept: 2,
        reasons: ['Not told: slack down (1 attempt).'],
        OldestUntoldSeconds: 1_200,
      },
    ]);
    expect(await outbox.ledger.claim('0', 1)).toEqual({ state: 'claimed', told: ['dooray'] });
  });

  test('what cannot be told since the secret is empty, which has a metric', async () => {
    const outbox = start({
      rooms: { dooray: () => new SecretError('It is empty.', { isEmpty: true }) },
    });
    expect(await outbox.receive(entries(outbox.clock, 1))).toEqual(['m0']);
    expect(outbox.lines).toMatchObject([{ SecretEmpty: 1, reasons: ['It is empty.'] }]);
  });

  test('what meets a fault of our own, and the rest of the batch is told', async () => {
    const outbox = start({
      rooms: {
        dooray: (message) =>
          shown(message).summary.includes('198.51.100.7') ? new Error('boom') : 'took',
      },
    });
    const [bad] = entries(outbox.clock, 1, { id: 'bad', sourceIp: '198.51.100.7' });
    const good = entries(outbox.clock, 3).slice(1);
    expect(await outbox.receive([...(bad ? [bad] : []), ...good])).toEqual(['m0']);
    expect(outbox.lines).toMatchObject([{ told: 2, kept: 1, reasons: ['boom'] }]);
  });

  test('what cannot even be worded, and the rest of the batch is told', async () => {
    const outbox = start();
    const bad = entries(outbox.clock, 1, { id: 'bad', occurredAt: new Date(Number.NaN) });
    const good = entries(outbox.clock, 3, { sourceIp: '198.51.100.7' }).slice(1);
    expect(await outbox.receive([...bad, ...good])).toEqual(['m0']);
    expect(outbox.lines).toMatchObject([{ told: 2, kept: 1, reasons: ['Invalid time value'] }]);
  });

  test('what meets a fault of our own among others, and they are told', async () => {
    const outbox = start({
      rooms: {
        dooray: (message) =>
          shown(message).facts.some(({ value }) => value.includes('Poison'))
            ? new TypeError('boom')
            : 'took',
      },
    });
    const batch = entries(outbox.clock, 20).map((entry, number) =>
      number === 7 ? { ...entry, activity: rootUse({ id: '7', eventName: 'Poison' }) } : entry,
    );
    expect(await outbox.receive(batch)).toEqual(['m7']);
    expect(outbox.lines).toMatchObject([{ told: 19, kept: 1, reasons: ['boom'] }]);
  });

  test('what a fault of the secret leaves in doubt, though every room it names has it', async () => {
    const outbox = start({ faults: ['webhook secret, key slack: expected a URL.'] });
    expect(await outbox.receive(entries(outbox.clock, 1))).toEqual(['m0']);
    expect(await outbox.ledger.claim('0', 1)).toEqual({ state: 'claimed', told: ['dooray'] });
  });

  test('what there is no time for, untouched', async () => {
    const outbox = start({ timeMs: 22_500, tellingMs: 6_000 });
    const groups = Array.from({ length: 5 }, (_, number) =>
      entries(outbox.clock, number + 1, { sourceIp: `203.0.113.${number}` }).slice(number),
    ).flat();
    expect(await outbox.receive(groups)).toEqual(['m3', 'm4']);
    expect(outbox.told).toHaveLength(3);
    expect(outbox.clock.elapsedMs()).toBeLessThan(22_500);
    expect(outbox.lines).toMatchObject([{ reasons: ['The time of the invocation was up.'] }]);
  });
});

/** One digest of each, by the source IP. */
const sessions = (clock: FakeClock, count: number): OutboxEntry[] =>
  Array.from({ length: count }, (_, number) =>
    entries(clock, number + 1, { sourceIp: `203.0.113.${number}` }).slice(number),
  ).flat();

test('nothing is told any more once a copy may be taken by somebody else', async () => {
  const outbox = start({ tellingMs: 6_000 });
  expect(await outbox.receive(sessions(outbox.clock, 10))).toEqual(['m7', 'm8', 'm9']);
  expect(outbox.clock.elapsedMs()).toBeLessThan(45_000);
});

describe('while one of two rooms is down', () => {
  test('the other hears of each digest, and does not wait for it with each', async () => {
    const outbox = start({ rooms: { dooray: isRetriedInVain, slack: takes } });
    await outbox.receive(sessions(outbox.clock, 10));
    expect(outbox.told.map(({ rooms }) => rooms)).toEqual(Array(10).fill(['dooray', 'slack']));
    expect(outbox.clock.elapsedMs()).toBeLessThan(15_000);
  });

  test('and of those that there was no time for it hears first in the next round', async () => {
    const outbox = start({ rooms: { dooray: isRetriedInVain, slack: takes }, tellingMs: 5_000 });
    const batch = sessions(outbox.clock, 8);
    await outbox.receive(batch);
    const heard = outbox.told.length;
    expect(heard).toBeLessThan(8);
    outbox.clock.advance(6 * minute);
    await outbox.receive(batch);
    expect(outbox.told.filter(({ rooms }) => rooms.includes('slack'))).toHaveLength(8);
    expect(outbox.told[heard]?.rooms).toEqual(['dooray', 'slack']);
  });

  test('what is alone is tried until the lease is over', async () => {
    const outbox = start({ rooms: { dooray: isRetriedInVain, slack: takes } });
    await outbox.receive(entries(outbox.clock, 1));
    expect(outbox.clock.elapsedMs()).toBe(40_000);
  });
});

describe('one message that a room can never answer', () => {
  const stuckOn =
    (...ips: string[]): Room =>
    (message) =>
      ips.some((ip) => shown(message).summary.includes(ip)) ? 'retried in vain' : 'took';

  test('keeps back itself alone', async () => {
    const outbox = start({ rooms: { dooray: stuckOn('203.0.113.0') } });
    expect(await outbox.receive(sessions(outbox.clock, 9))).toEqual(['m0']);
    expect(outbox.lines).toMatchObject([{ told: 8, kept: 1 }]);
  });

  test('costs a room that takes others no try: it is tried on with the next', async () => {
    const outbox = start({ rooms: { dooray: stuckOn('203.0.113.0', '203.0.113.2') } });
    await outbox.receive(sessions(outbox.clock, 4));
    expect(outbox.clock.elapsedMs()).toBe(24_000);
  });
});

describe('while the ledger is slow', () => {
  const slowLedger = (clock: FakeClock): Ledger => {
    const ledger = createMemoryLedger(clock);
    return {
      ...ledger,
      claim: async (id, leaseMs) => {
        await clock.after(1_900);
        return await ledger.claim(id, leaseMs);
      },
      recordTold: async (id, rooms, isDone) => {
        await clock.after(1_900);
        await ledger.recordTold(id, rooms, isDone);
      },
    };
  };

  test.each([30, 60, 600])(
    'as much of a batch is claimed as can be told and recorded in an invocation of %i s',
    async (seconds) => {
      const outbox = start({ ledger: slowLedger, timeMs: seconds * 1_000 });
      const batch = entries(outbox.clock, 1_000);
      const kept = new Set(await outbox.receive(batch));
      expect(outbox.clock.elapsedMs()).toBeLessThan(seconds * 1_000);
      expect(outbox.told).toHaveLength(1);
      expect(kept.size).toBeLessThan(850);
      expect(outbox.lines).toMatchObject([
        { told: 1_000 - kept.size, reasons: ['The ledger is slow.'] },
      ]);
      for (const { messageId, activity } of batch) {
        expect(await outbox.ledger.find(activity.id)).toBe(
          kept.has(messageId) ? undefined : 'told',
        );
      }
    },
  );

  test('what a room took at the last moment is written down before the time is up', async () => {
    const outbox = start({
      timeMs: 30_000,
      rooms: { dooray: takes, slack: isRetriedInVain },
      ledger: (clock) => {
        const ledger = createMemoryLedger(clock);
        return {
          ...ledger,
          async recordTold(...told) {
            await clock.after(maxCallMs);
            await ledger.recordTold(...told);
          },
        };
      },
    });
    await outbox.receive(entries(outbox.clock, 1));
    expect(outbox.clock.elapsedMs()).toBeLessThan(30_000);
    expect(await outbox.ledger.claim('0', 1)).toEqual({ state: 'claimed', told: ['dooray'] });
  });

  test('what one room took is recorded though the other was tried to the end', async () => {
    const outbox = start({ ledger: slowLedger, rooms: { dooray: takes, slack: isRetriedInVain } });
    await outbox.receive(entries(outbox.clock, 1_000));
    expect(outbox.clock.elapsedMs()).toBeLessThan(minute);
    expect(await outbox.ledger.claim('300', 1)).toEqual({ state: 'claimed', told: ['dooray'] });
  });
});

describe('while the ledger does not answer', () => {
  test('what is younger than a quarter of an hour is kept', async () => {
    const outbox = start({ ledger: hangingLedger });
    const young = entries(outbox.clock, 2, { ageMs: 15 * minute - 2_000 });
    expect(await outbox.receive(young)).toEqual(['m0', 'm1']);
    expect(outbox.told).toEqual([]);
    expect(outbox.lines).toMatchObject([
      { reasons: ['The ledger does not answer.'], ledgerFaults: ['TimeoutError'], LedgerFault: 1 },
    ]);
  });

  test('what is older is told, and done', async () => {
    const outbox = start({ ledger: hangingLedger });
    const old = entries(outbox.clock, 2, { ageMs: 15 * minute });
    expect(await outbox.receive(old)).toEqual([]);
    expect(outbox.told).toHaveLength(1);
  });

  test('a whole batch is told in the time of one invocation', async () => {
    const outbox = start({ ledger: hangingLedger });
    const old = entries(outbox.clock, 1_000, { ageMs: 60 * minute });
    expect(await outbox.receive(old)).toEqual([]);
    expect(countIn(outbox.told[0]?.message)).toBe('1000건');
    expect(outbox.clock.elapsedMs()).toBeLessThan(minute);
  });
});

describe('a message that a room refuses', () => {
  const refusing =
    (word: string): Room =>
    (message) =>
      shown(message).facts.some(({ value }) => value.includes(word)) ? 'refused' : 'took';
  const withPoison = (clock: FakeClock, count: number, ...poison: number[]): OutboxEntry[] =>
    entries(clock, count).map((entry, number) =>
      poison.includes(number)
        ? { ...entry, activity: rootUse({ id: String(number), eventName: 'Poison' }) }
        : entry,
    );

  test('is told in halves, until only what the room does not like is kept', async () => {
    for (const poison of [[0], [499], [999], [400, 401], [3, 700]]) {
      const outbox = start({ rooms: { dooray: refusing('Poison') } });
      const kept = await outbox.receive(withPoison(outbox.clock, 1_000, ...poison));
      expect(kept).toEqual(poison.map((number) => `m${number}`));
      expect(outbox.lines).toMatchObject([{ told: 1_000 - poison.length, kept: poison.length }]);
      expect(outbox.told.length).toBeLessThan(50);
    }
  });

  test('goes to the rooms that took it no second time, in halves or later', async () => {
    const outbox = start({ rooms: { dooray: takes, slack: refusing('Poison') } });
    expect(await outbox.receive(withPoison(outbox.clock, 4, 2))).toEqual(['m2']);
    expect(outbox.told.filter(({ rooms }) => rooms.includes('dooray'))).toHaveLength(1);
    expect(await outbox.ledger.claim('2', 1)).toEqual({ state: 'claimed', told: ['dooray'] });
  });

  test('and another, and another, is a dead room: it is not tried for ever', async () => {
    const outbox = start({ rooms: { dooray: () => 'refused' } });
    expect(await outbox.receive(entries(outbox.clock, 1_000))).toHaveLength(1_000);
    expect(outbox.told.length).toBeLessThanOrEqual(30);
  });

  test('for now is not told in halves', async () => {
    const outbox = start({ rooms: { dooray: isDown } });
    expect(await outbox.receive(entries(outbox.clock, 100))).toHaveLength(100);
    expect(outbox.told).toHaveLength(1);
  });
});
