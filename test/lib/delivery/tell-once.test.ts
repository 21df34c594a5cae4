import { expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { type Telling, tell, tellOnce } from '../../../lib/delivery/tell-once.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { Message } from '../../../lib/messages/message.ts';
import { plainText } from '../../../lib/messages/plain-text.ts';
import { createFakeClock } from '../fake-clock.ts';

const message: Message = {
  severity: 'high',
  isDrill: false,
  isQuiet: false,
  tag: '',
  headline: plainText('Nobody answers'),
  summary: [],
  advice: undefined,
  links: [],
  facts: [],
  details: [],
};

function start() {
  const clock = createFakeClock();
  const posts: (readonly string[])[] = [];
  let taking: readonly string[] = ['dooray', 'slack'];
  const lines: Readonly<Record<string, unknown>>[] = [];
  const delivery: DeliveryDeps = {
    config: readConfig({ WEBHOOK_SECRET_ID: 's', LEDGER_TABLE: 't' }),
    ledger: createMemoryLedger(clock),
    clock,
    log: (line) => lines.push(line),
    async postToRooms(_message, told) {
      const open = ['dooray', 'slack'].filter((room) => !told.includes(room));
      posts.push(open);
      return {
        reports: open.map((room) => ({ room, isTold: taking.includes(room), attempts: 1 })),
        accepted: open.filter((room) => taking.includes(room)),
        faults: [],
      };
    },
  };
  const telling: Telling = {
    id: 'incident-1',
    about: { uses: [] },
    messageIn: async () => message,
  };
  return {
    clock,
    posts,
    lines,
    delivery,
    take: (...rooms: readonly string[]) => {
      taking = rooms;
    },
    tell: (more: Partial<Telling> = {}) =>
      tellOnce({ ...telling, ...more }, clock.now() + 10_000, delivery),
  };
}

test('what every room has is not told again', async () => {
  const { posts, tell } = start();
  expect(await tell()).toBe('told');
  expect(await tell()).toBe('told');
  expect(posts).toEqual([['dooray', 'slack']]);
});

test('a room that did not take it is asked again, and only that one', async () => {
  const { posts, take, tell } = start();
  take('slack');
  expect(await tell()).toBe('untold');
  take('dooray');
  expect(await tell()).toBe('told');
  expect(posts).toEqual([['dooray', 'slack'], ['dooray']]);
});

test('while another invocation tells it, nothing is posted', async () => {
  const { delivery, posts, tell, clock } = start();
  await delivery.ledger.claim('incident-1', 10_000);
  expect(await tell()).toBe('untold');
  clock.advance(10_001);
  expect(await tell()).toBe('told');
  expect(posts).toHaveLength(1);
});

test('a message that cannot be worded is untold, and the log says why', async () => {
  const { lines, tell } = start();
  const messageIn = () => Promise.reject(new Error('no words'));
  expect(await tell({ messageIn })).toBe('untold');
  expect(lines).toMatchObject([{ level: 'ERROR', id: 'incident-1', reason: 'no words' }]);
});

test('while the ledger is down, it waits: whoever times it asks again', async () => {
  const { delivery, posts } = start();
  const down = { ...delivery.ledger, claim: () => Promise.reject(new Error('down')) };
  const telling = { id: 'incident-1', about: { uses: [] }, messageIn: async () => message };
  expect(await tellOnce(telling, 10_000, { ...delivery, ledger: down })).toBe('untold');
  expect(posts).toEqual([]);
});

test('what nobody asks for again goes on without the ledger: better twice than never', async () => {
  const { delivery, posts } = start();
  const refuse = () => Promise.reject(new Error('down'));
  const down = { ...delivery.ledger, claim: refuse, recordTold: refuse };
  const telling: Telling = {
    id: 'contain-1',
    about: { uses: [] },
    messageIn: async () => message,
    goesOnWithoutLedger: true,
  };
  const outcome = await tell(telling, 10_000, { ...delivery, ledger: down });
  expect(outcome).toMatchObject({ told: 'now', reports: [{ room: 'dooray' }, { room: 'slack' }] });
  expect(posts).toEqual([['dooray', 'slack']]);
});

test('an error of which nobody knows what it says is named, and not repeated', async () => {
  const { delivery } = start();
  const messageIn = () => Promise.reject(new Error('https://hook.example/secret'));
  const telling = { id: 'contain-1', about: { uses: [] }, messageIn };
  expect(await tell(telling, 10_000, delivery)).toEqual({
    told: 'no',
    reason: 'Error',
    reports: [],
  });
});

test('the line of the log says that it tells no use, told or not, and of which account it is a drill', async () => {
  const { lines, tell } = start();
  await tell();
  await tell({ id: 'new-2', messageIn: () => Promise.reject(new Error('no words')) });
  await tell({ id: 'drill-3', drillOf: '111122223333' });
  expect(lines).toEqual([
    expect.objectContaining({ id: 'incident-1', isTelling: true }),
    expect.objectContaining({ id: 'new-2', outcome: 'failed', isTelling: true }),
    expect.objectContaining({
      id: 'drill-3',
      account: '111122223333',
      isTelling: true,
      isDrill: true,
    }),
  ]);
  expect(lines[0]).not.toHaveProperty('isDrill');
});
