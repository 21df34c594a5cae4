import { expect, test } from 'vitest';
import { lateMethods } from '../../lib/late-methods.ts';

const names = { add: true, fail: true } as const;
const methods = {
  add: async (one: number, other: number) => one + other,
  fail: async (): Promise<void> => {
    throw new Error('The call failed.');
  },
};

test('methods are loaded when the first of them is called, once', async () => {
  let loads = 0;
  const late = lateMethods(names, async () => {
    loads += 1;
    return methods;
  });
  expect(loads).toBe(0);

  expect(await Promise.all([late.add(1, 2), late.add(3, 4)])).toEqual([3, 7]);
  expect(loads).toBe(1);
});

test('a call that fails is not loaded again, and says why', async () => {
  let loads = 0;
  const late = lateMethods(names, async () => {
    loads += 1;
    return methods;
  });
  await expect(late.fail()).rejects.toThrow('The call failed.');
  expect(await late.add(1, 1)).toBe(2);
  expect(loads).toBe(1);
});

test('where they cannot be loaded the call rejects, and the next one loads them', async () => {
  const answers = [Promise.reject(new Error('There is no such file.')), Promise.resolve(methods)];
  const late = lateMethods(names, async () => (await answers.shift()) ?? methods);
  await expect(late.add(1, 2)).rejects.toThrow('There is no such file.');
  expect(await late.add(1, 2)).toBe(3);
});
