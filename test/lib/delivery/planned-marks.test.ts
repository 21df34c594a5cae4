import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import { deliverBatch } from '../../../lib/delivery/deliver-batch.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { notify } from '../../../lib/delivery/notify.ts';
import { incidentIdOf } from '../../../lib/incident/incident.ts';
import { readIncidentRecord } from '../../../lib/incident/incident-record.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { Message } from '../../../lib/messages/message.ts';
import { plannedStateName } from '../../../lib/planned/planned-state-name.ts';
import { type PlannedWindow, windowsText } from '../../../lib/planned/planned-window.ts';
import type { About } from '../../../lib/rooms/about.ts';
import { calledIn } from '../../../lib/rooms/called-in.ts';
import { mentionsPeople } from '../../../lib/rooms/mentions-people.ts';
import type { RootUse } from '../../../lib/root-activity.ts';
import { createFakeClock } from '../fake-clock.ts';
import { rootUse } from '../root-use.ts';
import { shown } from '../shown-message.ts';

const hourMs = 3_600_000;
const startMs = Date.parse('2026-11-21T18:12:50Z');
const account = '111122223333';

const window: PlannedWindow = {
  id: '7F3K2M9QXA',
  account,
  by: 'arn:aws:iam::111122223333:user/kim',
  isByRoot: false,
  why: '결제 수단 변경',
  openedAtMs: startMs - hourMs,
  untilMs: startMs + hourMs,
  allow: ['CreateAccessKey'],
};

/** `respond: off` in a deployment without it. */
function start({ respond = 'on', locale = 'en' } = {}) {
  const clock = createFakeClock(startMs);
  const told: { readonly message: Message; readonly about: About }[] = [];
  const lines: Readonly<Record<string, unknown>>[] = [];
  const memory = createMemoryLedger(clock);
  const asked: string[] = [];
  const delivery: DeliveryDeps = {
    config: readConfig({
      WEBHOOK_SECRET_ID: 's',
      LEDGER_TABLE: 'root-alert-ledger-prod',
      LOCALE: locale,
      ...(respond === 'on' && { RESPOND_URL: 'https://respond.example', RESPOND_SECRET_ID: 'r' }),
    }),
    ledger: {
      ...memory,
      async state(name) {
        asked.push(name);
        return await memory.state(name);
      },
    },
    clock,
    log: (line) => lines.push(line),
    async postToRooms(message, _told, _deadline, about) {
      told.push({ message, about });
      return {
        reports: [{ room: 'dooray', isTold: true, attempts: 1 }],
        accepted: ['dooray'],
        faults: [],
      };
    },
  };
  const invocation = { getRemainingTimeInMillis: () => 30_000 };
  return {
    clock,
    told,
    lines,
    asked,
    delivery,
    memory,
    keep: (...windows: readonly PlannedWindow[]) =>
      memory.keepState(plannedStateName, windowsText(windows, startMs)),
    tell: (use: RootUse) => notify(use, invocation, delivery),
    tellLater: (...uses: readonly RootUse[]) =>
      deliverBatch(
        uses.map((activity) => ({ messageId: activity.id, sentAtMs: startMs, activity })),
        { getRemainingTimeInMillis: () => 60_000 },
        delivery,
      ),
  };
}

const mention = { when: 'all', whom: 'here' } as const;
const callsSomebody = (message: Message | undefined) =>
  message !== undefined && mentionsPeople(message, mention);

const key = (id: string) => rootUse({ id, eventName: 'CreateAccessKey', isAboutRootItself: true });
const mfa = (id: string) => rootUse({ id, eventName: 'DeactivateMFADevice' });

