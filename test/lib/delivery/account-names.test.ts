import { expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import { knownAccountNames } from '../../../lib/delivery/account-names.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { createFakeClock } from '../fake-clock.ts';
import { rootUse } from '../root-use.ts';

function start() {
  const clock = createFakeClock();
  const memory = createMemoryLedger(clock);
  const asked: string[] = [];
  const delivery: DeliveryDeps = {
    config: readConfig({
      WEBHOOK_SECRET_ID: 's',
      LEDGER_TABLE: 't',
      ACCOUNTS: '100000000000=Payments',
    }),
    clock,
    isLocal: false,
    log: () => {},
    ledger: {
      ...memory,
      accountName: async (id) => {
        asked.push(id);
        return await memory.accountName(id);
      },
    },
    postToRooms: async () => ({ reports: [], accepted: [], faults: [] }),
  };
  return { delivery, asked };
}

/** Uses in so many accounts: 100000000000, 100000000001… */
const usesIn = (accounts: number) =>
  Array.from({ length: accounts }, (_, number) =>
    rootUse({ accountId: String(100_000_000_000 + number) }),
  );

test('the ledger is asked for the names of at most five accounts in one invocation, however many an attacker uses', async () => {
  const { delivery, asked } = start();
  await knownAccountNames(usesIn(40), delivery);
  expect(asked).toHaveLength(5);
});

test('an account with a name in the settings is not asked for', async () => {
  const { delivery, asked } = start();
  await delivery.ledger.nameAccount('100000000001', 'Ledger name');
  const names = await knownAccountNames(usesIn(3), delivery);
  expect(asked).toEqual(['100000000001', '100000000002']);
  expect(Object.fromEntries(names)).toEqual({
    '100000000000': 'Payments',
    '100000000001': 'Ledger name',
  });
});
