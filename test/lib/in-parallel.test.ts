import { describe, expect, test } from 'vitest';
import { inParallel } from '../../lib/in-parallel.ts';
import { createFakeClock } from './fake-clock.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('work in parallel', () => {
  test('is done once for each item, begun in their order', async () => {
    const begun: number[] = [];
    await inParallel(3, numbers(10), async (item) => {
      begun.push(item);
    });
    expect(begun).toEqual(numbers(10));
  });

  test('is at the limit, and never above it', async () => {
    const clock = createFakeClock();
    let underWay = 0;
    let most = 0;
    await inParallel(4, numbers(20), async (item) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await clock.sleep(100 + item);
      underWay -= 1;
    });
    expect(most).toBe(4);
    expect(clock.elapsedMs()).toBeLessThan(800);
  });

  test('is all done when it resolves', async () => {
    const clock = createFakeClock();
    let done = 0;
    await inParallel(32, numbers(5), async () => {
      await clock.sleep(10);
      done += 1;
    });
    expect(done).toBe(5);
  });

  test('of nothing is nothing', async () => {
    await expect(
      inParallel(32, [], () => Promise.reject(new Error('no item'))),
    ).resolves.toBeUndefined();
  });

  test('that fails rejects with that failure', async () => {
    await expect(
      inParallel(2, numbers(5), async (item) => {
        if (item === 3) throw new Error('three');
      }),
    ).rejects.toThrow('three');
  });
});