describe('a use in a window', () => {
  test('is told by itself at once, says by whom, why and until when, and calls nobody', async () => {
    const { keep, tell, told } = start();
    await keep(window);
    await tell(key('1'));
    expect(told).toHaveLength(1);
    const [{ message } = { message: undefined }] = told;
    expect(message && shown(message)).toMatchObject({
      severity: 'critical',
      summary: expect.stringMatching(/^In a time for planned work · 111122223333/),
    });
    expect(message && shown(message).facts[0]).toEqual({
      label: 'Planned work',
      value: `until 04:12:50 KST · ${window.by} · 결제 수단 변경`,
    });
    expect(callsSomebody(message)).toBe(false);
    expect(message && calledIn(message, { mention: 'U1' } as never)).toBeUndefined();
  });

  test('says so in the language of each room', async () => {
    const { keep, tell, told } = start();
    await keep(window);
    await tell(key('1'));
    const korean = await told[0]?.about.messageIn?.('ko');
    expect(korean && shown(korean).summary).toMatch(/^계획된 작업 시간 중 · /);
    expect(callsSomebody(korean)).toBe(false);
  });

  test('that is critical and was not named calls people as ever, and says that it was not planned', async () => {
    const { keep, tell, told } = start();
    await keep(window);
    await tell(mfa('1'));
    expect(callsSomebody(told[0]?.message)).toBe(true);
    expect(told[0] && shown(told[0].message).summary).toMatch(/^In .* but not part of the plan · /);
  });

  test('that root itself opened calls people as ever', async () => {
    const { keep, tell, told } = start();
    await keep({ ...window, isByRoot: true });
    await tell(key('1'));
    expect(callsSomebody(told[0]?.message)).toBe(true);
    expect(told[0] && shown(told[0].message).summary).toMatch(/^In .* that root itself opened · /);
  });

  test('is counted for the message that it is over', async () => {
    const { keep, tell, tellLater, memory } = start();
    await keep(window);
    await tell(key('1'));
    await tell(mfa('2'));
    await tell(key('1'));
    await tellLater(rootUse({ id: '3' }), rootUse({ id: '4', accountId: '444455556666' }));
    expect(await memory.plannedCount(window.id)).toEqual({ uses: 3, loud: 1 });
  });
});

describe('without a window that holds it, a use calls people as ever', () => {
  test.each<[string, readonly PlannedWindow[]]>([
    ['none', []],
    ['one of another account', [{ ...window, account: '444455556666' }]],
    ['one that is over', [{ ...window, untilMs: startMs - 60_000 }]],
    ['one that nobody of us can have written', [{ ...window, untilMs: startMs + 48 * hourMs }]],
  ])('%s', async (_, windows) => {
    const { keep, tell, told } = start();
    await keep(...windows);
    await tell(key('1'));
    expect(callsSomebody(told[0]?.message)).toBe(true);
    expect(told[0] && shown(told[0].message).summary).not.toMatch(/planned/);
  });

  test('as where nobody asks for answers, which costs no look either', async () => {
    const { keep, tell, told, asked } = start({ respond: 'off' });
    await keep(window);
    await tell(key('1'));
    expect(callsSomebody(told[0]?.message)).toBe(true);
    expect(asked).toEqual([]);
  });
});

test.each<[string, (clock: ReturnType<typeof createFakeClock>) => Promise<string | undefined>]>([
  ['does not answer', () => Promise.reject(new Error('down'))],
  [
    'takes four seconds',
    async (clock) => {
      await clock.after(4_000);
      return JSON.stringify([window]);
    },
  ],
])(
  'an alert does not wait for a ledger that %s: it is told as ever within a second',
  async (_, state) => {
    const { delivery, clock, tell, told } = start();
    Object.assign(delivery.ledger, { state: () => state(clock) });
    await tell(key('1'));
    expect(clock.elapsedMs()).toBeLessThanOrEqual(1_000);
    expect(callsSomebody(told[0]?.message)).toBe(true);
  },
);

describe('a digest', () => {
  test('of planned uses alone says so and calls nobody', async () => {
    const { keep, tellLater, told } = start();
    await keep(window);
    await tellLater(key('1'), rootUse({ id: '2' }));
    expect(told).toHaveLength(1);
    expect(callsSomebody(told[0]?.message)).toBe(false);
  });

  test('with one that nobody planned calls people as ever', async () => {
    const { keep, tellLater, told } = start();
    await keep(window);
    await tellLater(key('1'), mfa('2'));
    expect(callsSomebody(told[0]?.message)).toBe(true);
  });

  test('told after the window is over still knows that the use was planned', async () => {
    const { keep, tellLater, clock, told } = start();
    await keep({ ...window, closed: { atMs: startMs, by: window.by, isReplaced: false } });
    clock.advance(2 * hourMs);
    await tellLater(key('1'));
    expect(callsSomebody(told[0]?.message)).toBe(false);
  });
});

describe('in the incident', () => {
  test('a planned critical use is not the one that people are asked about, and the next one is', async () => {
    const { keep, tell, memory } = start();
    await keep(window);
    await tell(key('1'));
    await tell(mfa('2'));
    const row = await memory.incident(incidentIdOf({ counter: account, id: '1' }));
    expect(readIncidentRecord(row?.first)).toMatchObject({ id: '1', isPlanned: true });
    expect(readIncidentRecord(row?.critical)).toMatchObject({ id: '2' });
    expect(readIncidentRecord(row?.critical)?.isPlanned).toBeUndefined();
  });
});
