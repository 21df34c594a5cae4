import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Locale, readConfig } from '../../lib/config.ts';
import { deliverBatch } from '../../lib/delivery/deliver-batch.ts';
import { createMemoryLedger } from '../../lib/ledger/memory-ledger.ts';
import { compose } from '../../lib/messages/compose.ts';
import type { Message } from '../../lib/messages/message.ts';
import { asShown } from '../../lib/rooms/dooray/dooray-as-shown.ts';
import { doorayPayload } from '../../lib/rooms/dooray/dooray-payload.ts';
import { slackAsShown } from '../../lib/rooms/slack/slack-as-shown.ts';
import { type SlackPayload, slackPayload } from '../../lib/rooms/slack/slack-payload.ts';
import type { RootActivity } from '../../lib/root-activity.ts';
import { readEventBridgeEvent } from '../../lib/sources/eventbridge-event.ts';
import { readNcloudActivity } from '../../lib/sources/ncloud-activity.ts';
import { readNotification } from '../../lib/sources/notification.ts';
import { createFakeClock } from './fake-clock.ts';
import { readSampleActivity, sampleActivityFiles } from './sample-activities.ts';
import { readSampleBatch, readSampleEvent, sampleEventFiles } from './sample-events.ts';
import { readSampleNotifications, sampleNotificationFiles } from './sample-notifications.ts';
import { wordsIn } from './words-in.ts';

const directory = join(import.meta.dirname, '../golden');
/** The samples about root-alert itself name the parts of this stage. */
const deployment = { stage: 'prod', trailLogGroup: undefined, apiId: 'a1b2c3d4e5' };
const locales = ['ko', 'en'] as const;
const settings = { timeZone: 'Asia/Seoul', runbookUrl: 'https://wiki.example.com/runbook' };
/** The samples have addresses for documentation, which are in no country, so the test gives them one. */
const countries = {
  ko: new Map([
    ['203.0.113.24', '대한민국'],
    ['198.51.100.12', '미국'],
  ]),
  en: new Map([
    ['203.0.113.24', 'South Korea'],
    ['198.51.100.12', 'United States'],
  ]),
};

const shownIn = {
  dooray: (message: Message) =>
    asShown(doorayPayload(message, { botName: 'root-alert', botIcon: undefined })),
  slack: (message: Message) => slackShown(slackPayload(message)),
};
const rooms = ['dooray', 'slack'] as const;

/** The text of the notification, and the message with the attachment's bar. */
function slackShown(payload: SlackPayload): string {
  return `── notification\n${payload.text}\n\n── message\n${slackAsShown(payload)}`;
}

type MessagesIn = (locale: Locale) => readonly Message[] | Promise<readonly Message[]>;

/** The messages that each sample file leads to: one, for most files. */
const messagesOf = new Map<string, MessagesIn>([
  ...sampleEventFiles.map(
    (file) => [file, sentAtOnce(readEventBridgeEvent(readSampleEvent(file), deployment))] as const,
  ),
  ...sampleActivityFiles.map((file) => {
    const account = { name: 'payments', includesPlatformActions: false };
    const activity = readNcloudActivity(readSampleActivity(file), account);
    if (activity === undefined) throw new Error(`${file} is not about root`);
    return [file, sentAtOnce(activity)] as const;
  }),
  ...sampleNotificationFiles.map((file) => {
    const notifications = readSampleNotifications(file);
    return [
      file,
      sentAtOnce(...notifications.map((sns) => readNotification(sns, () => 'unique'))),
    ] as const;
  }),
  ['outbox.json', sentLater(readSampleBatch('outbox.json'))],
]);

/** As a function sends it at once, seven seconds after it happened. */
function sentAtOnce(...activities: readonly RootActivity[]) {
  return (locale: Locale) =>
    activities.map((activity) => {
      const happenedAt = activity.occurredAt?.getTime();
      const toldAt = happenedAt === undefined ? undefined : new Date(happenedAt + 7_000);
      return compose(
        activity,
        { ...settings, words: wordsIn[locale] },
        { countries: countries[locale], toldAt },
      );
    });
}

/** As the outbox sends what was left to it, three minutes after the last of it happened. */
function sentLater(activities: readonly RootActivity[]) {
  return async (locale: Locale): Promise<readonly Message[]> => {
    const times = activities.map(({ occurredAt }) => occurredAt?.getTime() ?? 0);
    const clock = createFakeClock(Math.max(...times) + 180_000);
    const messages: Message[] = [];
    await deliverBatch(
      activities.map((activity, i) => ({ messageId: `${i}`, sentAtMs: clock.now(), activity })),
      { getRemainingTimeInMillis: () => 60_000 },
      {
        config: {
          ...readConfig({ WEBHOOK_SECRET_ID: 'x', LEDGER_TABLE: 'x' }),
          ...settings,
          locale,
        },
        ledger: createMemoryLedger(clock),
        clock,
        log: () => {},
        async postToRooms(message) {
          messages.push(message);
          return {
            reports: [{ room: 'dooray', isTold: true, attempts: 1 }],
            accepted: ['dooray'],
            faults: [],
          };
        },
      },
    );
    return messages;
  };
}

/** Every room and language of one event, so that the languages are read side by side. */
async function shownEverywhere(messagesIn: MessagesIn): Promise<string> {
  const sections: string[] = [];
  for (const room of rooms) {
    for (const locale of locales) {
      const shown = (await messagesIn(locale)).map(shownIn[room]).join('\n\n\n');
      sections.push(`════ ${room} · ${locale}\n${shown}\n`);
    }
  }
  return sections.join('\n');
}

const cases = [...messagesOf].map(([file, messagesIn]) => ({
  messagesIn,
  golden: file.replace(/\.json$/, '.txt'),
}));

describe('every sample event reads as it did', () => {
  test.each(cases)('$golden', async ({ messagesIn, golden }) => {
    await expect(await shownEverywhere(messagesIn)).toMatchFileSnapshot(join(directory, golden));
  });
});

test('no golden file is left of an event that is gone', () => {
  const known = new Set(cases.map(({ golden }) => golden));
  expect(readdirSync(directory).filter((file) => !known.has(file))).toEqual([]);
});
