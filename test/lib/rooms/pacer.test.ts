import { expect, test } from 'vitest';
import { createPacer } from '../../../lib/rooms/pacer.ts';
import { createFakeClock } from '../fake-clock.ts';

const roomAt = (url: string) => ({ kind: 'dooray', url: new URL(url) }) as const;
const one = roomAt('https://hook.dooray.com/services/1/2/three');
const other = roomAt('https://hook.dooray.com/services/1/2/four');

test('the first post to a webhook waits for nothing', () => {
  const paceMs = createPacer(createFakeClock());
  expect(paceMs(one)).toBe(0);
});

test('posts that come at once are spaced more than a second apart', () => {
  const paceMs = createPacer(createFakeClock());
  expect([paceMs(one), paceMs(one), paceMs(one)]).toEqual([0, 1_100, 2_200]);
});

test('a post waits for what is left of that time', () => {
  const clock = createFakeClock();
  const paceMs = createPacer(clock);
  paceMs(one);
  clock.advance(300);
  expect(paceMs(one)).toBe(800);
});

test('after that time nothing is left to wait for', () => {
  const clock = createFakeClock();
  const paceMs = createPacer(clock);
  paceMs(one);
  clock.advance(1_100);
  expect(paceMs(one)).toBe(0);
});

test('webhooks do not wait for each other', () => {
  const paceMs = createPacer(createFakeClock());
  paceMs(one);
  expect(paceMs(other)).toBe(0);
});

test('rooms of one URL with other keys or chats do not wait for each other', () => {
  const paceMs = createPacer(createFakeClock());
  const telegram = {
    kind: 'telegram',
    url: new URL('https://api.telegram.org/'),
    key: 'a',
  } as const;
  const chats = ['1', '2', '3'].map((chatId) => paceMs({ ...telegram, chatId }));
  expect(chats).toEqual([0, 0, 0]);
  expect(paceMs({ ...telegram, chatId: '1' })).toBe(1_100);
});

test('a slot that is still to come is kept while others pass', () => {
  const clock = createFakeClock();
  const paceMs = createPacer(clock);
  for (let post = 1; post <= 3; post += 1) paceMs(one);
  clock.advance(1_500);
  paceMs(other);
  expect(paceMs(one)).toBe(1_800);
});
