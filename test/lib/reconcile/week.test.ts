import { beforeAll, describe, expect, test } from 'vitest';
import { absenceOf } from '../../../commands/report/absence.ts';
import { readLogLine } from '../../../commands/report/log-line.ts';
import { monthFacts } from '../../../commands/report/month-facts.ts';
import { deliverBatch } from '../../../lib/delivery/deliver-batch.ts';
import { notify } from '../../../lib/delivery/notify.ts';
import type { OutboxEntry } from '../../../lib/delivery/outbox-entry.ts';
import type { RootActivity } from '../../../lib/root-activity.ts';
import { home, hourMs, minuteMs, type Scene, startScene } from './scene.ts';

const dayMs = 24 * hourMs;
const spanMs = 7 * dayMs;
const usesInAll = 150;
/** A use is old enough for the look-back after half an hour, and a run comes each quarter of an hour. */
const latestFindingMs = 46 * minuteMs;

interface Fate {
  readonly use: RootActivity;
  readonly atMs: number;
  /** When CloudTrail's history has it. */
  readonly appearsAtMs: number;
  /** When the fast path brings it; undefined: never. */
  readonly comesAtMs: number | undefined;
}

/** Random, and the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Everything that happens in a week, from one second to the next. */
async function liveAWeek(seed: number) {
  const random = seeded(seed);
  const between = (from: number, to: number) => from + Math.floor(random() * (to - from));
  const scene = startScene({ HEARTBEAT: 'weekly' });
  const { clock, world, delivery } = scene;
  const startedAt = clock.now();
  const fates: Fate[] = [];
  const toldAtMs = new Map<string, number>();
  let failedRuns = 0;
  let waiting: OutboxEntry[] = [];

  const outages = Array.from({ length: 2 }, () => {
    const from = startedAt + between(0, spanMs);
    return { from, to: from + between(10 * minuteMs, 20 * hourMs) };
  });
  const isOut = (ms: number) => outages.some(({ from, to }) => ms >= from && ms < to);
  const lastingOutageMs = (fromMs: number) => {
    let at = fromMs;
    while (isOut(at)) at += minuteMs;
    return at - fromMs;
  };

  const invocation = { getRemainingTimeInMillis: () => 30_000 };
  async function rootEvent(use: RootActivity): Promise<void> {
    world.teller = 'fast path';
    await notify(use, invocation, delivery).catch(() => {});
    waiting.push({ messageId: crypto.randomUUID(), sentAtMs: clock.now(), activity: use });
  }

  async function outbox(): Promise<void> {
    world.teller = 'fast path';
    const due = waiting.filter(({ sentAtMs }) => clock.now() - sentAtMs >= 2 * minuteMs);
    if (due.length === 0) return;
    const batch = await deliverBatch(due, invocation, delivery);
    const kept = new Set(batch.kept);
    waiting = waiting.filter((it) => !due.includes(it) || kept.has(it.messageId));
  }

  // What happens when, the earliest first.
  const agenda: { readonly atMs: number; readonly happen: () => Promise<void> }[] = [];
  for (let n = 0; n < usesInAll; n += 1) {
    const atMs = startedAt + between(0, spanMs - dayMs);
    agenda.push({
      atMs,
      async happen() {
        const region = world.regions[between(0, world.regions.length)] ?? home;
        const isLost = random() < 0.3;
        const delayMs = random() < 0.05 ? between(20, 100) * minuteMs : between(1, 15) * minuteMs;
        const use = scene.use(
          { readOnly: random() < 0.3, userIdentity: { type: 'Root', accountId: accountOf(n) } },
          { region, delayMs },
        );
        const happenedAt = clock.now();
        const lateMs = random() < 0.1 ? between(20, 90) * minuteMs : between(1, 60) * 1000;
        const comesAtMs = isLost ? undefined : happenedAt + lateMs;
        fates.push({ use, atMs: happenedAt, appearsAtMs: happenedAt + delayMs, comesAtMs });
        if (comesAtMs === undefined) return;
        // At least once: now and then twice.
        for (const again of random() < 0.1 ? [0, 5_000] : [0]) {
          agenda.push({
            atMs: comesAtMs + again,
            happen: () => rootEvent(use),
          });
        }
      },
    });
  }
  for (let atMs = startedAt; atMs < startedAt + spanMs; atMs += 390_000) {
    agenda.push({ atMs, happen: outbox });
  }
  for (let atMs = startedAt; atMs < startedAt + spanMs; atMs += 15 * minuteMs) {
    agenda.push({
      atMs,
      async happen() {
        // Now and then a region refuses, for one run.
        const refusing =
          random() < 0.03 ? world.regions[between(0, world.regions.length)] : undefined;
        world.mayAsk = (region) => {
          if (region === refusing) throw new DOMException('', 'ThrottlingException');
        };
        const failure = await scene.run();
        if (failure !== undefined) failedRuns += 1;
      },
    });
  }

  const latestFirst = (a: { readonly atMs: number }, b: { readonly atMs: number }) =>
    b.atMs - a.atMs;
  agenda.sort(latestFirst);
  for (let event = agenda.pop(); event !== undefined; event = agenda.pop()) {
    scene.pass(Math.max(0, event.atMs - clock.now()));
    world.isRoomUp = !isOut(clock.now());
    const before = agenda.length;
    await event.happen();
    if (agenda.length > before) agenda.sort(latestFirst);
    for (const id of scene.tellers.keys()) if (!toldAtMs.has(id)) toldAtMs.set(id, clock.now());
  }
  return { scene, fates, toldAtMs, failedRuns, waiting, lastingOutageMs, startedAt };
}

