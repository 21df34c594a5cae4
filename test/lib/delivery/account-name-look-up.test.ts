import { expect, test } from 'vitest';
import { createAccountNameLookUp } from '../../../lib/delivery/account-name-look-up.ts';

test('each account is asked for once, also when AWS refused, and others are still asked for', async () => {
  const asked: (string | undefined)[][] = [];
  const lookUp = createAccountNameLookUp(async (...account) => {
    asked.push(account);
    if (account[0] === 'refused') throw new Error('AccessDenied');
    return 'Payments';
  });
  await expect(lookUp('refused', 'own')).rejects.toThrow('AccessDenied');
  expect(await lookUp('refused', 'own')).toBeUndefined();
  expect(await lookUp('111122223333', 'own')).toBe('Payments');
  expect(await lookUp('111122223333', 'own')).toBeUndefined();
  expect(asked).toEqual([
    ['refused', 'own'],
    ['111122223333', 'own'],
  ]);
});
