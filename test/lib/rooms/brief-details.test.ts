import { expect, test } from 'vitest';
import { plainText } from '../../../lib/messages/plain-text.ts';
import { briefDetails } from '../../../lib/rooms/brief-details.ts';
import { message } from '../plain-message.ts';

const details = [
  { label: '', value: plainText('CreateUser (IAM)') },
  { label: '', value: plainText('2026-11-21 18:12:45 UTC'), brief: plainText('18:12:45 UTC') },
  { label: 'Event ID', value: plainText('f80b8a2e'), brief: null },
];

test('a phone is spared what the record says that a link opens', () => {
  expect(briefDetails({ ...message, details }).map(({ value }) => value.unescaped)).toEqual([
    'CreateUser (IAM)',
    '18:12:45 UTC',
  ]);
});

test('where no link opens it, everything is there', () => {
  const runbook = { opens: 'runbook', title: 'Runbook', url: 'https://wiki.example/#x' } as const;
  for (const links of [[], [runbook]]) {
    expect(briefDetails({ ...message, details, links })).toEqual(details);
  }
});