/** Several accounts, as for an organization's bus, so that not all goes to digests. */
const accountOf = (n: number): string => `11112222${String(3_000 + (n % 40))}`;

describe.each([1])(
  'a week with losses on the fast path and outages of the room (seed %d)',
  (seed) => {
    let lived: Awaited<ReturnType<typeof liveAWeek>>;
    const tellersOf = (scene: Scene, { use }: Fate) => scene.tellers.get(use.id) ?? [];
    beforeAll(async () => {
      lived = await liveAWeek(seed);
    }, 120_000);

    test('had losses, outages and runs that failed', () => {
      expect(lived.fates).toHaveLength(usesInAll);
      expect(lived.fates.filter(({ comesAtMs }) => comesAtMs === undefined).length).toBeGreaterThan(
        30,
      );
      expect(lived.failedRuns).toBeGreaterThan(10);
    });

    test('every use was told exactly once', () => {
      const counts = lived.fates.map((fate) => tellersOf(lived.scene, fate).length);
      expect(counts.filter((count) => count !== 1)).toEqual([]);
      expect(lived.waiting).toEqual([]);
    });

    test('what was lost was told by the look-back, as soon as it could be', () => {
      const lost = lived.fates.filter(({ comesAtMs }) => comesAtMs === undefined);
      for (const fate of lost) {
        expect(tellersOf(lived.scene, fate)).toEqual(['reconcile']);
        const readyAtMs = Math.max(fate.atMs, fate.appearsAtMs - 30 * minuteMs) + latestFindingMs;
        // Two more runs for a region that refused, and for a room that came back.
        const latestMs = readyAtMs + lived.lastingOutageMs(readyAtMs) + 75 * minuteMs;
        expect(lived.toldAtMs.get(fate.use.id)).toBeLessThanOrEqual(latestMs);
      }
    });

    test('what only waited in the outbox was not told by the look-back', () => {
      const came = lived.fates.filter(
        ({ atMs, comesAtMs }) => comesAtMs !== undefined && comesAtMs - atMs < 29 * minuteMs,
      );
      expect(came.length).toBeGreaterThan(50);
      expect(came.filter((fate) => tellersOf(lived.scene, fate).includes('reconcile'))).toEqual([]);
    });

    test('the heartbeats counted what was missed, and every use that the history had in time', () => {
      const summaries = lived.scene.messages
        .filter(({ advice }) => advice === undefined)
        .map(({ summary }) => summary);
      expect(summaries.length).toBeGreaterThanOrEqual(2);
      const found = lived.fates.filter((fate) =>
        tellersOf(lived.scene, fate).includes('reconcile'),
      );
      const missed = lived.scene.runs().reduce((sum, { Missed }) => sum + Number(Missed), 0);
      expect(missed).toBe(found.length);
    });

    test('the report of that time has each use once, each told, and tells how', () => {
      const { scene, fates, startedAt } = lived;
      const span = { name: '2026-11', timeZone: 'UTC', dayStartsMs: [] };
      const lines = scene.logged.flatMap(
        ({ json, by, atMs }) =>
          readLogLine(json, by === 'reconcile' ? by : 'rootEvent', atMs) ?? [],
      );
      const facts = monthFacts(
        lines,
        { ...span, startMs: startedAt, endMs: startedAt + spanMs },
        scene.clock.now() + hourMs,
      );
      expect(facts.uses.map(({ id }) => id).toSorted()).toEqual(
        fates.map(({ use }) => use.id).toSorted(),
      );
      expect(facts.uses.filter(({ path }) => path === 'untold')).toEqual([]);
      const found = fates.filter((fate) => tellersOf(scene, fate).includes('reconcile'));
      expect(facts.uses.filter(({ path }) => path === 'lookBack')).toHaveLength(found.length);
      expect(facts.gaps).toEqual([]);
      expect(facts.waits.length).toBeGreaterThan(0);
      const dayBefore = { ...span, startMs: startedAt, endMs: startedAt + spanMs - dayMs };
      const known = monthFacts(lines, dayBefore, scene.clock.now());
      expect(absenceOf(known, '999999999999').kind).toBe('shown');
      expect(absenceOf(facts, accountOf(0)).kind).toBe('used');
    });

    test('the cursor of each region stands within an hour of the end', async () => {
      const { lookedUntilMs } = (await lived.scene.state()) as {
        lookedUntilMs: Record<string, number>;
      };
      for (const region of lived.scene.world.regions) {
        expect(lived.scene.clock.now() - (lookedUntilMs[region] ?? 0)).toBeLessThan(hourMs);
      }
    });
  },
);
