import { expect, test } from 'vitest';
import { plannedStateName } from '../../../lib/planned/planned-state-name.ts';
import { type PlannedWindow, windowsText } from '../../../lib/planned/planned-window.ts';
import { account, hourMs, minuteMs, startScene } from './scene.ts';

const respond = { RESPOND_URL: 'https://respond.example', RESPOND_SECRET_ID: 'r' };

/** A reconcile that has run once, and a window that is open for another hour. */
async function start(env: Readonly<Record<string, string>> = respond) {
  const scene = startScene(env);
  expect(await scene.run()).toBeUndefined();
  const nowMs = scene.clock.now();
  const window: PlannedWindow = {
    id: '7F3K2M9QXA',
    account,
    by: `arn:aws:iam::${account}:user/kim`,
    isByRoot: false,
    why: 'x',
    openedAtMs: nowMs - hourMs,
    untilMs: nowMs + hourMs,
    allow: [],
  };
  const keep = (...windows: readonly PlannedWindow[]) =>
    scene.delivery.ledger.keepState(plannedStateName, windowsText(windows, nowMs));
  await keep(window);
  const over = () => scene.messages.filter(({ headline }) => headline.includes('is over'));
  return { scene, window, keep, over };
}

test('that a window is over is told by the next run, once', async () => {
  const { scene, over } = await start();
  await scene.run();
  expect(over()).toEqual([]);
  await scene.delivery.ledger.countPlanned('7F3K2M9QXA', 2, 0);
  scene.pass(hourMs);
  expect(await scene.run()).toBeUndefined();
  expect(over().map(({ summary }) => summary)).toEqual([
    `${account} (Payments) · 2 h · uses reported: 2 · closed by nobody; its time was up`,
  ]);
  scene.pass(15 * minuteMs);
  await scene.run();
  expect(over()).toHaveLength(1);
});

test('one that somebody closed and could not tell is told, and one that another replaced is not', async () => {
  const { scene, window, keep, over } = await start();
  const atMs = scene.clock.now();
  await keep(
    { ...window, closed: { atMs, by: 'arn:aws:iam::1:user/lee', isReplaced: false } },
    { ...window, id: '7F3K2M9QXB', closed: { atMs, by: window.by, isReplaced: true } },
  );
  await scene.run();
  expect(over()).toHaveLength(1);
  expect(over()[0]?.summary).toMatch(/ · closed by arn:aws:iam::1:user\/lee$/);
});

test('without respond nothing is told of one', async () => {
  const { scene, over } = await start({});
  scene.pass(2 * hourMs);
  await scene.run();
  expect(over()).toEqual([]);
});

test('while a room is down the run fails, and the next one tells it', async () => {
  const { scene, over } = await start();
  scene.pass(hourMs + minuteMs);
  scene.world.isRoomUp = false;
  expect((await scene.run())?.message).toContain(
    'planned windows: 1 ended and not every room was told',
  );
  scene.world.isRoomUp = true;
  scene.pass(15 * minuteMs);
  expect(await scene.run()).toBeUndefined();
  expect(over()).toHaveLength(1);
});
