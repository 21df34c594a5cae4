import { expect, test } from 'vitest';
import { compose } from '../../../lib/messages/compose.ts';
import { plainText } from '../../../lib/messages/plain-text.ts';
import { briefDetails } from '../../../lib/rooms/brief-details.ts';
import type { RootUse } from '../../../lib/root-activity.ts';
import { message } from '../plain-message.ts';
import { rootUse } from '../root-use.ts';
import { wordsIn } from '../words-in.ts';

const details = [
  { label: '', value: plainText('CreateUser (IAM)') },
  { label: '', value: plainText('2026-11-21 18:12:45 UTC'), brief: plainText('18:12:45 UTC') },
  { label: 'Event ID', value: plainText('f80b8a2e'), brief: plainText('f80b8a2e') },
  { label: '', value: plainText('succeeded'), brief: null },
];

test('a phone is told the same in fewer words, and nothing twice', () => {
  expect(
    briefDetails({ ...message, details }).map(({ label, value }) => [label, value.unescaped]),
  ).toEqual([
    ['', 'CreateUser (IAM)'],
    ['', '18:12:45 UTC'],
    ['', 'f80b8a2e'],
  ]);
});

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36';

const smallPrint = (changes: Partial<RootUse>, toldAt = new Date('2026-11-21T18:12:49Z')) =>
  briefDetails(compose(rootUse(changes), { words: wordsIn.en, timeZone: 'UTC' }, { toldAt })).map(
    ({ value }) => value.unescaped,
  );

test('it has the event ID, region, UTC, how long the alert took, the temporary key, and the client', () => {
  expect(smallPrint({})).toEqual([
    'CreateUser (IAM)',
    '6d5b0f0e-2f0d-4c39-9f3f-0d1a52cf9a11',
    'us-east-1 (N. Virginia)',
    '18:12:45 UTC',
    'told in 4 s',
    'ASIAQ7RT2MVK4EXAMPLE',
    'aws-cli 2.36',
    'aws-cli/2.36.4',
  ]);
});

test.each([
  [chrome, 'Chrome 148, Windows'],
  [`${chrome} Evil/1.0`, 'Chrome 148, Windows'],
  ['aws-cli/2.36.4 md/command#kms.schedule-key-deletion app/stolen', 'aws-cli 2.36'],
])('it ends with what people call the client, and all of the user agent: %s', (userAgent, name) => {
  expect(smallPrint({ userAgent }).slice(-2)).toEqual([name, userAgent]);
});

test('a client that has no name is shown as it was sent', () => {
  expect(smallPrint({ userAgent: 'nobody/1.0' }).slice(-2)).toEqual([
    'ASIAQ7RT2MVK4EXAMPLE',
    'nobody/1.0',
  ]);
});
