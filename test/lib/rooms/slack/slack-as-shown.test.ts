import { expect, test } from 'vitest';
import { slackAsShown } from '../../../../lib/rooms/slack/slack-as-shown.ts';
import { slackPayload } from '../../../../lib/rooms/slack/slack-payload.ts';
import { message } from '../../plain-message.ts';

test('a terminal shows header, what to do, the facts and the links, without markup', () => {
  const runbook = { title: 'Runbook', url: 'https://wiki.example/#logging' };
  expect(slackAsShown(slackPayload({ ...message, runbook }))).toBe(
    [
      '  [HIGH] Something happened',
      '  Do now',
      '  Look.',
      '  Account',
      '  111122223333',
      '  Event',
      '  CreateUser',
      '  Open → https://us-east-1.console.aws.amazon.com/x',
      '  Runbook → https://wiki.example/#logging',
    ].join('\n'),
  );
});

test('a quiet message is its text alone', () => {
  expect(slackAsShown(slackPayload({ ...message, advice: undefined }))).toBe(
    '  [HIGH] Something happened\n  111122223333 · CreateUser',
  );
});
