import { expect, test } from 'vitest';
import type { Locale } from '../../../lib/config.ts';
import { compose } from '../../../lib/messages/compose.ts';
import { composeClosing, composeOpening } from '../../../lib/messages/compose-planned.ts';
import { markPlanned } from '../../../lib/messages/mark-planned.ts';
import type { Message } from '../../../lib/messages/message.ts';
import type { OpeningFlags } from '../../../lib/planned/decide-opening.ts';
import type { PlannedWindow } from '../../../lib/planned/planned-window.ts';
import { asShown } from '../../../lib/rooms/dooray/dooray-as-shown.ts';
import { doorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import { rootUse } from '../root-use.ts';
import { wordsIn } from '../words-in.ts';

const hourMs = 3_600_000;
const openedAtMs = Date.parse('2026-11-21T18:00:00Z');
const names = new Map([['111122223333', '결제']]);
const window: PlannedWindow = {
  id: '7F3K2M9QXA',
  account: '111122223333',
  by: 'arn:aws:sts::123456789012:assumed-role/admin/kim',
  isByRoot: false,
  why: '결제 수단 변경',
  openedAtMs,
  untilMs: openedAtMs + 2 * hourMs,
  allow: [],
};
const flags: OpeningFlags = {
  isByRoot: false,
  usedBeforeMs: undefined,
  isExtension: false,
  inARowMs: undefined,
  nth: 1,
};
const byRoot = { ...window, by: 'arn:aws:iam::123456789012:root', isByRoot: true };
const toldAt = new Date('2026-11-21T18:12:52Z');

test.each<Locale>(['ko', 'en'])(
  'what the room reads of planned work is in golden/planned.%s.txt',
  async (locale) => {
    const settings = { locale, timeZone: 'Asia/Seoul', words: wordsIn[locale] };
    const use = rootUse({ eventName: 'CreateAccessKey' });
    const alert = compose(use, settings, { toldAt, accountNames: names });
    const messages: Readonly<Record<string, Message>> = {
      opening: composeOpening(window, flags, names, 'prod', settings),
      'opening with everything that is odd': composeOpening(
        { ...window, allow: ['CreateAccessKey', 'DeactivateMFADevice'] },
        {
          isByRoot: false,
          usedBeforeMs: 12 * 60_000,
          isExtension: true,
          inARowMs: 3.5 * hourMs,
          nth: 4,
        },
        names,
        'prod',
        settings,
      ),
      'opening by root': composeOpening(
        byRoot,
        { ...flags, isByRoot: true },
        names,
        'prod',
        settings,
      ),
      'end of its time': composeClosing(window, { uses: 3, loud: 1 }, names, settings),
      closing: composeClosing(
        { ...window, closed: { atMs: openedAtMs + hourMs / 4, by: window.by, isReplaced: false } },
        { uses: 0, loud: 0 },
        names,
        settings,
      ),
      'a planned use': markPlanned(alert, { window, isExpected: true }, settings, toldAt),
      'a use that nobody planned': markPlanned(
        alert,
        { window, isExpected: false },
        settings,
        toldAt,
      ),
      'a use in the window of root': markPlanned(
        alert,
        { window: byRoot, isExpected: false },
        settings,
        toldAt,
      ),
    };
    const bot = { botName: 'root-alert', botIcon: undefined };
    const text = Object.entries(messages)
      .map(([name, message]) => `══ ${name}\n${asShown(doorayPayload(message, bot))}\n`)
      .join('\n');
    await expect(text).toMatchFileSnapshot(`golden/planned.${locale}.txt`);
  },
);
