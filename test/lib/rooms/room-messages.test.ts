import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Locale } from '../../../lib/config.ts';
import { compose } from '../../../lib/messages/compose.ts';
import { composeDigest } from '../../../lib/messages/compose-digest.ts';
import type { Message } from '../../../lib/messages/message.ts';
import { roomKinds } from '../../../lib/rooms/room-kinds.ts';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { loadedRoomTypes, sampleEnvelope } from '../room-payload.ts';
import { readSampleEvent } from '../sample-events.ts';
import { wordsIn } from '../words-in.ts';

const sender = { botName: 'root-alert', botIcon: undefined };
const deployment = { stage: 'prod', trailLogGroup: undefined };
const activityIn = (file: string) => readEventBridgeEvent(readSampleEvent(file), deployment);
const settingsIn = (locale: Locale) => ({
  words: wordsIn[locale],
  timeZone: 'Asia/Seoul',
  runbookUrl: 'https://wiki.example.com/runbook',
});

/** An alert, a drill and a digest. */
const messages: Readonly<Record<string, Message>> = {
  'root-login · ko': compose(activityIn('root-login.json'), settingsIn('ko')),
  'root-create-access-key · en': compose(
    activityIn('root-create-access-key.json'),
    settingsIn('en'),
  ),
  'root-drill · ko': compose(activityIn('root-drill.json'), settingsIn('ko')),
  'a digest · en': composeDigest(
    ['root-login.json', 'root-stop-logging.json', 'root-list-buckets.json'].map(activityIn),
    settingsIn('en'),
  ),
};

test.each(roomKinds)('%s is posted what it was', async (kind) => {
  const { requestsFor } = loadedRoomTypes[kind];
  const envelope = sampleEnvelope(kind, sender);
  const sections = Object.entries(messages).map(([title, message]) => {
    const bodies = requestsFor(message, envelope).map(({ payload }) =>
      JSON.stringify(payload, null, 2),
    );
    return `════ ${title}\n${bodies.join('\n\n')}\n`;
  });
  await expect(sections.join('\n')).toMatchFileSnapshot(
    join(import.meta.dirname, 'golden', `${kind}.txt`),
  );
});
