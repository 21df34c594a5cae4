import { expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import { notify } from '../../../lib/delivery/notify.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { RootUse } from '../../../lib/root-activity.ts';
import { createFakeClock } from '../fake-clock.ts';
import { rootUse } from '../root-use.ts';
import { type ShownMessage, shown } from '../shown-message.ts';

const config = readConfig({ WEBHOOK_SECRET_ID: 's', LEDGER_TABLE: 't', LOCALE: 'en' });

/** What the alerts about some uses say of how many there were. */
async function saidOf(...uses: readonly RootUse[]): Promise<(string | undefined)[]> {
  const clock = createFakeClock(Date.parse('2026-11-21T18:12:50Z'));
  const told: ShownMessage[] = [];
  const delivery = {
    config,
    ledger: createMemoryLedger(clock),
    clock,
    log: () => {},
    async postToRooms(message: Parameters<typeof shown>[0]) {
      told.push(shown(message));
      return {
        reports: [{ room: 'dooray', isTold: true, attempts: 1 }],
        accepted: ['dooray'],
        faults: [],
      };
    },
  };
  for (const use of uses) {
    await notify(use, { getRemainingTimeInMillis: () => 30_000 }, delivery);
    clock.advance(20_000);
  }
  return told.map(({ facts }) => facts.find(({ label }) => label === 'So far')?.value);
}

const inSession = (id: string, accessKeyId?: string, eventName = 'CreateUser') =>
  rootUse({ id, eventName, identity: { ...rootUse().identity, accessKeyId } });
const key = 'ASIAQ7RT2MVK4EXAMPLE';

test('the second use of a root says that it is the second, and when the first was seen', async () => {
  expect(await saidOf(inSession('1'), inSession('2'), inSession('3'))).toEqual([
    undefined,
    'use 2 of this root account since 03:12:50 KST',
    'use 3 of this root account since 03:12:50 KST',
  ]);
});

test('a use in a session says which it is of that session, also when the window is over', async () => {
  const other = inSession('2', 'ASIAZZZZZZZZZEXAMPLE');
  const later = Array.from({ length: 40 }, (_, index) => inSession(`l${index}`, key));
  const last = inSession('4', key, 'DeleteUser');
  const said = await saidOf(inSession('1', key), other, inSession('3', key), ...later, last);
  expect(said.slice(0, 3)).toEqual([
    undefined,
    'use 2 of this root account since 03:12:50 KST',
    'use 2 in this session since 03:12:50 KST',
  ]);
  expect(said.at(-1)).toBe('use 43 in this session since 03:12:50 KST');
});

test('a use of a long-term access key says which it is of that key', async () => {
  const longTerm = 'AKIAQ7RT2MVK4EXAMPLE';
  expect(await saidOf(inSession('1', longTerm), inSession('2', longTerm))).toEqual([
    undefined,
    'use 2 of this access key since 03:12:50 KST',
  ]);
});

test('more sessions than are counted make the counts begin anew, and say nothing that is wrong', async () => {
  const others = Array.from({ length: 10 }, (_, index) => inSession(`o${index}`, `ASIA${index}`));
  const again = [inSession('2', key, 'DeleteUser'), inSession('3', key, 'CreateGroup')];
  const said = await saidOf(inSession('1', key), ...others, ...again);
  expect(said.slice(-2)).toEqual([
    'use 12 of this root account since 03:12:50 KST',
    'use 2 in this session since 03:16:30 KST',
  ]);
});

test('a drill says nothing of it, nor does the use of another root', async () => {
  const drill = rootUse({ id: '2', isDrill: true });
  const other = rootUse({ id: '3', accountId: '444455556666' });
  expect(await saidOf(rootUse({ id: '1' }), drill, drill, other)).not.toContainEqual(
    expect.stringContaining('use'),
  );
});
