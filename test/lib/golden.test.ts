import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asShown } from '../../lib/channels/as-shown.ts';
import { doorayPayload } from '../../lib/channels/dooray.ts';
import { type SlackPayload, slackPayload } from '../../lib/channels/slack.ts';
import { compose } from '../../lib/messages/compose.ts';
import type { Message } from '../../lib/messages/message.ts';
import type { RootActivity } from '../../lib/root-activity.ts';
import { readAlarmNotification } from '../../lib/sources/alarm-notification.ts';
import { readCloudTrailEvent } from '../../lib/sources/cloudtrail-event.ts';
import { readSampleEvent, sampleEventFiles } from './sample-events.ts';
import { readSampleNotifications, sampleNotificationFiles } from './sample-notifications.ts';

const directory = join(import.meta.dirname, '../golden');
const locales = ['ko', 'en'] as const;

const shownIn = {
  dooray: (message: Message) =>
    asShown(doorayPayload(message, { botName: 'root-alert', botIcon: undefined })),
  slack: (message: Message) => slackAsShown(slackPayload(message)),
};
const rooms = ['dooray', 'slack'] as const;

/** The text of each block, parts side by side divided by blank lines, and which marks Slack reads in it. */
function slackAsShown({ text, blocks }: SlackPayload): string {
  const shown = blocks.map((block) => {
    if ('fields' in block) return block.fields.map((field) => field.text).join('\n\n');
    if ('text' in block) return block.text.text;
    return block.elements.map((element) => element.text).join('\n\n');
  });
  const sections = blocks.map(({ type }, index) => `── ${type}\n${shown[index]}`);
  return [`── notification\n${text}`, ...sections].join('\n\n');
}

/** What a file has to tell: of most, one thing. */
const activitiesIn = new Map<string, readonly RootActivity[]>([
  ...sampleEventFiles.map((file) => [file, [readCloudTrailEvent(readSampleEvent(file))]] as const),
  ...sampleNotificationFiles.map(
    (file) =>
      [
        file,
        readSampleNotifications(file).map((sns) => readAlarmNotification(sns, () => 'unique')),
      ] as const,
  ),
]);

const cases = [...activitiesIn].flatMap(([file, activities]) =>
  rooms.flatMap((room) =>
    locales.map((locale) => ({
      activities,
      room,
      locale,
      golden: `${file.replace(/\.json$/, '')}.${room}.${locale}.txt`,
    })),
  ),
);

describe('every sample event reads as it did', () => {
  test.each(cases)('$golden', async ({ activities, room, locale, golden }) => {
    const messages = activities.map((activity) =>
      compose(activity, { locale, timeZone: 'Asia/Seoul' }),
    );
    await expect(`${messages.map(shownIn[room]).join('\n\n\n')}\n`).toMatchFileSnapshot(
      join(directory, golden),
    );
  });
});

test('no golden message is left of an event that is gone', () => {
  const known = new Set(cases.map(({ golden }) => golden));
  expect(readdirSync(directory).filter((file) => !known.has(file))).toEqual([]);
});
