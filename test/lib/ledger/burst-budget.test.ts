import { expect, test } from 'vitest';
import { isToldSingly } from '../../../lib/ledger/burst-budget.ts';

const isRead = true;

test('the first use is told, read-only or not', () => {
  expect(isToldSingly({ uses: 1, actions: 0 }, isRead)).toBe(true);
  expect(isToldSingly({ uses: 1, actions: 1 }, !isRead)).toBe(true);
});

test('a read after the first use is only counted', () => {
  expect(isToldSingly({ uses: 2, actions: 0 }, isRead)).toBe(false);
});

test('ten actions are told, however many reads lie between them', () => {
  expect(isToldSingly({ uses: 500, actions: 10 }, !isRead)).toBe(true);
});

test('the eleventh action is left to the digest', () => {
  expect(isToldSingly({ uses: 11, actions: 11 }, !isRead)).toBe(false);
});
