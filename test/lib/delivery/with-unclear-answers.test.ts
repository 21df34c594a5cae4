import { describe, expect, test } from 'vitest';
import { withUnclearAnswers } from '../../../lib/delivery/with-unclear-answers.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { RoomReport } from '../../../lib/rooms/post-to-rooms.ts';
import { readUnclearAnswers } from '../../../lib/rooms/unclear-answers.ts';
import { createFakeClock } from '../fake-clock.ts';
import { message } from '../plain-message.ts';

const told: RoomReport = { room: 'dooray', isTold: true, attempts: 1 };
const minuteMs = 60_000;

function startScene(...reports: readonly RoomReport[]) {
  const clock = createFakeClock();
  const memory = createMemoryLedger(clock);
  const lines: Readonly<Record<string, unknown>>[] = [];
  const written: string[] = [];
  const world = { isLedgerUp: true, isLedgerSlow: false };
  const ledger = {
    ...memory,
    async keepState(name: string, text: string): Promise<void> {
      written.push(name);
      if (world.isLedgerSlow) await clock.after(30_000);
      if (!world.isLedgerUp) throw new DOMException('', 'TimeoutError');
      await memory.keepState(name, text);
    },
  };
  const result = { reports, accepted: ['dooray'], faults: [] };
  const post = withUnclearAnswers(async () => result, {
    ledger,
    config: { metricsNamespace: 'root-alert/prod' },
    clock,
    log: (line) => lines.push(line),
  });
  return {
    clock,
    lines,
    written,
    world,
    result,
    ledger,
    post: () => post(message, [], clock.now() + minuteMs, { id: 'x', uses: [] }),
    unclear: () => readUnclearAnswers(ledger, ['dooray', 'slack'], clock.now()),
  };
}

describe('a room whose answer was unclear', () => {
  test('is in the log by its name, with a metric, and in the ledger', async () => {
    const { post, lines, result, unclear } = startScene({ ...told, unclear: 'html' });
    expect(await post()).toBe(result);
    expect(lines).toMatchObject([
      { level: 'WARN', message: 'answer', room: 'dooray', unclear: 'html', UnclearAnswer: 1 },
    ]);
    expect(await unclear()).toEqual([{ room: 'dooray', form: 'html' }]);
  });

  test('is written down once in ten minutes, however many alerts there are, and logged each time', async () => {
    const { post, lines, written, clock } = startScene({ ...told, unclear: 'json' });
    for (let alerts = 0; alerts < 5; alerts += 1) await post();
    expect([lines.length, written.length]).toEqual([5, 1]);
    clock.advance(11 * minuteMs);
    await post();
    expect(written).toHaveLength(2);
  });

  test('is clear again a day after its last such answer', async () => {
    const { post, unclear, clock } = startScene({ ...told, unclear: 'text' });
    await post();
    clock.advance(24 * 60 * minuteMs);
    expect(await unclear()).toHaveLength(1);
    clock.advance(1);
    expect(await unclear()).toEqual([]);
  });

  test.each(['isLedgerUp', 'isLedgerSlow'] as const)(
    'holds nothing up where the ledger is in trouble (%s)',
    async (trouble) => {
      const { post, lines, world, result, clock, unclear } = startScene({
        ...told,
        unclear: 'empty',
      });
      world[trouble] = trouble === 'isLedgerSlow';
      expect(await post()).toBe(result);
      expect(clock.elapsedMs()).toBeLessThanOrEqual(1_000);
      expect(lines).toMatchObject([{ unclear: 'empty', ledgerFault: 'TimeoutError' }]);
      if (trouble === 'isLedgerUp') {
        world.isLedgerUp = true;
        await post();
        expect(await unclear()).toHaveLength(1);
      }
    },
  );
});

test('a room that was told, or was not, costs no line and no row', async () => {
  const { post, lines, written } = startScene(told, { ...told, room: 'slack', isTold: false });
  await post();
  expect([lines, written]).toEqual([[], []]);
});

test.each(['', 'rubbish', '{"form":"<!channel>","atMs":9e15}', '[]'])(
  'a row that somebody else wrote (%s) counts as an unclear answer, and is not repeated',
  async (text) => {
    const { ledger, unclear } = startScene();
    await ledger.keepState('answer#slack', text);
    expect(await unclear()).toEqual([{ room: 'slack', form: '?' }]);
  },
);
