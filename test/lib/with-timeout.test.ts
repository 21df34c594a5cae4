import { expect, test } from 'vitest';
import { withTimeout } from '../../lib/with-timeout.ts';
import { createFakeClock } from './fake-clock.ts';

test('what settles in time is passed on', async () => {
  const clock = createFakeClock();
  expect(await withTimeout(Promise.resolve('value'), 100, clock)).toBe('value');
  const failing = Promise.reject(new Error('it broke'));
  await expect(withTimeout(failing, 100, clock)).rejects.toThrow('it broke');
});

test('what does not settle in time is a TimeoutError', async () => {
  const clock = createFakeClock();
  const late = withTimeout(new Promise(() => undefined), 100, clock);
  await expect(late).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(clock.elapsedMs()).toBe(100);
});

test('the timer is stopped as soon as nobody waits for it', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const clock = {
    now: () => 0,
    sleep: (_: number, signal?: AbortSignal) => {
      signals.push(signal);
      return new Promise<void>(() => undefined);
    },
  };
  await withTimeout(Promise.resolve('value'), 100, clock);
  expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
});
