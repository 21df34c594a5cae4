import { describe, expect, test } from 'vitest';
import { useWindowMs } from '../../../lib/ledger/ledger.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { createFakeClock } from '../fake-clock.ts';

function start() {
  const clock = createFakeClock();
  return { clock, ledger: createMemoryLedger(clock) };
}

describe('a claim', () => {
  test('is given once, as long as its lease lasts', async () => {
    const { clock, ledger } = start();
    expect(await ledger.claim('a', 1_000)).toEqual({ state: 'claimed', told: [] });
    expect(await ledger.claim('a', 1_000)).toEqual({ state: 'claimedElsewhere' });
    clock.advance(1_000);
    expect(await ledger.claim('a', 1_000)).toEqual({ state: 'claimedElsewhere' });
    clock.advance(1);
    expect(await ledger.claim('a', 1_000)).toEqual({ state: 'claimed', told: [] });
  });

  test('on one activity leaves the others free', async () => {
    const { ledger } = start();
    await ledger.claim('a', 1_000);
    expect(await ledger.claim('b', 1_000)).toEqual({ state: 'claimed', told: [] });
  });

  test('names the rooms that have it, until all have it', async () => {
    const { ledger } = start();
    await ledger.claim('a', 1_000);
    await ledger.recordTold('a', ['dooray'], false);
    expect(await ledger.claim('a', 1_000)).toEqual({ state: 'claimed', told: ['dooray'] });
    await ledger.recordTold('a', ['slack'], true);
    expect(await ledger.claim('a', 1_000)).toEqual({ state: 'told' });
  });
});

describe('uses', () => {
  test('are counted by account, reads not as actions', async () => {
    const { ledger } = start();
    expect(await ledger.countUse('1', false)).toMatchObject({ uses: 1, actions: 1 });
    expect(await ledger.countUse('1', true)).toMatchObject({ uses: 2, actions: 1 });
    expect(await ledger.countUse('1', false)).toMatchObject({ uses: 3, actions: 2 });
    expect(await ledger.countUse('2', true)).toMatchObject({ uses: 1, actions: 0 });
  });

  test('are counted anew once their window is over', async () => {
    const { clock, ledger } = start();
    await ledger.countUse('1', false);
    clock.advance(useWindowMs - 1);
    expect(await ledger.countUse('1', false)).toMatchObject({ uses: 2 });
    clock.advance(1);
    expect(await ledger.countUse('1', false)).toMatchObject({ uses: 1 });
  });
});

test('the name of an account is known once it was given', async () => {
  const { ledger } = start();
  expect(await ledger.accountName('1')).toBeUndefined();
  await ledger.nameAccount('1', 'Payments');
  expect(await ledger.accountName('1')).toBe('Payments');
  expect(await ledger.accountName('2')).toBeUndefined();
  expect(await ledger.countUse('1', false)).toMatchObject({
    uses: 1,
    actions: 1,
    accountName: 'Payments',
  });
});

test('a state is what was kept last under its name', async () => {
  const { ledger } = start();
  expect(await ledger.state('poll')).toBeUndefined();
  await ledger.keepState('poll', 'here');
  await ledger.keepState('poll', 'there');
  expect(await ledger.state('poll')).toBe('there');
  expect(await ledger.state('another')).toBeUndefined();
});

test('what was claimed is seen, what was told everywhere is told, and anything else is unknown', async () => {
  const { ledger } = start();
  expect(await ledger.find('a')).toBeUndefined();
  await ledger.claim('a', 1_000);
  expect(await ledger.find('a')).toBe('seen');
  await ledger.recordTold('a', ['dooray'], false);
  expect(await ledger.find('a')).toBe('seen');
  await ledger.recordTold('a', ['slack'], true);
  expect(await ledger.find('a')).toBe('told');
});
