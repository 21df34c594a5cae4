import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import { knownAccountNames, learnAccountNames } from '../../../lib/delivery/account-names.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { createFakeClock } from '../fake-clock.ts';
import { rootUse } from '../root-use.ts';

function start() {
  const clock = createFakeClock();
  const memory = createMemoryLedger(clock);
  const asked: string[] = [];
  const lookedUp: string[] = [];
  const delivery: DeliveryDeps = {
    config: readConfig({
      WEBHOOK_SECRET_ID: 's',
      LEDGER_TABLE: 't',
      ACCOUNTS: '100000000000=Payments',
    }),
    clock,
    log: () => {},
    ledger: {
      ...memory,
      accountName: async (id) => {
        asked.push(id);
        return await memory.accountName(id);
      },
    },
    lookUpAccountName: async (id) => {
      lookedUp.push(id);
      if (id.endsWith('1')) throw new Error('refused');
      return id.endsWith('2') ? 'Looked up' : undefined;
    },
    postToRooms: async () => ({ reports: [], accepted: [], faults: [] }),
  };
  return { delivery, asked, lookedUp };
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

describe('learning account names', () => {
  const ownAccount = '100000000002';
  const noNames = new Map<string, string>();

  test('looks up at most five accounts in one invocation, however many an attacker uses', async () => {
    const { delivery, lookedUp } = start();
    await learnAccountNames(usesIn(40), noNames, ownAccount, delivery);
    expect(lookedUp).toHaveLength(5);
  });

  test('looks up no account whose name is known, and keeps what it learns', async () => {
    const { delivery, lookedUp } = start();
    const known = new Map([['100000000000', 'Payments']]);
    await learnAccountNames(usesIn(3), known, ownAccount, delivery);
    expect(lookedUp).toEqual(['100000000001', '100000000002']);
    expect(await delivery.ledger.accountName('100000000002')).toBe('Looked up');
  });

  test('does nothing where there is no AWS to ask', async () => {
    const { lookUpAccountName: _, ...delivery } = start().delivery;
    await learnAccountNames(usesIn(3), noNames, ownAccount, delivery);
    expect(await delivery.ledger.accountName('100000000002')).toBeUndefined();
  });
});
