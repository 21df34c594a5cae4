import { expect, test } from 'vitest';
import { compose } from '../../../lib/messages/compose.ts';
import { plainText } from '../../../lib/messages/plain-text.ts';
import { briefDetails } from '../../../lib/rooms/brief-details.ts';
import { message } from '../plain-message.ts';
import { rootUse } from '../root-use.ts';
import { wordsIn } from '../words-in.ts';

const details = [
  { label: '', value: plainText('CreateUser (IAM)') },
  { label: '', value: plainText('2026-11-21 18:12:45 UTC'), brief: plainText('18:12:45 UTC') },
  { label: 'Event ID', value: plainText('f80b8a2e'), brief: plainText('f80b8a2e') },
  { label: '', value: plainText('succeeded'), brief: null },
];

test('a phone is spared what the record says that a link opens', () => {
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

test.each([
  ['aws-cli/2.36.4', 'aws-cli/2.36.4'],
  [chrome, 'Mozilla/5.0…'],
  // A mark of its own is not cut off.
  [`${chrome} Evil/1.0`, 'Mozilla/5.0… Evil/1.0'],
  ['aws-cli/2.36.4 app/stolen', 'aws-cli/2.36.4 app/stolen'],
  // Of one without a name, nothing is cut.
  [`nobody/1.0 ${'x'.repeat(80)}`, `nobody/1.0 ${'x'.repeat(80)}`],
])(
  'the small print ends with the event ID and the user agent as it was sent: %s',
  (userAgent, shown) => {
    const composed = compose(rootUse({ userAgent }), { words: wordsIn.en, timeZone: 'UTC' });
    const texts = briefDetails(composed).map(({ value }) => value.unescaped);
    expect(texts.slice(-2)).toEqual(['6d5b0f0e-2f0d-4c39-9f3f-0d1a52cf9a11', shown]);
  },
);

test('where no link opens it, everything is there', () => {
  const runbook = { opens: 'runbook', title: 'Runbook', url: 'https://wiki.example/#x' } as const;
  for (const links of [[], [runbook]]) {
    expect(briefDetails({ ...message, details, links })).toEqual(details);
  }
});
