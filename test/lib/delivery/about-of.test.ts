import { describe, expect, test } from 'vitest';
import { aboutOf } from '../../../lib/delivery/about-of.ts';
import { composeDigest } from '../../../lib/messages/compose-digest.ts';
import { roomsFor } from '../../../lib/rooms/route.ts';
import { readCloudTrailEvent } from '../../../lib/sources/cloudtrail-event.ts';
import { readSampleEvent } from '../sample-events.ts';
import { wordsIn } from '../words-in.ts';

const settings = { words: wordsIn.en, timeZone: 'Asia/Seoul' };
const guesses = (count: number) =>
  Array.from({ length: count }, () =>
    readCloudTrailEvent(readSampleEvent('root-login-failed.json')),
  );

describe('a digest that is graver than each of its uses', () => {
  test('goes to the room of what is so grave', () => {
    const uses = guesses(30);
    const message = composeDigest(uses, settings);
    const [one] = aboutOf(guesses(1), { severity: 'low' }).uses;
    expect(message.severity).not.toBe(one?.severity);
    const about = aboutOf(uses, message);
    const rooms = [
      { name: 'grave', route: { severities: [message.severity] } },
      { name: 'rest', route: {} },
    ];
    expect(roomsFor(about.uses, rooms).map(({ name }) => name)).toEqual(['grave', 'rest']);
  });
});

test('a digest goes by the severity of each of its uses where one is as grave as it', () => {
  const uses = ['root-stop-logging.json', 'root-list-buckets.json'].map((file) =>
    readCloudTrailEvent(readSampleEvent(file)),
  );
  const severities = aboutOf(uses, composeDigest(uses, settings)).uses.map((it) => it.severity);
  expect(severities[0]).toBe('critical');
  expect(severities[1]).not.toBe('critical');
});
